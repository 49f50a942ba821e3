# shellcheck shell=bash
# What can be wrong with what ships the platform, found without starting anything.

NODE_NEEDED=18
KUSTOMIZE_NEEDED=5
NO_KUSTOMIZE="that needs kustomize $KUSTOMIZE_NEEDED, or kubectl 1.27 or newer, which brings it"
NO_PREVIOUS='that needs the version before, which this clone does not have (git fetch --tags --unshallow)'

CHECKS=(manifests compose observability units migrations)
EXPOSURE=20 # of 100, as systemd-analyze counts it

# run_checks [AS_FAR_AS_POSSIBLE]: all of them, each with a line; fails when one does, or when one cannot be made unless told otherwise
run_checks() {
  local check started log missing status=0
  mkdir -p "$ROOT/.rcs/logs"
  check_tools
  for check in "${CHECKS[@]}"; do
    started=$(now)
    log=$ROOT/.rcs/logs/check-$check.log
    if [[ -n ${1:-} ]] && missing=$(missing_for "$check"); then
      say "$(printf '%-20s NOT CHECKED: %s' "$check" "$missing")"
      continue
    fi
    if ("check_$check") >"$log" 2>&1 </dev/null; then
      say "$(printf '%-20s %s (%s)' "$check" "$(tail -n 1 "$log")" "$(seconds_since "$started")")"
    else
      say "$(printf '%-20s FAILED' "$check")"
      last_lines "$log" 60
      status=1
    fi
  done
  return "$status"
}

# missing_for CHECK: what it needs and no package brings; fails when nothing is missing
missing_for() {
  case $1 in
    manifests) ! find_kustomize && printf '%s' "$NO_KUSTOMIZE" ;;
    migrations) ! previous_is_here && printf '%s' "$NO_PREVIOUS" ;;
    *) return 1 ;;
  esac
}

