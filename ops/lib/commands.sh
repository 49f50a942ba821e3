# shellcheck shell=bash
# What the user asks for, one function per command of ./rcs.

command_up() {
  local observability=''
  case ${1:-}/$# in
    /0) ;;
    --observability/1) observability=yes ;;
    *) die "up knows no '$*' (only --observability)" ;;
  esac
  open_state main
  bring_up "$observability"
  say ''
  say "the API is at $(service_url api-gateway), its key in $(shown "$STATE/api-key")"
  say "next: ./rcs status | ./rcs logs | ./rcs down"
}

# Build, infrastructure, services: in the profile that is open.
bring_up() { # [OBSERVABILITY]
  lock_state
  build
  infra_up
  fleet_up
  [[ -z ${1:-} ]] || observability_up
  unlock_state
}

command_down() {
  local purge=''
  case ${1:-} in
    '') ;;
    --purge) purge=--purge ;;
    *) die "down knows no '$1' (only --purge)" ;;
  esac
  open_state main
  lock_state
  take_down "$purge"
}

take_down() { # [--purge]
  observability_down
  fleet_down
  infra_down "${1:-}"
  [[ ${1:-} != --purge ]] || purge_state
}

command_status() {
  no_arguments status "$@"
  open_state main
  local name pid port ready where
  printf '%-20s %8s %6s %-6s %8s %8s\n' name pid port ready uptime memory
  for name in "${INFRA[@]}" "${FLEET[@]}" "$SIMULATOR" "${OBSERVERS[@]}"; do
    port=$(read_key "$STATE/ports" "$(short_name "$name")") || port=-
    if pid=$(live_pid "$name"); then
      if is_ready "$name" "$port"; then ready=yes; else ready=no; fi
      printf '%-20s %8s %6s %-6s %8s %6s M\n' "$name" "$pid" "$port" "$ready" "$(uptime_of "$pid")" "$(memory_of "$pid")"
    else
      where=$(where_else "$name")
      [[ $where != down ]] || port=-
      printf '%-20s %8s %6s %-6s\n' "$name" - "$port" "$where"
    fi
  done
}

is_ready() { # NAME PORT
  case $1 in
    redis) REDIS_HOST=127.0.0.1 REDIS_PORT=$2 redis_ready ;;
    rabbitmq) MQ_HOST=127.0.0.1 MQ_PORT=$2 rabbitmq_ready ;;
    postgres) connects 127.0.0.1 "$2" ;;
    prometheus | grafana) observer_ready "$1" ;;
    *) service_ready "$1" ;;
  esac
}

where_else() {
  case $(read_key "$STATE/servers" "$1") in
    compose) printf 'in Docker (docker compose -p rcs-%s ps)' "$(instance)" ;;
    given) printf 'given by %s' "${GIVEN_BY[$1]}" ;;
    *) printf 'down' ;;
  esac
}

