# shellcheck shell=bash
# What a clone remembers between runs. Each profile (main, test, bench, infra) has a folder, ports,
# secrets and data of its own, so that none disturbs another.

PROFILE=''
STATE=''

# open_state PROFILE
open_state() {
  PROFILE=$1
  STATE=$ROOT/.rcs
  [[ $PROFILE == main ]] || STATE+=/$PROFILE
  mkdir -p "$STATE/logs" "$STATE/run"
}

# One ./rcs at a time changes a profile, and one at a time builds.
lock_state() {
  exec {STATE_LOCK}>"$STATE/lock"
  take_lock "$STATE_LOCK" "another ./rcs is starting or stopping things here; waiting for it"
}

unlock_state() { exec {STATE_LOCK}>&-; STATE_LOCK=''; }

lock_build() {
  exec {BUILD_LOCK}>"$ROOT/.rcs/build.lock"
  take_lock "$BUILD_LOCK" "another ./rcs is building here; waiting for it"
}

unlock_build() { exec {BUILD_LOCK}>&-; BUILD_LOCK=''; }

take_lock() {
  flock -n "$1" && return 0
  say "$2"
  flock "$1"
}

# A process that outlives this script must not keep its locks.
close_locks() {
  [[ -z ${STATE_LOCK:-} ]] || exec {STATE_LOCK}>&-
  [[ -z ${BUILD_LOCK:-} ]] || exec {BUILD_LOCK}>&-
}

# --- key=value files -------------------------------------------------------------------------------

# read_key FILE KEY: its value, or failure
read_key() {
  local line
  [[ -f $1 ]] || return 1
  while IFS= read -r line; do
    [[ $line == "$2="* ]] || continue
    printf '%s' "${line#*=}"
    return 0 # said, because in what a trap runs a bare return gives the status from before it
  done <"$1"
  return 1
}

# write_key FILE KEY VALUE: replaces the whole file at once; nobody else may read it
write_key() (
  umask 077
  {
    [[ ! -f $1 ]] || grep -v "^$2=" "$1" || true
    printf '%s=%s\n' "$2" "$3"
  } >"$1.new"
  mv "$1.new" "$1"
)

