# shellcheck shell=bash
# Backup and restore of this installation: the services' databases, and the secrets without which they are worth little.

BACKUP_FORMAT=1
# The ledger is never older than the plans that are checked against it: what was sent is known, whoever asks again.
BACKUP_ORDER=(campaign fallback dispatch webhook)
# What lies in the databases under them; the others are drawn anew without harm.
BACKUP_SECRETS=(RCS_API_KEY_PEPPER RCS_BOOTSTRAP_API_KEY RCS_INTERNAL_TOKEN_KEY)

# --- backup ----------------------------------------------------------------------------------------

command_backup() { # FOLDER
  [[ $#/${1:-} == 1/[!-]* ]] || die "backup takes a folder that it may fill"
  local folder=$1 name started
  [[ -z $(ls -A "$folder" 2>/dev/null) ]] || die "$folder holds something already"
  open_state main
  lock_state
  choose_infra
  [[ ${WHERE[postgres]} == given ]] || infra_runs postgres || die "PostgreSQL does not run: ./rcs up"
  address_infra
  [[ ${WHERE[postgres]} != given ]] || require_given postgres
  umask 077
  mkdir -p "$folder"
  started=$(now)
  describe_backup >"$folder/manifest.new"
  for name in "${BACKUP_ORDER[@]}"; do dump_database "$name" "$folder"; done
  for name in "${BACKUP_SECRETS[@]}"; do
    if grep -qs "^$name=" "$STATE/secrets"; then printf '%s=%s\n' "$name" "$(read_key "$STATE/secrets" "$name")"; fi
  done >"$folder/secrets"
  printf 'secrets.sha256=%s\n' "$(checksum "$folder/secrets")" >>"$folder/manifest.new"
  mv "$folder/manifest.new" "$folder/manifest" # what has no manifest is no backup
  say "backed up to $folder in $(seconds_since "$started"). It holds personal data and secrets: keep it as safe as the installation"
}

describe_backup() {
  printf '%s=%s\n' format "$BACKUP_FORMAT" \
    taken_at "$(date -u +%Y-%m-%dT%H:%M:%SZ)" \
    version "$(git -C "$ROOT" describe --always --dirty 2>/dev/null || echo unknown)" \
    postgres "$(postgres_sql postgres -qAt -c 'show server_version')" \
    pepper.sha256 "$(checksum <<<"$(secret RCS_API_KEY_PEPPER 43)")"
}

dump_database() { # NAME FOLDER
  local file=$2/$1.dump database
  database=$(database_name "$1")
  postgres_run pg_dump -d "$database" --role="$database" -Fc --no-owner --lock-wait-timeout=60s >"$file" 2>"$(log_of backup)" </dev/null || {
    last_lines "$(log_of backup)"
    die "the database $database could not be dumped"
  }
  printf '%s=%s\n' "$1.sha256" "$(checksum "$file")" "$1.schema" "$(schema_version "$database")" >>"$2/manifest.new"
  say "$(printf '%-20s %s' "$database" "$(du -h "$file" | cut -f 1)")"
}

schema_version() {
  postgres_sql "$1" -qAt -c 'select version from flyway_schema_history where success and version is not null order by installed_rank desc limit 1'
}

checksum() { sha256sum "$@" | cut -d ' ' -f 1; }

# --- restore ---------------------------------------------------------------------------------------

command_restore() { # FOLDER [--replace]
  local folder='' replace='' name started
  while (($#)); do
    case $1 in
      --replace) replace=yes ;;
      -*) die "restore knows no '$1' (only --replace)" ;;
      *) [[ -z $folder ]] || die "restore takes one folder"; folder=$1 ;;
    esac
    shift
  done
  [[ -n $folder ]] || die "restore takes a folder that ./rcs backup has filled"
  check_backup "$folder"
  open_state main
  lock_state
  for name in "${FLEET[@]}"; do
    ! live_pid "$name" >/dev/null || die "$name runs: ./rcs down first"
  done
  check_secrets "$folder" "$replace"
  started=$(now)
  AT_EXIT=infra_down
  infra_up
  for name in "${BACKUP_ORDER[@]}"; do check_target "$(database_name "$name")" "$replace"; done
  [[ -z $replace ]] || clear_databases
  for name in "${BACKUP_SECRETS[@]}"; do
    if grep -q "^$name=" "$folder/secrets"; then write_key "$STATE/secrets" "$name" "$(read_key "$folder/secrets" "$name")"; fi
  done
  for name in "${BACKUP_ORDER[@]}"; do restore_database "$name" "$folder"; done
  AT_EXIT=''
  infra_down
  forget_queues
  say "restored what was saved at $(read_key "$folder/manifest" taken_at), in $(seconds_since "$started")"
  say "next: docs/backup.md tells what to decide before anything is sent again; then ./rcs up"
}

check_backup() { # FOLDER
  local file
  [[ -f $1/manifest ]] || die "$1 is no backup: it has no manifest"
  [[ $(read_key "$1/manifest" format) == "$BACKUP_FORMAT" ]] \
    || die "$1 is a backup of another format than $BACKUP_FORMAT: restore it with the version that made it ($(read_key "$1/manifest" version))"
  for file in "${BACKUP_ORDER[@]/%/.dump}" secrets; do
    [[ -f $1/$file && $(checksum "$1/$file") == $(read_key "$1/manifest" "${file%.dump}.sha256") ]] \
      || die "$1/$file is not what was saved: its checksum differs from the manifest's"
  done
}

# The databases mean nothing under another pepper.
check_secrets() { # FOLDER REPLACE
  local name saved here
  for name in "${BACKUP_SECRETS[@]}"; do
    saved=$(read_key "$1/secrets" "$name") || continue
    here=$(read_key "$STATE/secrets" "$name") || continue
    [[ -n $2 || $here == "$saved" ]] || die "$name here is another than in the backup; --replace takes the backup's"
  done
  here=${RCS_API_KEY_PEPPER:-$(read_key "$1/secrets" RCS_API_KEY_PEPPER || read_key "$STATE/secrets" RCS_API_KEY_PEPPER || true)}
  [[ $(checksum <<<"$here") == $(read_key "$1/manifest" pepper.sha256) ]] \
    || die "RCS_API_KEY_PEPPER is not the one that was in force at the backup: no API key would be known. Set it as it was"
}

check_target() { # DATABASE REPLACE
  local users tables
  users=$(postgres_sql postgres -qAt -v name="$1" <<<"select count(*) from pg_stat_activity where datname = :'name'")
  ((users == 0)) || die "somebody is connected to the database $1 ($users sessions): stop the services first, wherever they run"
  tables=$(postgres_sql "$1" -qAt -c "select count(*) from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')")
  [[ -n $2 ]] || ((tables == 0)) || die "the database $1 is not empty; --replace deletes what is there"
}

clear_databases() {
  local name
  for name in "${BACKUP_ORDER[@]}"; do
    postgres_sql postgres -q -v name="$(database_name "$name")" <<<'drop database :"name"'
  done
  postgres_databases
}

restore_database() { # NAME FOLDER
  local database
  database=$(database_name "$1")
  postgres_run pg_restore -d "$database" --role="$database" --no-owner --single-transaction --exit-on-error \
    <"$2/$1.dump" >"$(log_of restore)" 2>&1 || {
    last_lines "$(log_of restore)"
    die "the database $database could not be restored; after the cause is gone: ./rcs restore --replace"
  }
  postgres_sql "$database" -q -c 'analyze' >/dev/null 2>&1
  say "$(printf '%-20s restored' "$database")"
}

# What waits in queues is of a time that the databases do not know; what belongs to theirs is fed again from them.
forget_queues() {
  case ${WHERE[rabbitmq]} in
    local) rm -rf "$DATA/rabbitmq/mnesia" ;;
    compose) docker volume rm -f "rcs-$(instance)_rabbitmq" >/dev/null ;;
    given) say "RabbitMQ is not ours: delete this installation's queues there before ./rcs up" ;;
  esac
}
