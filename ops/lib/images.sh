# shellcheck shell=bash
# The images as whoever installs the platform gets them: built, brought up with the compose file under a name and ports of their own,
# looked at from inside, and sent a campaign through. What is left at the end is the engine's cache of builds.

IMAGES_RECIPIENTS=1000
IMAGES_UP_WITHIN=300
IMAGES_USER=10001

test_images() {
  local campaign REVISION
  engine_answers || die "needs a Docker engine with compose, and none answers: start it, or point DOCKER_HOST to one"
  docker buildx version >/dev/null 2>&1 || die "needs Docker's buildx: install it (Debian: apt install docker-buildx)"
  open_state images
  lock_state
  find_jdk
  find_maven
  REVISION=$(git -C "$ROOT" rev-parse HEAD 2>/dev/null) || REVISION=unknown
  AT_EXIT=end_images
  remove_images
  open_state images
  mkdir -p "$ROOT/.rcs/logs"
  step tests test_with_containers
  step build build_images
  choose_image_ports
  step up bring_images_up
  step look look_at_containers
  say "sending a campaign to $IMAGES_RECIPIENTS recipients through the containers"
  drive "$IMAGES_RECIPIENTS" '' || campaign=$?
  if [[ ${campaign:-} ]]; then
    last_words
    die 'the campaign through the containers failed'
  fi
  step production try_production
  AT_EXIT=''
  remove_images || die 'not everything is gone'
  purge_state
  say 'images passed'
}

# step NAME COMMAND...: with its output in its log, and in the background, so that a signal ends it at once
step() {
  local name=$1 started status=0
  shift
  started=$(now)
  "$@" >"$(log_of "$name")" 2>&1 </dev/null &
  STEP=$!
  wait "$STEP" || status=$?
  STEP=''
  if ((status)); then
    say "$(printf '%-20s FAILED after %s' "$name" "$(seconds_since "$started")")"
    last_lines "$(log_of "$name")" 60
    [[ $name != up && $name != production ]] || last_words
    leave 1
  fi
  say "$(printf '%-20s %s (%s)' "$name" "$(tail -n 1 "$(log_of "$name")" | cut -c 1-100)" "$(seconds_since "$started")")"
}

end_images() {
  local family
  if [[ ${STEP:-} ]]; then
    read -ra family <<<"$(family_of "$STEP")"
    kill "${family[@]}" 2>/dev/null || true
    wait "$STEP" 2>/dev/null || true
  fi
  remove_images || exit 1
}

# --- what is built ---------------------------------------------------------------------------------

image_of() { printf 'rcs/%s:%s' "$1" "$(instance)"; }