# load_dotenv FILE: KEY=VALUE lines; what the environment already says wins
load_dotenv() {
  [[ -f $1 ]] || return 0
  local line key value number=0 title
  title=$(shown "$1")
  while IFS= read -r line || [[ -n $line ]]; do
    number=$((number + 1))
    line=${line%$'\r'}
    [[ $line =~ ^[[:space:]]*(#|$) ]] && continue
    [[ $line =~ ^[[:space:]]*(export[[:space:]]+)?([A-Za-z_][A-Za-z0-9_]*)=(.*)$ ]] \
      || die "$title line $number is not KEY=VALUE"
    key=${BASH_REMATCH[2]} value=${BASH_REMATCH[3]}
    case $value in
      \"*\") value=${value#\"} value=${value%\"} ;;
      \'*\') value=${value#\'} value=${value%\'} ;;
      *) value=${value%%[[:space:]]#*} value=${value%"${value##*[![:space:]]}"} ;;
    esac
    [[ -n ${!key+set} ]] || export "$key=$value"
  done <"$1"
}

# --- secrets ---------------------------------------------------------------------------------------

# secret NAME LENGTH [PREFIX]: from the environment, else drawn once and kept
secret() {
  local value=${!1:-}
  [[ -n $value ]] || value=$(read_key "$STATE/secrets" "$1") || {
    value=${3:-}$(random_text "$2")
    write_key "$STATE/secrets" "$1" "$value"
  }
  printf '%s' "$value"
}

random_text() { head -c 4096 /dev/urandom | LC_ALL=C tr -dc 'A-Za-z0-9' | cut -c "1-$1"; }

# A name for this profile that no other clone on the machine has.
instance() {
  local id
  id=$(read_key "$STATE/instance" id) || {
    id=$PROFILE-$(random_text 8 | tr '[:upper:]' '[:lower:]')
    write_key "$STATE/instance" id "$id"
  }
  printf '%s' "$id"
}

# --- ports -----------------------------------------------------------------------------------------

# Several clones may start at the same moment, and a JVM takes its port long after it was chosen: a
# chosen port stays reserved on this desk for as long as the script that chose it runs.
PORT_DESK=${TMPDIR:-/tmp}/rcs-ports-$EUID

# port_for NAME PREFERRED: the port of an earlier run while it is free, else the next free one.
# For the demo's profile a port set in the environment as RCS_<NAME>_PORT is taken as it is.
port_for() {
  local name=$1 wished=RCS_${1^^}_PORT none="" port desk
  [[ $PROFILE == main ]] || wished=none
  [[ -d $PORT_DESK ]] || mkdir -m 0700 "$PORT_DESK" 2>/dev/null || true
  [[ -O $PORT_DESK ]] || die "$PORT_DESK belongs to someone else"
  exec {desk}<"$PORT_DESK"
  flock "$desk"
  if [[ -n ${!wished:-} ]]; then
    port=${!wished}
    port_is_free "$port" "$name" || die "port $port ($wished) is in use by another program"
  else
    port=$(read_key "$STATE/ports" "$name") || port=$2
    port_is_free "$port" "$name" || port=$2
    until port_is_free "$port" "$name"; do port=$((port + 1)); done
  fi
  printf '%s\n' "$(process_identity $$)" "$STATE" >"$PORT_DESK/$port"
  write_key "$STATE/ports" "$name" "$port"
  exec {desk}<&-
  printf '%s' "$port"
}

port_is_free() { # PORT NAME
  ! port_listens "$1" && ! port_is_reserved "$1" && ! grep -v "^$2=" "$STATE/ports" 2>/dev/null | grep -q "=$1\$"
}

port_listens() {
  local hex
  printf -v hex '%04X' "$1"
  grep -Eqs "^ *[0-9]+: [0-9A-F]+:$hex [0-9A-F:]+ 0A " /proc/net/tcp /proc/net/tcp6
}

# ... by another profile or clone
port_is_reserved() {
  local holder=()
  [[ -f $PORT_DESK/$1 ]] || return 1
  mapfile -t holder <"$PORT_DESK/$1"
  [[ ${holder[1]:-} != "$STATE" ]] || return 1
  identity_lives "${holder[0]:-}" && return 0
  rm -f "$PORT_DESK/$1"
  return 1
}

# Where this profile looks for free ports: the demo at well-known ones, the others spread by folder.
# All lie below the ports that the kernel hands out for outgoing connections.
port_base() { # OFFSET DEMO_PORT
  if [[ $PROFILE == main ]]; then
    printf '%s' "$2"
  else
    local spread
    spread=$(cksum <<<"$STATE")
    printf '%s' $((17000 + ${spread%% *} % 700 * 20 + $1))
  fi
}

# --- data ------------------------------------------------------------------------------------------

# data_home USER...: sets DATA, the folder of the local servers' data. Usually inside STATE; elsewhere
# when the users that the servers run as cannot reach it (a clone in a private home, or in mktemp -d).
data_home() {
  local candidate id
  id=$(instance)
  if DATA=$(read_key "$STATE/instance" data); then
    [[ -z ${RCS_DATA:-} || $DATA == "$RCS_DATA"/* ]] \
      || die "this clone's data are in $DATA; ./rcs down --purge deletes them, then RCS_DATA counts"
    [[ -d $DATA ]] && return 0
  fi
  if [[ -n ${RCS_DATA:-} ]]; then
    set_data_home "$RCS_DATA/$id" "$@" || die "RCS_DATA=$RCS_DATA cannot be reached by the users: $*"
    return
  fi
  for candidate in "$STATE/data" "/var/lib/rcs/$id" "${TMPDIR:-/tmp}/rcs-$id" "/tmp/rcs-$id"; do
    set_data_home "$candidate" "$@" || continue
    [[ $candidate == "$STATE"/* ]] || say "data are kept in $DATA (the servers' users cannot reach $STATE)"
    return
  done
  die "found no folder for the data that all of these users can reach: $*. Set RCS_DATA"
}

set_data_home() {
  local user
  DATA=$1
  install -d -m 0755 "$DATA" 2>/dev/null || return 1
  for user in "${@:2}"; do
    run_as "$user" test -x "$DATA" || {
      rmdir "$DATA"
      return 1
    }
  done
  printf '%s\n' "$(instance)" >"$DATA/.rcs-instance"
  write_key "$STATE/instance" data "$DATA"
}

# purge_state: deletes data and everything remembered; only what this profile created
purge_state() {
  local data
  if data=$(read_key "$STATE/instance" data) && [[ -d $data ]]; then
    [[ $(cat "$data/.rcs-instance" 2>/dev/null) == "$(instance)" ]] \
      || die "$data does not carry this clone's mark; not deleting it"
    rm -rf "$data"
    rmdir /var/lib/rcs 2>/dev/null || true
  fi
  rm -rf "$STATE/run" "$STATE/data" "$STATE/ports" "$STATE/secrets" "$STATE/instance" "$STATE/servers" "$STATE/api-key"
  [[ $PROFILE == main ]] || rm -rf "$STATE"
}
