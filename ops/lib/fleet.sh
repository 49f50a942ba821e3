# shellcheck shell=bash
# The five services and the provider simulator: their settings, start, readiness.

FLEET=(campaign-service dispatch-service webhook-service fallback-service api-gateway)
SIMULATOR=provider-simulator

# The part of a service's name that its port and database go by.
short_name() {
  case $1 in
    api-gateway) printf 'gateway' ;;
    "$SIMULATOR") printf 'simulator' ;;
    *) printf '%s' "${1%-service}" ;;
  esac
}

preferred_port() {
  case $(short_name "$1") in
    gateway) port_base 10 8080 ;;
    campaign) port_base 11 8081 ;;
    dispatch) port_base 12 8082 ;;
    webhook) port_base 13 8083 ;;
    fallback) port_base 14 8084 ;;
    simulator) port_base 15 8090 ;;
  esac
}

# What is to run now, as lines.
fleet() {
  printf '%s\n' "${FLEET[@]}"
  [[ ${RCS_SIMULATOR:-on} == off ]] || printf '%s\n' "$SIMULATOR"
}

service_port() { read_key "$STATE/ports" "$(short_name "$1")"; }
service_url() { printf 'http://127.0.0.1:%s' "$(service_port "$1")"; }

readiness_path() {
  if [[ $1 == "$SIMULATOR" ]]; then printf '/_sim/health'; else printf '/actuator/health/readiness'; fi
}

# Where providers call back: a port of webhook-service that has nothing else.
callback_url() { printf 'http://127.0.0.1:%s' "$(read_key "$STATE/ports" callback)"; }

service_ready() { http_ok "$(service_port "$1")" "$(readiness_path "$1")"; }

# service_environment SERVICE: sets ENVIRONMENT, the contract between this script and a service.
service_environment() {
  local service=$1 name database accounts
  name=$(short_name "$service")
  # nobody but this script needs the server's own password, nor one service another's secrets
  ENVIRONMENT=(-u RCS_POSTGRES_PASSWORD -u RCS_BOOTSTRAP_API_KEY -u RCS_API_KEY_PEPPER)
  ENVIRONMENT+=("SERVER_PORT=$(service_port "$service")")
  case $service in
    api-gateway | webhook-service) ENVIRONMENT+=("SERVER_ADDRESS=${RCS_LISTEN_ADDRESS:-127.0.0.1}") ;;
    *) ENVIRONMENT+=(SERVER_ADDRESS=127.0.0.1) ;;
  esac

  if [[ $service == "$SIMULATOR" ]]; then
    ENVIRONMENT+=("RCS_CALLBACK_BASE=$(callback_url)")
    return
  fi

  ENVIRONMENT+=(
    "RCS_RABBITMQ_HOST=$MQ_HOST" "RCS_RABBITMQ_PORT=$MQ_PORT" "RCS_RABBITMQ_VHOST=$MQ_VHOST"
    "RCS_RABBITMQ_USER=$MQ_USER" "RCS_RABBITMQ_PASSWORD=$MQ_PASSWORD"
    "RCS_REDIS_HOST=$REDIS_HOST" "RCS_REDIS_PORT=$REDIS_PORT" "RCS_REDIS_PASSWORD=$REDIS_PASSWORD"
    "RCS_INTERNAL_TOKEN_KEY=$(internal_token_key)"
    "RCS_PUBLIC_URL=${RCS_PUBLIC_URL:-$(service_url api-gateway)}"
    "RCS_CAMPAIGN_URL=$(service_url campaign-service)"
    "RCS_DISPATCH_URL=$(service_url dispatch-service)"
    "RCS_WEBHOOK_URL=$(service_url webhook-service)"
    "RCS_FALLBACK_URL=$(service_url fallback-service)"
  )
  if [[ ${RCS_SIMULATOR:-on} == off ]]; then
    accounts=$ROOT/config/accounts.yml
  else
    accounts=$ROOT/config/accounts-demo.yml
    ENVIRONMENT+=(RCS_DEMO=true "RCS_SIMULATOR_URL=$(service_url "$SIMULATOR")")
  fi
  accounts=${RCS_ACCOUNTS_FILE:-$accounts}
  [[ -f $accounts ]] || die "there is no file of provider accounts at $accounts (RCS_ACCOUNTS_FILE)"
  ENVIRONMENT+=("RCS_ACCOUNTS_FILE=$accounts" "RCS_CALLBACK_BASE=${RCS_CALLBACK_BASE:-$(callback_url)}")

  if [[ $service == webhook-service ]]; then
    ENVIRONMENT+=("RCS_CALLBACK_PORT=$(read_key "$STATE/ports" callback)")
  fi
  if [[ $service == campaign-service ]]; then
    ENVIRONMENT+=(
      "RCS_API_KEY_PEPPER=$(secret RCS_API_KEY_PEPPER 43)" "RCS_BOOTSTRAP_API_KEY=$(bootstrap_api_key)"
      "RCS_API_KEY_ENVIRONMENT=${RCS_API_KEY_ENVIRONMENT:-$([[ ${RCS_SIMULATOR:-on} == off ]] && echo live || echo test)}"
    )
  fi
  for database in "${POSTGRES_DATABASES[@]}"; do
    [[ $database == "$name" ]] || continue
    ENVIRONMENT+=(
      "RCS_DB_URL=jdbc:postgresql://$PG_HOST:$PG_PORT/$(database_name "$name")?ApplicationName=$service&reWriteBatchedInserts=true${RCS_POSTGRES_PARAMS:+&$RCS_POSTGRES_PARAMS}"
      "RCS_DB_USER=$(database_name "$name")" "RCS_DB_PASSWORD=$(database_password "$name")"
    )
  done
}