command_logs() {
  open_state main
  (($# <= 1)) || die "logs takes one service at most"
  local logs=("$STATE"/logs/*.log)
  if [[ -n ${1:-} ]]; then
    logs=("$(log_of "$1")")
    [[ -f ${logs[0]} ]] || die "no log of '$1'; there are: $(cd "$STATE/logs" && compgen -G '*.log' | sed 's/\.log$//' | tr '\n' ' ')"
  fi
  [[ -e ${logs[0]} ]] || die "no logs yet"
  exec tail -n 40 -F "${logs[@]}"
}

# --- the demo and the benchmark ----------------------------------------------------------------------

DEMO_RECIPIENTS=10000 # as many as demo/contacts.csv holds
BENCH_RECIPIENTS=300000
BENCH_WARM_UP=100000
BENCH_WARM_UPS=3

command_demo() {
  local recipients='' exit_after=no json='' status=0
  while (($#)); do
    case $1 in
      --recipients)
        recipients=${2:-}
        require_number "$@"
        shift
        ;;
      --exit) exit_after=yes ;;
      --json) json=--json ;;
      *) die "demo knows no '$1' (--recipients N, --exit, --json)" ;;
    esac
    shift
  done
  open_state main
  [[ $exit_after == no ]] || AT_EXIT=take_down
  bring_up
  drive "$recipients" "$json" || status=$?
  if [[ $exit_after == no ]]; then
    show_addresses
  fi
  leave "$status"
}

show_addresses() {
  local gateway key
  gateway=$(service_url api-gateway)
  key="X-Api-Key: \$(cat $(shown "$STATE/api-key"))"
  say ''
  say "still running; ./rcs down stops it"
  say "  API             $gateway/v1"
  say "  documentation   $gateway/docs"
  say "  simulator       $(service_url "$SIMULATOR")/_sim/report?since=0"
  say "  metrics         $(service_url dispatch-service)/actuator/prometheus"
  say 'try next:'
  say "  curl -H \"$key\" $gateway/v1/campaigns?limit=1"
  say "  curl -H \"$key\" $gateway/v1/templates?limit=1"
  say "  curl -H \"$key\" $gateway/v1/suppressions?limit=5"
}

command_bench() {
  local recipients='' json='' status=0 front_door='' warmed
  while (($#)); do
    case $1 in
      --recipients)
        recipients=${2:-}
        require_number "$@"
        shift
        ;;
      --json) json=--json ;;
      --front-door) front_door=yes ;;
      *) die "bench knows no '$1' (--recipients N, --json, --front-door)" ;;
    esac
    shift
  done
  export RCS_JIT=${RCS_JIT:-full}
  open_state bench
  AT_EXIT='take_down --purge'
  bring_up
  if [[ $front_door ]]; then
    measure_front_door || status=$?
    leave "$status"
  fi
  say "warming up with $BENCH_WARM_UPS campaigns to $BENCH_WARM_UP recipients: until then the compilers take a third of the processors"
  for ((warmed = 0; warmed < BENCH_WARM_UPS; warmed++)); do
    drive "$BENCH_WARM_UP" '' >/dev/null 2>&1 || die "the warm-up failed; see ./rcs demo"
  done
  drive "${recipients:-$BENCH_RECIPIENTS}" "$json" || status=$?
  leave "$status"
}

measure_front_door() {
  local app LAUNCH
  unpack bench
  app=$(app_of bench)
  launch_arguments bench io.rcsplatform.bench.FrontDoor
  (cd "$app" && RCS_INTERNAL_TOKEN_KEY=$(internal_token_key) exec "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx256m "${LAUNCH[@]}" \
    "$(service_url api-gateway)" "$(service_url campaign-service)" "$STATE/api-key")
}

# drive RECIPIENTS JSON: sends the demo's campaign; the result is on stdout, the exit status is the driver's
drive() {
  [[ ${RCS_SIMULATOR:-on} != off ]] || die "the demo needs the simulator (RCS_SIMULATOR is off)"
  local app driver LAUNCH
  unpack bench
  app=$(app_of bench)
  launch_arguments bench io.rcsplatform.bench.Demo
  driver=("$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx256m "${LAUNCH[@]}"
    --gateway "$(service_url api-gateway)" --simulator "$(service_url "$SIMULATOR")"
    --api-key-file "$STATE/api-key" --csv "$(contacts_for "${1:-$DEMO_RECIPIENTS}")" --recipients "${1:-$DEMO_RECIPIENTS}")
  [[ -z $2 ]] || driver+=("$2")
  [[ ! -t 2 ]] || driver+=(--live)
  [[ $PROFILE != bench ]] || driver+=(--measure --pids "$(pids)")
  (cd "$app" && exec "${driver[@]}")
}

# contacts_for N: a file with at least so many contacts: the one in the repository, or a longer one of the same kind
contacts_for() {
  local file=$ROOT/demo/contacts.csv app LAUNCH
  if (($1 > DEMO_RECIPIENTS)); then
    file=$ROOT/.rcs/contacts-$1.csv
    if [[ ! -f $file ]]; then
      app=$(app_of "$SIMULATOR")
      launch_arguments "$SIMULATOR" io.rcsplatform.simulator.ContactsCsv
      (cd "$app" && "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 "${LAUNCH[@]}" "$1") >"$file.new"
      mv "$file.new" "$file"
    fi
  fi
  printf '%s' "$file"
}

# name=pid,… of everything that runs here: for whoever measures CPU time and memory
pids() {
  local name pid list=''
  for name in "${FLEET[@]}" "$SIMULATOR" "${INFRA[@]}"; do
    pid=$(live_pid "$name") || pid=$(if [[ ${WHERE[$name]:-} == compose ]]; then compose_pid "$name"; fi) || continue
    [[ -n $pid ]] || continue
    list+=,$name=$pid
  done
  printf '%s' "${list#,}"
}

require_number() { # OPTION VALUE
  [[ ${2:-} =~ ^[1-9][0-9]*$ ]] || die "$1 takes a number, not '${2:-}'"
}

no_arguments() { (($# == 1)) || die "$1 takes no '$2'"; }

# --- tests -----------------------------------------------------------------------------------------

command_check() {
  case ${1:-}/$# in
    /0) run_checks || leave 1 ;;
    live/1) check_live_fleet ;;
    live/2) check_expressions "$2" || leave 1 ;;
    *) die "check knows no '$*' (only live [URL])" ;;
  esac
}

# A fleet of its own with a campaign underway, so that everything that can be measured is.
check_live_fleet() {
  local status=0 campaign
  open_state check
  AT_EXIT='take_down --purge'
  bring_up observability
  drive "$DEMO_RECIPIENTS" '' >"$(log_of campaign)" 2>&1 &
  campaign=$!
  check_expressions "$(observer_url prometheus)" || status=1
  wait "$campaign" || die "the campaign failed; see ./rcs demo"
  leave "$status"
}

# The tests' own infrastructure, fresh each time and gone afterwards; a running demo is not disturbed.
command_test() {
  local started summary status=0 checks=0 goals=(--fail-at-end verify)
  if [[ ${1:-} == images ]]; then
    no_arguments 'test images' "${@:2}"
    test_images
    return
  elif [[ ${1:-} == chaos ]]; then
    shift
    chaos_goals "$@"
    set --
  elif [[ ${1:-} == scaling ]]; then
    no_arguments 'test scaling' "${@:2}"
    scaling_goals
    set --
  elif [[ ${1:-} == upgrade ]]; then
    no_arguments 'test upgrade' "${@:2}"
    upgrade_goals
    set --
  elif (($# == 0)); then
    (run_checks as-far-as-possible) || checks=1
  fi
  open_state test
  lock_state
  find_jdk
  find_maven
  lock_build
  AT_EXIT=end_tests
  take_down --purge
  open_state test
  started=$(now)
  infra_up
  eval "$(test_environment)"
  touch "$STATE/started"
  rm -f "$ROOT"/*/target/failsafe-reports/failsafe-summary.xml # or a module of which no test is asked for answers with an earlier run's
  maven "${goals[@]}" "$@" </dev/null & # so that a signal ends it at once
  MAVEN=$!
  wait "$MAVEN" || status=$?
  MAVEN=''
  summary="tests $( ((status == 0)) && echo passed || echo FAILED) in $(seconds_since "$started"): $(count_tests)$(name_failures)"
  AT_EXIT=''
  end_tests
  say "$summary"
  if ((checks)); then say 'checks FAILED, see above'; fi
  leave $((status ? status : checks))
}

# Takes what has been added to the API into its description; what would break a client is refused.
command_openapi() {
  no_arguments openapi "$@"
  export RCS_OPENAPI=write
  command_test -pl api-gateway,campaign-service,dispatch-service,webhook-service -am -Dtest=none -Dit.test=OpenApiIT \
    -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
}

# chaos_goals [--long] [--seed N]: the delivery guarantees alone, while everything fails that can
chaos_goals() {
  while (($#)); do
    case $1 in
      --long) export RCS_CHAOS=long ;;
      --seed)
        require_number "$@"
        export RCS_CHAOS_SEED=$2
        shift
        ;;
      *) die "test chaos knows no '$1' (--long, --seed N)" ;;
    esac
    shift
  done
  goals=(verify -pl fleet-tests -am -Dtest=none -Dit.test=ChaosIT
    -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false)
}

# scaling_goals: what more instances bring, where each can only have 30 messages on their way
scaling_goals() {
  export RCS_DISPATCH_BULK_CONSUMERS=1 RCS_DISPATCH_FLUSH_SIZE=30
  goals=(verify -pl fleet-tests -am -Dtest=none -Dit.test=Scaling
    -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false)
}

# The delivery guarantees alone, while each service of a running fleet is replaced by its next version.
upgrade_goals() {
  build_previous
  goals=(verify -pl fleet-tests -am -Dtest=none -Dit.test=UpgradeDuringACampaign
    -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false)
}

end_tests() {
  [[ -z ${MAVEN:-} ]] || kill "$MAVEN" 2>/dev/null || true
  take_down --purge
}

# What the reports of this run add up to.
count_tests() {
  find "$ROOT" -path '*/target/*-reports/TEST-*.xml' -newer "$STATE/started" -exec grep -hm1 '<testsuite ' {} + 2>/dev/null \
    | awk '
      function of(key) { return match($0, " " key "=\"[0-9]+") ? substr($0, RSTART + length(key) + 3, RLENGTH - length(key) - 3) : 0 }
      { run += of("tests"); failures += of("failures"); errors += of("errors"); skipped += of("skipped") }
      END { printf "%d run, %d failures, %d errors, %d skipped", run, failures, errors, skipped }'
}

# A line for each test of this run that failed: its class, its name and what was wrong.
name_failures() {
  find "$ROOT" -path '*/target/*-reports/TEST-*.xml' -newer "$STATE/started" -exec awk '
    function of(key) { return match($0, " " key "=\"[^\"]*") ? substr($0, RSTART + length(key) + 3, RLENGTH - length(key) - 3) : "" }
    /<testcase / { test = of("classname") " " of("name") }
    /<(failure|error)[ >]/ { printf "\n  %s: %.400s", test, of("message") ? of("message") : of("type") }' {} + 2>/dev/null
}

test_environment() {
  printf 'export %s=%q\n' TEST_INFRA local TEST_RCS "$ROOT/rcs" TEST_RCS_PROFILE "$PROFILE" \
    TEST_POSTGRES_HOST "$PG_HOST" TEST_POSTGRES_PORT "$PG_PORT" TEST_POSTGRES_USER "$PG_USER" TEST_POSTGRES_PASSWORD "$PG_PASSWORD" \
    TEST_RABBITMQ_HOST "$MQ_HOST" TEST_RABBITMQ_PORT "$MQ_PORT" TEST_RABBITMQ_USER "$MQ_USER" \
    TEST_RABBITMQ_PASSWORD "$MQ_PASSWORD" TEST_RABBITMQ_VHOST "$MQ_VHOST" \
    TEST_REDIS_HOST "$REDIS_HOST" TEST_REDIS_PORT "$REDIS_PORT" TEST_REDIS_PASSWORD "$REDIS_PASSWORD"
}

# The same infrastructure kept up, for running tests by hand. stop, kill, freeze and start are for tests of outages; they work on
# the infrastructure that the test was given.
command_infra() {
  case ${1:-}/$# in
    up/1 | down/1 | env/1 | stop/2 | kill/2 | freeze/2 | start/2) ;;
    *) die "infra takes one of: up, down, env, or stop, kill, freeze, start with one of: ${INFRA[*]}" ;;
  esac
  open_state "${TEST_RCS_PROFILE:-infra}"
  case $1 in
    stop | kill | freeze | start)
      choose_infra
      [[ " ${INFRA[*]} " == *" $2 "* ]] || die "infra $1 takes one of: ${INFRA[*]}"
      [[ ${WHERE[$2]} != given ]] || die "$2 is not ours to $1 (${GIVEN_BY[$2]})"
      "infra_$1" "$2"
      ;;
    up)
      lock_state
      infra_up
      say "next: eval \"\$(./rcs infra env)\""
      ;;
    down)
      lock_state
      take_down --purge
      ;;
    env)
      choose_infra
      local name
      for name in "${INFRA[@]}"; do
        [[ ${WHERE[$name]} == given ]] || infra_runs "$name" || die "$name does not run: ./rcs infra up"
      done
      address_infra
      find_jdk
      test_environment
      printf 'export JAVA_HOME=%q\n' "$JAVA_HOME"
      ;;
  esac
}

command_seal() {
  no_arguments seal "$@"
  sealing seal
}

command_reseal() {
  no_arguments reseal "$@"
  sealing reseal
}

# Secrets come by standard input and are in no list of processes.
sealing() { # seal|reseal
  local classes=$ROOT/rcs-platform/target/classes
  find_jdk
  [[ -f $classes/io/rcsplatform/platform/secret/SealCommand.class ]] || build </dev/null >&2
  "$JAVA_HOME/bin/java" -cp "$classes" io.rcsplatform.platform.secret.SealCommand "$1"
}
