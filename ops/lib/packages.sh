# shellcheck shell=bash
# Installing missing programs where we may (Debian and its kin, as root), else naming them.

can_install() { ((EUID == 0)) && type -p apt-get >/dev/null; }

# install_packages NAME...: without letting a freshly installed server start by itself
install_packages() (
  log=$ROOT/.rcs/logs/apt.log
  mkdir -p /run/lock
  exec {lock}>/run/lock/rcs-apt.lock
  flock "$lock"
  say "installing $* (apt-get; log in $(shown "$log"))"
  policy=/usr/sbin/policy-rc.d kept=''
  if [[ -e $policy ]]; then kept=$(mktemp) && cp -p "$policy" "$kept"; fi
  # shellcheck disable=SC2317 # the trap calls it
  restore() {
    if [[ -n $kept ]]; then
      cp -p "$kept" "$policy" && rm -f "$kept"
    else
      rm -f "$policy"
    fi
  }
  trap restore EXIT
  trap 'exit 130' INT TERM
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod 755 "$policy"
  export DEBIAN_FRONTEND=noninteractive
  options=(-qq -o DPkg::Lock::Timeout=300 -o Dpkg::Options::=--force-confold)
  mkdir -p "$(dirname "$log")"
  for attempt in 1 2 3; do
    if apt-get "${options[@]}" install -y --no-install-recommends "$@" >"$log" 2>&1 </dev/null; then exit 0; fi
    apt-get "${options[@]}" update >>"$log" 2>&1 </dev/null || sleep $((attempt * 2))
  done
  last_lines "$log" 15
  die "could not install: $*"
)