internal_token_key() {
  local value=${RCS_INTERNAL_TOKEN_KEY:-}
  [[ -n $value ]] || value=$(read_key "$STATE/secrets" RCS_INTERNAL_TOKEN_KEY) || {
    value=$(head -c 32 /dev/urandom | base64)
    write_key "$STATE/secrets" RCS_INTERNAL_TOKEN_KEY "$value"
  }
  printf '%s' "$value"
}

bootstrap_api_key() {
  secret RCS_BOOTSTRAP_API_KEY 32 "rcs_$([[ ${RCS_SIMULATOR:-on} == off ]] && echo live || echo test)_"
}

# A file with the key alone, for whoever calls the API.
write_api_key_file() (
  umask 077
  printf '%s\n' "$(bootstrap_api_key)" >"$STATE/api-key"
)

# jvm_options SERVICE: sets JVM. One compiler and one collector thread fewer start five JVMs on two cores in half the time,
# but cap the throughput: RCS_JIT=full (what bench uses) leaves the compilers alone.
jvm_options() {
  local heap=256m extra=()
  case $1 in api-gateway | campaign-service | dispatch-service) heap=384m ;; esac
  JVM=(-XX:+UseSerialGC "-Xmx$heap" -Xss512k -XX:+ExitOnOutOfMemoryError -Dfile.encoding=UTF-8 -Duser.timezone=UTC)
  [[ ${RCS_JIT:-quick} == full ]] || JVM+=(-XX:TieredStopAtLevel=1)
  read -ra extra <<<"${RCS_JAVA_OPTS:-}"
  JVM+=("${extra[@]}")
}

# fleet_up: starts what does not run yet (or runs an older build), then waits for all of it
fleet_up() {
  local service app services starting=() ENVIRONMENT JVM LAUNCH
  local -A apps=()
  mapfile -t services < <(fleet)
  for service in "${services[@]}"; do
    [[ -f $ROOT/$service/pom.xml ]] || die "$service is not part of this checkout"
  done
  unpack "${services[@]}"
  for service in "${services[@]}"; do
    app=$(app_of "$service")
    apps[$service]=$app
  done
  stop_outdated "${services[@]}"
  for service in "${services[@]}"; do
    if live_pid "$service" >/dev/null; then
      fleet_line "$service" 'already running'
    else
      port_for "$(short_name "$service")" "$(preferred_port "$service")" >/dev/null
      [[ $service != webhook-service ]] || port_for callback "$(port_base 18 8085)" >/dev/null
      starting+=("$service")
    fi
  done
  write_api_key_file
  STARTED=$(now)
  for service in "${starting[@]}"; do
    service_environment "$service"
    jvm_options "$service"
    launch_arguments "$service"
    start_process "$service" "$(id -un)" "${apps[$service]}" \
      "${ENVIRONMENT[@]}" "$JAVA_HOME/bin/java" "${JVM[@]}" "${LAUNCH[@]}"
  done
  await_fleet "${starting[@]}"
}

stop_outdated() {
  local service pid outdated=()
  for service in "$@"; do
    if pid=$(live_pid "$service") && [[ $(readlink "/proc/$pid/cwd") != "${apps[$service]}" ]]; then
      say "$(printf '%-20s was built anew: restarting it' "$service")"
      outdated+=("$service")
    fi
  done
  stop_processes 25 "${outdated[@]}"
}

await_fleet() {
  local service left deadline=$((STARTED + 12000)) waiting=("$@")
  while ((${#waiting[@]})); do
    left=()
    for service in "${waiting[@]}"; do
      if service_ready "$service"; then
        fleet_line "$service" "ready in $(seconds_since "$STARTED")"
      elif ! live_pid "$service" >/dev/null; then
        service_failed "$service" 'stopped while starting'
      elif (($(now) > deadline)); then
        service_failed "$service" 'is not ready after 120 s'
      else
        left+=("$service")
      fi
    done
    waiting=("${left[@]}")
    ((${#waiting[@]} == 0)) || sleep 0.3
  done
}

service_failed() {
  say "$1 $2. The end of $(shown "$(log_of "$1")"):"
  last_lines "$(log_of "$1")" 40
  die "$1 $2"
}

fleet_line() { say "$(printf '%-20s %-28s %s' "$1" "$(service_url "$1")" "$2")"; }

fleet_down() { stop_processes 25 "$SIMULATOR" api-gateway webhook-service fallback-service campaign-service dispatch-service; }
