# shellcheck shell=bash
# A private Redis. It only limits and caches, so it keeps nothing on disk.

redis_installed() { [[ -n $(redis_program) ]]; }

redis_program() { type -p redis-server || type -p valkey-server || true; }

redis_start() {
  local home=$DATA/redis user
  user=$(server_user redis)
  own_folder "$user" "$home"
  {
    cat <<CONF
bind 127.0.0.1
port $REDIS_PORT
dir $home
daemonize no
save ""
appendonly no
maxmemory 256mb
maxmemory-policy volatile-lru
CONF
    [[ -z $REDIS_PASSWORD ]] || echo "requirepass $REDIS_PASSWORD"
  } | write_as "$user" "$home/redis.conf"
  start_process redis "$user" "$home" "$(redis_program)" "$home/redis.conf"
}

redis_ready() {
  case $(talk "$REDIS_HOST" "$REDIS_PORT" 'PING\r\n' 5) in
    +PONG | -NOAU) return 0 ;;
    *) return 1 ;;
  esac
}