# What the checks are made with. A missing tool is no reason to leave a check out.
check_tools() {
  local missing=()
  (($(node_version) >= NODE_NEEDED)) || missing+=(nodejs)
  type -p npm >/dev/null || missing+=(npm)
  type -p promtool >/dev/null || missing+=(prometheus)
  type -p systemd-analyze >/dev/null || missing+=(systemd)
  if ((${#missing[@]})); then
    can_install || die "the checks need: ${missing[*]}. Install them (Debian: apt install ${missing[*]})"
    install_packages "${missing[@]}"
  fi
  (($(node_version) >= NODE_NEEDED)) || die "the checks need Node.js $NODE_NEEDED or newer"
  node_modules
}

node_version() {
  local version=0
  if type -p node >/dev/null; then version=$(node --version | sed 's/^v\([0-9]*\).*/\1/'); fi
  printf '%d' "$version"
}

# The versions of the committed lock file, fetched when it changed.
node_modules() {
  local folder=$ROOT/ops/checks lock=$ROOT/ops/checks/package-lock.json log=$ROOT/.rcs/logs/npm.log
  cmp -s "$lock" "$folder/node_modules/.rcs-lock" && return
  say "fetching what the checks need (npm ci; log in $(shown "$log"))"
  npm --prefix "$folder" ci --loglevel=error >"$log" 2>&1 </dev/null || {
    last_lines "$log" 20
    die "npm could not fetch what the checks need"
  }
  cp "$lock" "$folder/node_modules/.rcs-lock"
}

# find_kustomize: sets KUSTOMIZE, what renders a folder; fails where there is none, which no package of Debian brings
find_kustomize() {
  KUSTOMIZE=()
  if type -p kustomize >/dev/null && kustomize_is_new "$(kustomize version 2>&1)"; then
    KUSTOMIZE=(kustomize build)
  elif type -p kubectl >/dev/null && kustomize_is_new "$(kubectl version --client 2>&1)"; then
    KUSTOMIZE=(kubectl kustomize)
  fi
  ((${#KUSTOMIZE[@]}))
}

kustomize_is_new() { # WHAT IT SAYS OF ITSELF
  [[ $1 =~ (^|[Kk]ustomize[^0-9]*)v?([0-9]+)\. ]] && ((BASH_REMATCH[2] >= KUSTOMIZE_NEEDED))
}

# The overlays as a cluster would get them: every document against its schema, and all of a cluster against each other.
check_manifests() {
  local rendered=$ROOT/.rcs/manifests overlay step
  find_kustomize || die "$NO_KUSTOMIZE"
  node --test --test-reporter=dot "$ROOT/ops/checks/manifests/manifests.test.js" || return 1
  rm -rf "$rendered"
  for overlay in "$ROOT"/k8s/overlays/*; do
    mkdir -p "$rendered/${overlay##*/}"
    for step in foundation migrations services; do
      "${KUSTOMIZE[@]}" "$overlay/$step" >"$rendered/${overlay##*/}/$step.yaml" || return 1
    done
  done
  node "$ROOT/ops/checks/manifests/check.js" "$rendered"
}

# The compose files: our rules, and docker compose's own wherever it is installed. That needs no engine.
check_compose() {
  local secrets=$ROOT/.rcs/no-secrets own='docker compose is not here: only our own rules were asked'
  node --test --test-reporter=dot "$ROOT/ops/checks/compose.test.js" || return 1
  if docker compose version >/dev/null 2>&1; then
    docker compose --env-file "$ROOT/ops/docker/demo.env" -f "$ROOT/docker-compose.yml" config -q || return 1
    mkdir -p "$secrets"
    RCS_SECRETS=$secrets docker compose -f "$ROOT/docker-compose.yml" -f "$ROOT/docker-compose.production.yml" \
      --env-file /dev/null --profile fleet config -q || return 1
    docker compose -f "$ROOT/docker-compose.yml" -f "$ROOT/ops/docker/rcs.yml" --env-file /dev/null \
      --profile infra --profile observability config -q || return 1
    own='as docker compose and our rules want them'
  fi
  printf '\n%s\n' "$own"
}

# Rules and their tests, the dashboards, and that Kubernetes gets the same rules.
check_observability() {
  local folder=$ROOT/ops/observability panels=$ROOT/.rcs/panel-rules.yml
  promtool check config "$folder/prometheus/prometheus.yml" \
    && promtool test rules "$folder/prometheus/rules.test.yml" \
    && node "$ROOT/ops/checks/panel-rules.js" >"$panels" \
    && promtool check rules "$panels" \
    && node "$ROOT/ops/checks/prometheus-rule.js" | diff "$folder/prometheus-rule.yaml" - \
    && node --test --test-reporter=dot "$ROOT/ops/checks/observability.test.js" || return 1
  printf '\n%s expressions of panels, %s alerts\n' "$(grep -c 'expr:' "$panels")" "$(cat "$folder"/prometheus/{rules,kubernetes}.yml | grep -c 'alert:')"
}

# The units, in a root of their own where the programs that they name exist: none of them has to be installed here.
check_units() {
  local prefix=$ROOT/.rcs/units-root said service units=("${FLEET[@]/#/rcs@}")
  units=("${units[@]/%/.service}")
  rm -rf "$prefix"
  mkdir -p "$prefix/usr/lib/systemd" "$prefix/etc/systemd/system" "$prefix/opt/rcs/java/bin"
  cp -r /lib/systemd/system "$prefix/usr/lib/systemd/"
  cp "$ROOT"/ops/systemd/*.{service,target} "$prefix/etc/systemd/system/"
  install -m 755 /dev/null "$prefix/opt/rcs/java/bin/java"
  said=$(systemd-analyze --root="$prefix" verify rcs.target "${units[@]}" 2>&1) || said+=' (refused)'
  if [[ -n $said ]]; then
    printf '%s\n' "$said"
    return 1
  fi
  systemd-analyze --root="$prefix" --offline=yes --threshold="$EXPOSURE" security "rcs@${FLEET[0]}.service" || return 1
  for service in "${FLEET[@]}"; do
    [[ -f $ROOT/ops/systemd/etc/$service.env ]] || { echo "$service has no settings in ops/systemd/etc" && return 1; }
  done
  echo "${#FLEET[@]} services, exposure below $EXPOSURE of 100"
}

# What has changed since the version before leaves that version able to work; and Flyway takes it.
check_migrations() {
  previous_is_here || die "$NO_PREVIOUS"
  node --test --test-reporter=dot "$ROOT/ops/checks/migrations.test.js" || return 1
  printf '\n'
  node "$ROOT/ops/checks/migrations.js" "$(previous_version)"
}

# check_expressions URL: each of them must give a series at this Prometheus
check_expressions() {
  check_tools
  node "$ROOT/ops/checks/live.js" "$1"
}
