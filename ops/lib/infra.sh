# shellcheck shell=bash
# Where PostgreSQL, RabbitMQ and Redis come from (each by itself): given in the environment, else Docker
# Compose, else private instances of the programs on this machine.

INFRA=(rabbitmq postgres redis) # the slowest to start first
declare -A WHERE=()
declare -A GIVEN_BY=([postgres]=RCS_POSTGRES_HOST [rabbitmq]=RCS_RABBITMQ_HOST [redis]=RCS_REDIS_HOST)
declare -A TITLE=([postgres]=PostgreSQL [rabbitmq]=RabbitMQ [redis]=Redis)
declare -A DEBIAN_PACKAGE=([postgres]=postgresql [rabbitmq]=rabbitmq-server [redis]=redis-server)

# Sets WHERE. Data stay where an earlier run put them: a Docker engine that appears later does not make a
# clone forget its database.
choose_infra() {
  local name before engine=''
  case ${RCS_INFRA:-auto} in auto | compose | local) ;; *) die "RCS_INFRA=$RCS_INFRA: auto, compose or local" ;; esac
  for name in "${INFRA[@]}"; do
    before=$(read_key "$STATE/servers" "$name") || before=''
    if [[ -n ${!GIVEN_BY[$name]:-} ]]; then
      WHERE[$name]=given
    elif [[ ${RCS_INFRA:-auto} != auto ]]; then
      WHERE[$name]=$RCS_INFRA
    elif [[ $before == compose || $before == local ]]; then
      WHERE[$name]=$before
    else
      [[ -n $engine ]] || { engine_answers && engine=yes || engine=no; }
      [[ $engine == yes ]] && WHERE[$name]=compose || WHERE[$name]=local
    fi
    if [[ ${WHERE[$name]} == compose && $engine != yes ]]; then
      engine_answers || die "${TITLE[$name]} is to run in Docker, but no engine answers: start it, or set RCS_INFRA=local"
      engine=yes
    fi
    [[ -z $before || $before == "${WHERE[$name]}" ]] || say "${TITLE[$name]}: was $before, is now ${WHERE[$name]}"
  done
}

# Which of INFRA come from $1, as lines
infra_from() {
  local name
  for name in "${INFRA[@]}"; do [[ ${WHERE[$name]} != "$1" ]] || printf '%s\n' "$name"; done
}

# Sets PG_*, MQ_*, REDIS_*: the addresses. Ports of what is ours are chosen here.
address_infra() {
  if [[ ${WHERE[postgres]} == given ]]; then
    PG_HOST=$RCS_POSTGRES_HOST PG_PORT=${RCS_POSTGRES_PORT:-5432}
    PG_USER=${RCS_POSTGRES_USER:-postgres} PG_PASSWORD=${RCS_POSTGRES_PASSWORD:-}
  else
    PG_HOST=127.0.0.1 PG_USER=postgres PG_PASSWORD=$(secret private_postgres_password 32)
  fi
  if [[ ${WHERE[rabbitmq]} == given ]]; then
    MQ_HOST=$RCS_RABBITMQ_HOST MQ_PORT=${RCS_RABBITMQ_PORT:-5672} MQ_VHOST=${RCS_RABBITMQ_VHOST:-/}
    MQ_USER=${RCS_RABBITMQ_USER:-guest} MQ_PASSWORD=${RCS_RABBITMQ_PASSWORD:-guest}
  else
    MQ_HOST=127.0.0.1 MQ_VHOST=/ MQ_USER=rcs MQ_PASSWORD=$(secret private_rabbitmq_password 32)
  fi
  if [[ ${WHERE[redis]} == given ]]; then
    REDIS_HOST=$RCS_REDIS_HOST REDIS_PORT=${RCS_REDIS_PORT:-6379} REDIS_PASSWORD=${RCS_REDIS_PASSWORD:-}
  else
    # Tests name Redis by host and port alone.
    REDIS_HOST=127.0.0.1 REDIS_PASSWORD=''
    [[ $PROFILE == test || $PROFILE == infra ]] || REDIS_PASSWORD=$(secret private_redis_password 32)
  fi
  [[ ${WHERE[postgres]} == given ]] || PG_PORT=$(infra_port postgres "$(port_base 0 15432)")
  [[ ${WHERE[rabbitmq]} == given ]] || MQ_PORT=$(infra_port rabbitmq "$(port_base 1 15682)")
  [[ ${WHERE[redis]} == given ]] || REDIS_PORT=$(infra_port redis "$(port_base 4 16379)")
}

# A server of ours that runs keeps its port; one that does not gets a free one.
infra_port() {
  if infra_runs "$1"; then read_key "$STATE/ports" "$1"; else port_for "$1" "$2"; fi
}

infra_runs() {
  case ${WHERE[$1]} in
    local) live_pid "$1" >/dev/null ;;
    compose) [[ -f $STATE/ports ]] && [[ -n $(compose ps -q --status running "$1" 2>/dev/null) ]] ;;
  esac
}

