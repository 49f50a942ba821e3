# shellcheck shell=bash
# Starting and stopping what outlives this script. A process is known by its pid and its start time
# since boot: a stale file, or a pid that now belongs to someone else, never gets a signal.

# process_identity PID: "pid start@boot", or failure when there is none (or only a zombie)
process_identity() {
  local stat fields boot
  read -r stat 2>/dev/null <"/proc/$1/stat" || return 1
  read -ra fields <<<"${stat##*) }"
  [[ ${fields[0]} != [ZX] ]] || return 1
  read -r boot </proc/sys/kernel/random/boot_id
  printf '%s %s@%s' "$1" "${fields[19]}" "${boot%%-*}"
}

identity_lives() { [[ -n $1 && $(process_identity "${1%% *}") == "$1" ]]; }

# live_pid NAME: its pid while it runs, else failure
live_pid() {
  local identity
  [[ -f $STATE/run/$1.pid ]] || return 1
  identity=$(<"$STATE/run/$1.pid")
  identity_lives "$identity" || return 1
  printf '%s' "${identity%% *}"
}

log_of() { printf '%s' "$STATE/logs/$1.log"; }

# start_process NAME USER FOLDER COMMAND...: detached, with its output in its log and its pid on file.
# The log of the run before is kept beside it.
start_process() {
  local name=$1 user=$2 folder=$3 log
  shift 3
  log=$(log_of "$name")
  [[ ! -s $log ]] || mv -f "$log" "$log.1"
  drop_to "$user"
  (
    close_locks
    cd "$folder" || exit
    exec setsid "${DROP[@]}" "$@"
  ) >"$log" 2>&1 </dev/null &
  process_identity $! >"$STATE/run/$name.pid" || true
}

# drop_to USER: sets DROP, the prefix that runs a command as USER (nothing to do unless we are root)
drop_to() {
  DROP=(env)
  ((EUID == 0)) && [[ $1 != root ]] || return 0
  DROP=(setpriv --reuid "$1" --regid "$(id -g "$1")" --clear-groups --inh-caps=-all env)
}

run_as() {
  local DROP
  drop_to "$1"
  (cd / && exec "${DROP[@]}" "${@:2}")
}

# own_folder USER FOLDER: a folder that only USER can read
own_folder() {
  if ((EUID == 0)); then
    install -d -m 0700 -o "$1" -g "$(id -g "$1")" "$2"
  else
    install -d -m 0700 "$2"
  fi
}

# write_as USER FILE: standard input into a file that only USER can read
write_as() {
  rm -f "$2"
  if ((EUID == 0)); then
    install -m 0600 -o "$1" -g "$(id -g "$1")" /dev/null "$2"
  else
    install -m 0600 /dev/null "$2"
  fi
  cat >"$2"
}

# server_user NAME: who a server runs as; never root
server_user() {
  if ((EUID != 0)); then
    id -un
  elif id -u "$1" >/dev/null 2>&1; then
    printf '%s' "$1"
  else
    printf 'nobody'
  fi
}

# stop_processes SECONDS NAME...: asks all at once, waits, then insists
stop_processes() {
  local patience=$1 name pid deadline asked=()
  shift
  for name in "$@"; do
    if pid=$(live_pid "$name"); then
      kill -"$(stop_signal "$name")" "$pid" 2>/dev/null || true
      asked+=("$name")
    else
      rm -f "$STATE/run/$name.pid"
    fi
  done
  deadline=$(($(now) + patience * 100))
  while ((${#asked[@]})); do
    local left=()
    for name in "${asked[@]}"; do
      if ! pid=$(live_pid "$name"); then
        rm -f "$STATE/run/$name.pid"
        say "$(printf '%-20s stopped' "$name")"
      elif (($(now) > deadline)); then
        say "$(printf '%-20s did not stop within %s s: killed' "$name" "$patience")"
        kill -KILL -- "-$pid" 2>/dev/null || kill -KILL "$pid" 2>/dev/null || true
        left+=("$name")
      else
        left+=("$name")
      fi
    done
    asked=("${left[@]}")
    ((${#asked[@]} == 0)) || sleep 0.1
  done
}

# kill_process NAME: without warning, and with everything it started
kill_process() {
  local pid family
  pid=$(live_pid "$1") || return 0
  read -ra family <<<"$(family_of "$pid")"
  kill -KILL "${family[@]}" 2>/dev/null || true
  while live_pid "$1" >/dev/null; do sleep 0.05; done
}

# freeze_process NAME: with everything it started, until it is killed
freeze_process() {
  local pid family
  pid=$(live_pid "$1") || return 0
  read -ra family <<<"$(family_of "$pid")"
  kill -STOP "${family[@]}"
}

stop_signal() {
  case $1 in
    postgres) printf 'INT' ;; # a fast shutdown: sessions end, data are written
    *) printf 'TERM' ;;
  esac
}

# await SECONDS NAME CHECK...: until CHECK holds; fails when the process NAME ends or time is up
await() {
  local deadline=$(($(now) + $1 * 100)) name=$2
  shift 2
  until "$@"; do
    live_pid "$name" >/dev/null || return 1
    (($(now) < deadline)) || return 1
    sleep 0.1
  done
}

# connects HOST PORT
connects() { timeout 5 bash -c 'exec 3<>"/dev/tcp/$0/$1"' "$1" "$2" 2>/dev/null; }

# talk HOST PORT BYTES: what answers within two seconds (the first 400 bytes of it)
talk() {
  timeout 2 bash -c '
    exec 3<>"/dev/tcp/$0/$1" || exit 1
    printf "$2" >&3
    head -c "$3" <&3' "$1" "$2" "$3" "${4:-400}" 2>/dev/null | tr -d '\0'
}

# http_ok PORT PATH: 200 there?
http_ok() {
  [[ $(talk 127.0.0.1 "$1" "GET $2 HTTP/1.0\r\nHost: localhost\r\nConnection: close\r\n\r\n" 12) == HTTP/1.?\ 200 ]]
}

# memory_of PID: MiB of a process and its children; shared pages count once where the kernel tells
memory_of() {
  local total=0 pid kib
  for pid in $(family_of "$1"); do
    kib=$(awk '/^Pss:/ {print $2}' "/proc/$pid/smaps_rollup" 2>/dev/null)
    [[ -n $kib ]] || kib=$(awk '/^VmRSS:/ {print $2}' "/proc/$pid/status" 2>/dev/null)
    total=$((total + ${kib:-0}))
  done
  printf '%d' $((total / 1024))
}

family_of() {
  local children child
  printf '%s ' "$1"
  children=$(cat "/proc/$1/task/"*/children 2>/dev/null) || true
  for child in $children; do family_of "$child"; done
}

# uptime_of PID: for people
uptime_of() {
  local stat fields seconds
  read -r stat <"/proc/$1/stat" || return 0
  read -ra fields <<<"${stat##*) }"
  seconds=$(($(now) / 100 - fields[19] / $(getconf CLK_TCK 2>/dev/null || echo 100)))
  if ((seconds >= 3600)); then
    printf '%dh%02dm' $((seconds / 3600)) $((seconds % 3600 / 60))
  else
    printf '%dm%02ds' $((seconds / 60)) $((seconds % 60))
  fi
}
