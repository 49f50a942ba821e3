# shellcheck shell=bash
# Prometheus with the project's rules, watching the fleet and the broker; and Grafana with the project's dashboards where there is
# the program or a Docker engine.

OBSERVERS=(prometheus grafana)
OBSERVABILITY=$ROOT/ops/observability

observability_up() {
  local started user reloaded=''
  type -p prometheus >/dev/null || {
    can_install || die "missing: Prometheus. Install it (Debian: apt install prometheus)"
    install_packages prometheus
  }
  user=$(server_user prometheus)
  data_home "$user"
  broker_metrics_up
  started=$(now)
  own_folder "$user" "$DATA/prometheus"
  write_as "$user" "$DATA/prometheus/rules.yml" <"$OBSERVABILITY/prometheus/rules.yml"
  prometheus_config | write_as "$user" "$DATA/prometheus/prometheus.yml"
  if live_pid prometheus >/dev/null; then
    kill -HUP "$(live_pid prometheus)" # which makes it read its configuration again
    reloaded='already running'
  else
    port_for prometheus "$(port_base 16 9090)" >/dev/null
    start_process prometheus "$user" "$DATA/prometheus" prometheus --config.file=prometheus.yml \
      --web.listen-address="127.0.0.1:$(observer_port prometheus)" --storage.tsdb.path=data --storage.tsdb.retention.time=15d
  fi
  await 30 prometheus observer_ready prometheus || {
    last_lines "$(log_of prometheus)"
    die 'Prometheus did not start'
  }
  observer_line prometheus "${reloaded:-ready in $(seconds_since "$started")}"
  grafana_up
}

observability_down() { stop_processes 20 grafana prometheus; }

observer_port() { read_key "$STATE/ports" "$1" || true; }
observer_url() { printf 'http://127.0.0.1:%s' "$(observer_port "$1")"; }
observer_line() { say "$(printf '%-20s %-28s %s' "$1" "$(observer_url "$1")" "$2")"; }

observer_ready() {
  local path=/-/ready
  [[ $1 != grafana ]] || path=/api/health
  http_ok "$(observer_port "$1")" "$path"
}

# Sets BROKER_METRICS, where RabbitMQ tells about its queues; empty where it does not.
broker_metrics_up() {
  local port=''
  case ${WHERE[rabbitmq]} in
    local)
      port=$(observer_port rabbitmq_metrics)
      if [[ -z $port ]] || ! http_ok "$port" /metrics; then
        port=$(port_for rabbitmq_metrics "$(port_base 5 15692)")
        rabbitmq_metrics_up "$port"
      fi
      BROKER_METRICS=127.0.0.1:$port
      ;;
    compose) BROKER_METRICS=$(compose port rabbitmq 15692) ;;
    given)
      BROKER_METRICS=${RCS_RABBITMQ_METRICS:-}
      [[ -n $BROKER_METRICS ]] || say "RabbitMQ is not ours: its queues are not watched unless RCS_RABBITMQ_METRICS says where its Prometheus plugin answers"
      ;;
  esac
}

prometheus_config() {
  local service
  cat <<'YAML'
global:
  scrape_interval: 5s
rule_files: [rules.yml]
scrape_configs:
YAML
  for service in "${FLEET[@]}"; do
    printf '  - {job_name: %s, metrics_path: /actuator/prometheus, static_configs: [{targets: ["127.0.0.1:%s"]}]}\n' \
      "$service" "$(service_port "$service")"
  done
  [[ -n $BROKER_METRICS ]] || return 0
  cat <<YAML
  - {job_name: rabbitmq, static_configs: [{targets: ["$BROKER_METRICS"]}]}
  - job_name: rabbitmq-queues
    metrics_path: /metrics/detailed
    params: {family: [queue_coarse_metrics, queue_consumer_count]}
    static_configs: [{targets: ["$BROKER_METRICS"]}]
YAML
}

# --- Grafana -----------------------------------------------------------------------------------------

grafana_up() {
  local program started
  started=$(now)
  program=$(type -p grafana-server || compgen -G '/usr/share/grafana/bin/grafana-server' || true)
  if [[ -n $program ]]; then
    live_pid grafana >/dev/null || grafana_start "$program"
  elif engine_answers; then
    grafana_password >/dev/null
    [[ $(read_key "$STATE/servers" grafana) == compose ]] || port_for grafana "$(port_base 17 3000)" >/dev/null
    write_key "$STATE/servers" grafana compose
    compose_up grafana
  else
    say "Grafana is not here (neither the program nor a Docker engine); its dashboards are in $(shown "$OBSERVABILITY/grafana/dashboards")"
    return
  fi
  until observer_ready grafana; do
    (($(now) < started + 6000)) || die "Grafana is not ready after 60 s; see $(shown "$(log_of grafana)") or docker logs"
    sleep 0.3
  done
  observer_line grafana "ready; user admin, password grafana_admin_password in $(shown "$STATE/secrets")"
}

grafana_password() { secret grafana_admin_password 32; }

grafana_start() { # PROGRAM
  local user home=$DATA/grafana folder file
  user=$(server_user grafana)
  for folder in "$home" "$home"/{datasources,dashboards,rcs}; do own_folder "$user" "$folder"; done
  for file in "$OBSERVABILITY"/grafana/provisioning/datasources/*.yml; do write_as "$user" "$home/datasources/${file##*/}" <"$file"; done
  for file in "$OBSERVABILITY"/grafana/dashboards/*.json; do write_as "$user" "$home/rcs/${file##*/}" <"$file"; done
  sed "s#/var/lib/grafana/rcs#$home/rcs#" "$OBSERVABILITY/grafana/provisioning/dashboards/rcs.yml" | write_as "$user" "$home/dashboards/rcs.yml"
  port_for grafana "$(port_base 17 3000)" >/dev/null
  start_process grafana "$user" "$home" GF_SERVER_HTTP_ADDR=127.0.0.1 "GF_SERVER_HTTP_PORT=$(observer_port grafana)" \
    "GF_PATHS_DATA=$home/data" "GF_PATHS_LOGS=$home/log" "GF_PATHS_PROVISIONING=$home" \
    "GF_SECURITY_ADMIN_PASSWORD=$(grafana_password)" GF_ANALYTICS_REPORTING_ENABLED=false \
    "RCS_PROMETHEUS_URL=$(observer_url prometheus)" "$1" --homepath /usr/share/grafana
}
