# shellcheck shell=bash
# The JDK, the build, and the services' jars unpacked for a quick start.

JAVA_NEEDED=25

# find_jdk: sets and exports JAVA_HOME. A JAVA_HOME that is new enough stays.
find_jdk() {
  local home found='' version
  for home in "${JAVA_HOME:-}" "${JDK_HOME:-}" "$(java_on_path)"; do
    if (($(jdk_version "$home") >= JAVA_NEEDED)); then found=$home && break; fi
  done
  if [[ -z $found ]]; then
    # the lowest that is new enough: it is the one that was tried most
    found=$(for home in /usr/lib/jvm/* /usr/lib64/jvm/* /opt/* /opt/java/* /usr/java/* /usr/local/java/* \
      "${HOME:-/root}"/.sdkman/candidates/java/* "${HOME:-/root}"/.jdks/*; do
      version=$(jdk_version "$home")
      if ((version >= JAVA_NEEDED)); then printf '%s %s\n' "$version" "$home"; fi
    done | sort -n | head -n 1 | cut -d ' ' -f 2-)
  fi
  [[ -n $found ]] || die "needs a JDK $JAVA_NEEDED or newer: install one (e.g. temurin-25-jdk from Adoptium, or sdk install java 25-tem), or set JAVA_HOME"
  export JAVA_HOME=$found
}

java_on_path() {
  local java
  java=$(type -p javac) || return 0
  dirname "$(dirname "$(readlink -f "$java")")"
}

# jdk_version HOME: its major version; 0 when there is no JDK
jdk_version() {
  local version=0
  if [[ -n $1 && -x $1/bin/javac && -r $1/release ]]; then
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  fi
  printf '%d' "${version:-0}"
}

find_maven() {
  type -p mvn >/dev/null && return
  can_install || die "needs Maven: install it (Debian: apt install maven)"
  install_packages maven
}

# --- build -----------------------------------------------------------------------------------------

# What the jars are made from, as one hash: names, sizes and times of every file that is not ignored.
fingerprint() {
  (
    cd "$ROOT" || exit
    {
      git ls-files -z -co --exclude-standard 2>/dev/null \
        || find . \( -name target -o -name .git -o -name .rcs \) -prune -o -type f -print0
    } | grep -zvE '^(\./)?(docs|ops|k8s|config|demo|\.ci|\.github)/|\.md$|^(\./)?(rcs|Dockerfile|\.dockerignore|docker-compose[^/]*\.yml)$' \
      | sort -z | xargs -0 stat -c '%n %s %.Y' 2>/dev/null || true
  ) | sha256sum | cut -d ' ' -f 1
}

build() {
  local started log=$ROOT/.rcs/logs/build.log wanted
  find_jdk
  [[ -f $ROOT/pom.xml ]] || die "nothing to build: $ROOT has no pom.xml"
  mkdir -p "$ROOT/.rcs/logs"
  lock_build
  wanted=$(fingerprint)
  if [[ $(cat "$ROOT/.rcs/built" 2>/dev/null) != "$wanted" ]] || ! jars_present; then
    find_maven
    say "building (mvn package; log in $(shown "$log"))"
    started=$(now)
    rm -f "$ROOT/.rcs/built"
    if ! (maven -DskipTests package) >"$log" 2>&1 </dev/null; then
      grep -E '^\[(ERROR|WARNING)\] .' "$log" | tail -n 40 | sed 's/^/    /' >&2 || last_lines "$log"
      die "the build failed after $(seconds_since "$started"); the whole log is $(shown "$log")"
    fi
    printf '%s\n' "$wanted" >"$ROOT/.rcs/built"
    say "built in $(seconds_since "$started")"
  fi
  unlock_build
}

# In a shell of its own, which becomes Maven: called in the background, its pid is Maven's.
maven() {
  cd "$ROOT" || exit
  exec mvn -B -ntp "$@"
}

jars_present() {
  local module
  for module in $(runnable_modules); do [[ -n $(jar_of "$module") ]] || return 1; done
}

# Modules of the reactor that end up as a program.
runnable_modules() {
  local module
  for module in "${FLEET[@]}" provider-simulator bench; do
    [[ ! -f $ROOT/$module/pom.xml ]] || printf '%s\n' "$module"
  done
}

# jar_of MODULE: the runnable jar that its build made
jar_of() {
  local jar
  for jar in "$ROOT/$1/target/$1-exec.jar" "$ROOT/$1/target/$1.jar"; do
    if [[ -f $jar ]]; then printf '%s' "$jar" && return; fi
  done
}

# previous_version: what installations upgrade from: the newest release before this commit, or the commit that stands for one until there is any
previous_version() {
  git -C "$ROOT" describe --tags --match 'v*' --abbrev=0 HEAD^ 2>/dev/null || cat "$ROOT/ops/previous-version"
}

previous_is_here() { git -C "$ROOT" cat-file -e "$(previous_version)^{commit}" 2>/dev/null; }

# build_previous: the services of that version, in a folder of their own; sets and exports RCS_PREVIOUS
build_previous() {
  local version started log=$ROOT/.rcs/logs/build-previous.log
  previous_is_here || die "$NO_PREVIOUS"
  version=$(previous_version)
  export RCS_PREVIOUS=$ROOT/.rcs/previous/$version
  find_jdk
  find_maven
  mkdir -p "$ROOT/.rcs/logs"
  lock_build
  if [[ ! -f $RCS_PREVIOUS/built ]]; then
    say "building $version, the version before (log in $(shown "$log"))"
    started=$(now)
    rm -rf "$ROOT/.rcs/previous"
    mkdir -p "$RCS_PREVIOUS"
    git -C "$ROOT" archive "$version" >"$RCS_PREVIOUS.tar"
    tar -xf "$RCS_PREVIOUS.tar" -C "$RCS_PREVIOUS"
    rm "$RCS_PREVIOUS.tar"
    (cd "$RCS_PREVIOUS" && exec mvn -B -ntp -DskipTests package -pl "$(IFS=, && echo "${FLEET[*]}")" -am) >"$log" 2>&1 </dev/null || {
      last_lines "$log"
      die "$version does not build any more"
    }
    touch "$RCS_PREVIOUS/built"
    say "built in $(seconds_since "$started")"
  fi
  unlock_build
}

# --- unpacked jars ---------------------------------------------------------------------------------

# app_of MODULE: the folder of its unpacked jar. The folder is named after the jar's content, so a program that runs
# keeps its files while a newer one is unpacked beside it.
app_of() {
  local jar
  jar=$(jar_of "$1")
  [[ -n $jar ]] || die "$1 has no jar: did its build run?"
  printf '%s/.rcs/apps/%s-%s' "$ROOT" "$1" "$(sha256sum "$jar" | cut -c 1-12)"
}

# unpack MODULE...: all at once. Spring's own tool needs Spring in the jar; the others are unpacked as they are.
unpack() {
  local module unpacking=() pid
  mkdir -p "$ROOT/.rcs/apps"
  for module in "$@"; do
    unpack_one "$module" &
    unpacking+=($!)
  done
  for pid in "${unpacking[@]}"; do wait "$pid" || die 'a jar could not be unpacked'; done
}

unpack_one() {
  local module=$1 app jar log=$ROOT/.rcs/logs/unpack-$1.log quick=(-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto)
  app=$(app_of "$module")
  [[ ! -d $app ]] || return 0
  jar=$(jar_of "$module")
  rm -rf "$app.new"
  case $module in
    "$SIMULATOR" | bench) mkdir -p "$app.new" && (cd "$app.new" && "$JAVA_HOME/bin/jar" xf "$jar") ;;
    *) "$JAVA_HOME/bin/java" "${quick[@]}" -Djarmode=tools -jar "$jar" extract --destination "$app.new" --application-filename "$module.jar" ;;
  esac >"$log" 2>&1 || {
    last_lines "$log" 10
    return 1
  }
  mv "$app.new" "$app"
  forget_old_apps "$module" "$app"
}

# launch_arguments MODULE [CLASS]: sets LAUNCH, what follows the JVM's options, seen from the app's folder
launch_arguments() {
  case $1 in
    "$SIMULATOR") LAUNCH=(-cp 'BOOT-INF/classes:BOOT-INF/lib/*' "${2:-io.rcsplatform.simulator.ProviderSimulator}") ;;
    bench) LAUNCH=(-cp 'BOOT-INF/classes:BOOT-INF/lib/*' "$2") ;;
    *) LAUNCH=(-jar "$1.jar") ;;
  esac
}

forget_old_apps() { # MODULE APP
  local old
  for old in "$ROOT/.rcs/apps/$1"-????????????; do
    [[ $old == "$2" ]] || app_in_use "$old" || rm -rf "$old"
  done
}

app_in_use() {
  local file pid _
  for file in "$ROOT"/.rcs/run/*.pid "$ROOT"/.rcs/*/run/*.pid; do
    [[ -f $file ]] || continue
    read -r pid _ <"$file" || true
    [[ $(readlink "/proc/$pid/cwd" 2>/dev/null) != "$1" ]] || return 0
  done
  return 1
}
