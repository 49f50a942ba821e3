# shellcheck shell=bash
# Talking to the person at the terminal. Results go to stdout, everything else to stderr.

say() { printf '%s\n' "$*" >&2; }

# die WHY: status 2 tells trouble that was explained from trouble that was not
die() {
  say "rcs: $*"
  exit 2
}

# leave STATUS: ends with somebody else's status, which needs no explanation from us
leave() {
  LEAVING=yes
  exit "$1"
}

# What ./rcs does last, whatever ended it: AT_EXIT is a command's own clearing up.
AT_EXIT=''
finish() { # STATUS COMMAND
  (($1 == 0 || $1 == 2 || $1 == 130)) || [[ -n ${LEAVING:-} ]] || say "rcs: stopped unexpectedly at: $2 (status $1)"
  trap '' INT TERM
  $AT_EXIT
}

# last_lines FILE [N]: the end of a log, indented
last_lines() {
  [[ -s $1 ]] || { say "    (nothing in $(shown "$1"))"; return 0; }
  tail -n "${2:-40}" "$1" | sed 's/^/    /' >&2
}

# shown PATH: as the user would type it from the project's folder
shown() { printf '%s' "${1#"$ROOT/"}"; }

# Hundredths of a second on a clock that nobody sets.
now() {
  local up _
  read -r up _ </proc/uptime
  printf '%s' "${up/./}"
}

# seconds_since START: for people, with one decimal
seconds_since() {
  local tenths=$((($(now) - $1 + 5) / 10))
  printf '%d.%d s' $((tenths / 10)) $((tenths % 10))
}

require_platform() {
  ((BASH_VERSINFO[0] >= 5 || (BASH_VERSINFO[0] == 4 && BASH_VERSINFO[1] >= 4))) \
    || die "needs bash 4.4 or newer; this is $BASH_VERSION"
  [[ -r /proc/self/stat ]] || die "needs Linux (it follows its processes through /proc)"
  local tool
  for tool in flock setsid setpriv timeout; do
    type -p "$tool" >/dev/null || die "needs '$tool': install util-linux and coreutils"
  done
}
