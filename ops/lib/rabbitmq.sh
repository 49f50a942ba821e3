# shellcheck shell=bash
# A private RabbitMQ with a port mapper (epmd) of its own, so that both can be ended by their pids.

# The sbin folder itself: Debian's wrappers in /usr/sbin insist on their own user and folders.
rabbitmq_programs() {
  local folder
  {
    compgen -G '/usr/lib/rabbitmq/lib/rabbitmq_server-*/sbin' || true
    compgen -G '/opt/rabbitmq*/sbin' || true
    compgen -G '/usr/local/lib/rabbitmq*/sbin' || true
  } | sort -V | while read -r folder; do
    if [[ -x $folder/rabbitmq-server ]]; then printf '%s\n' "$folder"; fi
  done | tail -n 1
}

rabbitmq_installed() { [[ -n $(rabbitmq_programs) ]] && [[ -n $(epmd_program) ]]; }

epmd_program() { type -p epmd || compgen -G '/usr/lib/erlang/erts-*/bin/epmd' | tail -n 1 || true; }

# rabbitmq_environment: KEY=VALUE lines for the server and its command line tools. "Under systemd" only means
# that the start script becomes the broker instead of watching over it: its pid is the broker's.
rabbitmq_environment() {
  local home=$DATA/rabbitmq quiet='+sbwt none +sbwtdcpu none +sbwtdio none'
  cat <<ENV
HOME=$home
LANG=C.UTF-8
RABBITMQ_NODENAME=rcs@localhost
RABBITMQ_BASE=$home
RABBITMQ_MNESIA_BASE=$home/mnesia
RABBITMQ_LOG_BASE=$home/log
RABBITMQ_LOGS=-
RABBITMQ_CONFIG_FILE=$home/rabbitmq.conf
RABBITMQ_ADVANCED_CONFIG_FILE=$home/advanced.config
RABBITMQ_CONF_ENV_FILE=$home/env.conf
RABBITMQ_ENABLED_PLUGINS_FILE=$home/enabled_plugins
RABBITMQ_PID_FILE=$home/pid
RUNNING_UNDER_SYSTEMD=true
RABBITMQ_DIST_PORT=$(read_key "$STATE/ports" rabbitmq_dist)
ERL_EPMD_PORT=$(read_key "$STATE/ports" epmd)
ERL_EPMD_ADDRESS=127.0.0.1
RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS=$quiet -kernel inet_dist_use_interface {127,0,0,1}
RABBITMQ_CTL_ERL_ARGS=$quiet
ENV
}

rabbitmq_start() {
  local home=$DATA/rabbitmq user environment
  user=$(server_user rabbitmq)
  own_folder "$user" "$home"
  live_pid epmd >/dev/null || epmd_start "$user" "$home"
  port_for rabbitmq_dist "$(port_base 2 15683)" >/dev/null
  write_as "$user" "$home/rabbitmq.conf" <<CONF
listeners.tcp.default = 127.0.0.1:$MQ_PORT
loopback_users = none
default_vhost = $MQ_VHOST
default_user = $MQ_USER
default_pass = $MQ_PASSWORD
default_permissions.configure = .*
default_permissions.read = .*
default_permissions.write = .*
vm_memory_high_watermark.absolute = 1GB
disk_free_limit.absolute = 200MB
raft.wal_max_size_bytes = 67108864
log.console = true
log.console.level = warning
CONF
  echo '[].' | write_as "$user" "$home/enabled_plugins"
  : | write_as "$user" "$home/env.conf"
  mapfile -t environment < <(rabbitmq_environment)
  start_process rabbitmq "$user" "$home" "${environment[@]}" "$(rabbitmq_programs)/rabbitmq-server"
}

epmd_start() { # USER FOLDER
  local port
  port=$(port_for epmd "$(port_base 3 14369)")
  start_process epmd "$1" "$2" "$(epmd_program)" -port "$port" -address 127.0.0.1
  await 5 epmd port_listens "$port" || {
    last_lines "$(log_of epmd)"
    die "Erlang's epmd did not start"
  }
}

# The broker answers the protocol's greeting with a frame.
rabbitmq_ready() { [[ -n $(talk "$MQ_HOST" "$MQ_PORT" 'AMQP\0\0\11\1' 1 | tr '\1' x) ]]; }

# rabbitmq_tool TOOL ARGS...: rabbitmqctl and its kin for the private node
rabbitmq_tool() {
  local environment
  mapfile -t environment < <(rabbitmq_environment)
  run_as "$(server_user rabbitmq)" "${environment[@]}" "$(rabbitmq_programs)/$1" "${@:2}"
}

# rabbitmq_metrics_up PORT: has the running broker tell Prometheus about its queues
rabbitmq_metrics_up() {
  {
    rabbitmq_tool rabbitmqctl eval "application:load(rabbitmq_prometheus), \
      application:set_env(rabbitmq_prometheus, tcp_config, [{port, $1}, {ip, \"127.0.0.1\"}])." \
      && rabbitmq_tool rabbitmq-plugins enable rabbitmq_prometheus
  } >"$(log_of rabbitmq-plugins)" 2>&1 </dev/null || {
    last_lines "$(log_of rabbitmq-plugins)"
    die "RabbitMQ's Prometheus plugin could not be enabled"
  }
}