infra_up() {
  local name started missing=() users=() waiting=() containers local_servers
  choose_infra
  mapfile -t local_servers < <(infra_from local)
  mapfile -t containers < <(infra_from compose)
  for name in "${local_servers[@]}"; do
    "${name}_installed" || missing+=("$name")
  done
  ((${#missing[@]} == 0)) || install_missing "${missing[@]}"
  for name in "${local_servers[@]}"; do users+=("$(server_user "$name")"); done
  ((${#users[@]} == 0)) || data_home "${users[@]}"
  address_infra
  for name in "${INFRA[@]}"; do write_key "$STATE/servers" "$name" "${WHERE[$name]}"; done

  started=$(now)
  for name in "${local_servers[@]}"; do
    if infra_runs "$name"; then
      infra_line "$name" 'already running'
    else
      "${name}_start"
      waiting+=("$name")
    fi
  done
  if ((${#containers[@]})); then
    compose_up "${containers[@]}"
    for name in "${containers[@]}"; do infra_line "$name" 'ready (docker compose)'; done
  fi
  for name in $(printf '%s\n' "${waiting[@]}" | tac); do
    await 60 "$name" "${name}_ready" || {
      say "${TITLE[$name]} did not start. The end of $(shown "$(log_of "$name")"):"
      last_lines "$(log_of "$name")"
      die "${TITLE[$name]} did not start"
    }
    infra_line "$name" "ready in $(seconds_since "$started")"
  done
  for name in $(infra_from given); do
    require_given "$name"
    infra_line "$name" "given by ${GIVEN_BY[$name]}"
  done
  if [[ $PROFILE != test && $PROFILE != infra ]]; then postgres_databases; fi
}

# One server's outage, for tests: stop asks it to end, kill does not, freeze leaves it there doing nothing; start brings it back
# on its port.
infra_stop() {
  if [[ ${WHERE[$1]} == compose ]]; then compose stop "$1" >/dev/null 2>&1; else stop_processes 60 "$1"; fi
}

infra_kill() {
  if [[ ${WHERE[$1]} == compose ]]; then
    compose kill "$1" >/dev/null 2>&1
  else
    kill_process "$1"
  fi
}

infra_freeze() {
  if [[ ${WHERE[$1]} == compose ]]; then compose pause "$1" >/dev/null 2>&1; else freeze_process "$1"; fi
}

infra_start() {
  address_infra
  if [[ ${WHERE[$1]} == compose ]]; then
    compose_up "$1"
  elif ! infra_runs "$1"; then
    DATA=$(read_key "$STATE/instance" data)
    "$1_start"
    await 60 "$1" "$1_ready" || {
      last_lines "$(log_of "$1")"
      die "${TITLE[$1]} did not start again"
    }
  fi
}

infra_address() {
  case $1 in
    postgres) printf '%s:%s' "$PG_HOST" "$PG_PORT" ;;
    rabbitmq) printf '%s:%s' "$MQ_HOST" "$MQ_PORT" ;;
    redis) printf '%s:%s' "$REDIS_HOST" "$REDIS_PORT" ;;
  esac
}

infra_line() { say "$(printf '%-20s %-28s %s' "$1" "$(infra_address "$1")" "$2")"; }

install_missing() {
  local name packages=() titles=()
  for name in "$@"; do packages+=("${DEBIAN_PACKAGE[$name]}") titles+=("${TITLE[$name]}"); done
  if can_install; then
    install_packages "${packages[@]}"
  else
    die "missing: ${titles[*]}. Install them (Debian: apt install ${packages[*]}), start Docker, or give addresses (.env.example)"
  fi
}

require_given() {
  local address
  address=$(infra_address "$1")
  if [[ $1 == postgres ]]; then
    postgres_client
    postgres_ready || die "PostgreSQL at $address (RCS_POSTGRES_HOST) does not let $PG_USER in: $(postgres_sql postgres -qAt -c 'select 1' 2>&1 | head -n 1)"
  else
    connects "${address%:*}" "${address##*:}" || die "${TITLE[$1]} at $address (${GIVEN_BY[$1]}) does not answer"
  fi
}

# A given PostgreSQL still needs a client here to create the databases.
postgres_client() {
  if type -p psql >/dev/null || postgres_installed; then return; fi
  can_install || die "needs psql to create the databases on $PG_HOST: install postgresql-client"
  install_packages postgresql-client
}

# Ends what this profile started, by what it recorded; given servers stay as they are.
infra_down() { # [--purge]
  stop_processes 60 rabbitmq postgres redis
  stop_processes 5 epmd
  if [[ -f $STATE/servers ]] && grep -q '=compose$' "$STATE/servers"; then
    if ! engine_answers; then
      say "the Docker engine does not answer: its containers (project rcs-$(instance)) are left alone"
    elif [[ ${1:-} == --purge ]]; then
      compose_down --volumes
    else
      compose_down
    fi
  fi
}
