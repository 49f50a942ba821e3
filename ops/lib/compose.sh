# shellcheck shell=bash
# PostgreSQL, RabbitMQ, Redis and Grafana as containers, where a Docker engine answers.

engine_answers() {
  type -p docker >/dev/null && timeout 20 docker compose version >/dev/null 2>&1 && timeout 20 docker info >/dev/null 2>&1
}

compose() {
  RCS_COMPOSE_POSTGRES_PORT=${PG_PORT:-} RCS_COMPOSE_POSTGRES_PASSWORD=${PG_PASSWORD:-unset} \
    RCS_COMPOSE_RABBITMQ_PORT=${MQ_PORT:-} RCS_COMPOSE_RABBITMQ_USER=${MQ_USER:-} RCS_COMPOSE_RABBITMQ_PASSWORD=${MQ_PASSWORD:-unset} \
    RCS_COMPOSE_REDIS_PORT=${REDIS_PORT:-} RCS_COMPOSE_REDIS_PASSWORD=${REDIS_PASSWORD:-} \
    RCS_GRAFANA_PORT=$(observer_port grafana) RCS_GRAFANA_PASSWORD=$(read_key "$STATE/secrets" grafana_admin_password) \
    RCS_PROMETHEUS_URL=$(observer_url prometheus) COMPOSE_PROFILES=infra,observability \
    docker compose -f "$ROOT/docker-compose.yml" -f "$ROOT/ops/docker/rcs.yml" -p "rcs-$(instance)" "$@"
}

compose_up() { # SERVICE...
  compose up -d --wait --wait-timeout 180 "$@" >"$(log_of compose)" 2>&1 </dev/null || {
    last_lines "$(log_of compose)" 20
    compose logs --no-color --tail 20 "$@" 2>/dev/null | sed 's/^/    /' >&2 || true
    die "docker compose could not start: $*"
  }
}

compose_down() { # [--volumes]
  compose down "$@" >"$(log_of compose)" 2>&1 </dev/null || {
    last_lines "$(log_of compose)" 20
    die "docker compose could not stop the containers"
  }
  say "containers           stopped"
}

compose_pid() { # SERVICE: the pid of its main process, where the engine is on this machine
  local container pid
  container=$(compose ps -q "$1" 2>/dev/null) && [[ -n $container ]] || return 1
  pid=$(docker inspect -f '{{.State.Pid}}' "$container" 2>/dev/null) || return 1
  [[ $pid != 0 && -d /proc/$pid ]] || return 1
  printf '%s' "$pid"
}