# What Maven has fetched on this machine need not be fetched again. One image first: several at once would each send it to the engine.
build_images() {
  local repository=${HOME:-/root}/.m2/repository
  local bake=(docker buildx bake --progress plain -f "$ROOT/docker-compose.yml" --set "*.args.REVISION=$REVISION" --set "*.args.VERSION=$(instance)")
  [[ ! -d $repository ]] || bake+=(--set "*.contexts.repository=$repository")
  cd "$ROOT" || return
  export RCS_VERSION
  RCS_VERSION=$(instance)
  "${bake[@]}" "$SIMULATOR" || return
  "${bake[@]}" "${FLEET[@]}" || return
  printf '\n%s images\n' $((${#FLEET[@]} + 1))
}

# --- what runs -------------------------------------------------------------------------------------

image_project() { printf 'rcs-%s' "$(instance)"; }

choose_image_ports() {
  local name
  for name in "${FLEET[@]}" "$SIMULATOR"; do port_for "$(short_name "$name")" "$(preferred_port "$name")" >/dev/null; done
  port_for callback "$(port_base 18 8085)" >/dev/null
  port_for postgres "$(port_base 0 15432)" >/dev/null
  port_for rabbitmq "$(port_base 1 15682)" >/dev/null
  port_for redis "$(port_base 4 16379)" >/dev/null
  (umask 077 && read_key "$ROOT/ops/docker/demo.env" RCS_BOOTSTRAP_API_KEY >"$STATE/api-key")
}

image_port() { read_key "$STATE/ports" "$1" || true; }

# The compose file with the settings of its demo; nothing is to be traced, as nothing is there to take it.
image_compose() { RCS_TRACE_SAMPLING=0 compose_images --env-file "$ROOT/ops/docker/demo.env" "$@"; }

production_compose() {
  RCS_SECRETS=$STATE/production compose_images -f "$ROOT/docker-compose.production.yml" --env-file /dev/null "$@"
}

compose_images() {
  COMPOSE_PROFILES=fleet RCS_VERSION=$(instance) \
    RCS_COMPOSE_POSTGRES_PORT=$(image_port postgres) RCS_COMPOSE_RABBITMQ_PORT=$(image_port rabbitmq) RCS_COMPOSE_REDIS_PORT=$(image_port redis) \
    RCS_GATEWAY_PORT=$(image_port gateway) RCS_WEBHOOK_PORT=$(image_port webhook) RCS_CALLBACK_PORT=$(image_port callback) \
    RCS_SIMULATOR_PORT=$(image_port simulator) \
    docker compose -p "$(image_project)" -f "$ROOT/docker-compose.yml" "$@"
}

bring_images_up() {
  image_compose up -d --wait --wait-timeout "$IMAGES_UP_WITHIN" || return
  printf 'all healthy\n'
}

last_words() {
  image_compose ps -a --format 'table {{.Service}}\t{{.Status}}' 2>/dev/null | sed 's/^/    /' >&2 || true
  image_compose logs --no-color --no-log-prefix --tail 15 "${FLEET[@]}" "$SIMULATOR" 2>/dev/null | sed 's/^/    /' >&2 || true
}

# remove_images: containers, volumes, networks and images of this project; fails when anything of it is still there
remove_images() {
  local project volumes name left=()
  [[ -f $STATE/instance ]] || return 0
  project=$(image_project)
  volumes=$(docker ps -aq --filter "label=com.docker.compose.project=$project" \
    | xargs -r docker inspect -f '{{range .Mounts}}{{if eq .Type "volume"}}{{.Name}} {{end}}{{end}}')
  image_compose down -v --remove-orphans --timeout 20 >"$(log_of down)" 2>&1 </dev/null || last_lines "$(log_of down)" 20
  for name in "${FLEET[@]}" "$SIMULATOR"; do docker image rm -f "$(image_of "$name")" >/dev/null 2>&1 || true; done
  mapfile -t left < <(
    docker ps -a --filter "label=com.docker.compose.project=$project" --format 'container {{.Names}}'
    docker volume ls --filter "label=com.docker.compose.project=$project" --format 'volume {{.Name}}'
    docker network ls --filter "label=com.docker.compose.project=$project" --format 'network {{.Name}}'
    for name in $volumes; do ! docker volume inspect "$name" >/dev/null 2>&1 || echo "volume $name"; done
    docker images --format 'image {{.Repository}}:{{.Tag}}' | grep ":$(instance)\$"
  )
  ((${#left[@]} == 0)) || {
    say "left behind: ${left[*]}"
    return 1
  }
}

# --- what they are ---------------------------------------------------------------------------------

look_at_containers() {
  local name container faults=0
  for name in "${FLEET[@]}" "$SIMULATOR"; do
    container=$(image_compose ps -q "$name")
    if [[ -z $container ]]; then
      echo "$name: has no container"
      faults=1
      continue
    fi
    if container_faults "$name" "$container" | sed "s/^/$name: /" | grep .; then faults=1; fi
  done
  ((faults == 0)) || return 1
  printf '%s containers: no root, nothing to write to, healthy, labelled, with fixed times, bill of materials and cache\n' $((${#FLEET[@]} + 1))
}

# container_faults SERVICE CONTAINER: a line for each
container_faults() {
  local label
  expect "$2" '{{.State.Health.Status}}' healthy
  expect "$2" '{{.Config.User}}' "$IMAGES_USER:$IMAGES_USER"
  label='{{index .Config.Labels "org.opencontainers.image.'
  expect "$2" "${label}title\"}}" "$1"
  expect "$2" "${label}version\"}}" "$(instance)"
  expect "$2" "${label}revision\"}}" "$REVISION"
  expect "$2" "${label}licenses\"}}" Apache-2.0
  expect "$2" "${label}vendor\"}}" 'RCS platform'
  inside "$2" "does not run as user $IMAGES_USER" "[[ \$(stat -c %u:%g /proc/1) == $IMAGES_USER:$IMAGES_USER ]]"
  inside "$2" 'has capabilities' 'grep -q "^CapEff:[[:space:]]*0*$" /proc/1/status'
  inside "$2" 'may gain privileges' 'grep -q "^NoNewPrivs:[[:space:]]*1$" /proc/1/status'
  ! docker exec -u 0 "$2" touch /app/written 2>/dev/null || echo 'can write to its file system'
  inside "$2" 'has no bill of materials in CycloneDX that names it' \
    "sbom=\$(</usr/local/share/sbom/sbom.cdx.json) && [[ \$sbom == *'\"CycloneDX\"'* && \$sbom == *'\"purl\"'* && \$sbom == *'\"$1\"'* ]]"
  inside "$2" 'has files with a time of their own, so no build gives the same layers again' \
    '[[ -z $(find /app /etc/rcs /usr/local/share/sbom /usr/local/bin/healthcheck -newermt 1970-01-02 ! -path /app ! -name app.aot 2>&1) ]]'
  [[ $1 == "$SIMULATOR" ]] || inside "$2" 'starts without its cache of classes' 'grep -q /app/app.aot /proc/1/maps'
}

expect() { # CONTAINER TEMPLATE VALUE
  local value
  value=$(docker inspect -f "$2" "$1") || value='(nothing)'
  [[ $value == "$3" ]] || echo "$2 is '$value', not '$3'"
}

inside() { # CONTAINER FAULT CONDITION
  docker exec "$1" bash -c "$3" || echo "$2"
}

# --- in production ---------------------------------------------------------------------------------

# The same images in the place of the demo, as docker-compose.production.yml has them.
try_production() {
  image_compose down -v --timeout 20 || return
  "$ROOT/ops/docker/draw-secrets" "$STATE/production" || return
  printf 'GUPSHUP_USERID=nobody\nGUPSHUP_PASSWORD=%s\n' "$(random_text 32)" >>"$STATE/production/providers" || return
  production_compose up -d --wait --wait-timeout "$IMAGES_UP_WITHIN" || return
  if production_faults | grep .; then return 1; fi
  printf 'all healthy: no simulator, secrets in their files only, the API for whoever has its key\n'
}

# production_faults: a line for each
production_faults() {
  local folder=$STATE/production wanted running seen status
  wanted=$(printf '%s\n' "${FLEET[@]}" "${INFRA[@]}" | sort | xargs)
  running=$(production_compose ps -a --services | sort | xargs)
  [[ $running == "$wanted" ]] || echo "runs $running"
  seen=$(production_compose ps -aq | xargs docker inspect) || echo 'cannot be inspected'
  ! grep -qFf <(grep -hoE '[A-Za-z0-9_+/=]{30,}' "$folder"/*) <<<"$seen" || echo 'shows a secret in docker inspect'
  status=$(status_for "$(<"$folder/bootstrap-api-key")")
  [[ $status == 200 ]] || echo "answers its API key with $status"
  status=$(status_for "rcs_live_$(random_text 32)")
  [[ $status == 401 ]] || echo "answers another API key with $status"
}

# status_for KEY: of an answer to it; the first may take longer than one try
status_for() {
  local said='' tries=10
  while [[ -z $said ]] && ((tries--)); do
    said=$(talk 127.0.0.1 "$(image_port gateway)" "GET /v1/campaigns HTTP/1.0\r\nHost: localhost\r\nX-Api-Key: $1\r\n\r\n" 12)
  done
  printf '%s' "${said#* }"
}

# --- tests that start their servers ----------------------------------------------------------------

# A class for each server; the client that sends the campaign is built along with them.
test_with_containers() {
  touch "$STATE/started"
  lock_build
  (
    unset "${!TEST_@}"
    export TEST_INFRA=docker
    maven verify -pl webhook-service,dispatch-service,bench -am -Dtest=none -Dit.test=CallbackIntakeIT,PaceIT \
      -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
  ) || return
  printf '\nwith Testcontainers: %s\n' "$(count_tests)"
}
