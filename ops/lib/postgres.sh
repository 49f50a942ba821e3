# shellcheck shell=bash
# A private PostgreSQL, and the roles and databases of the services on whichever PostgreSQL is used.

POSTGRES_DATABASES=(campaign dispatch webhook fallback)

# postgres_programs [MAJOR]: the folder with initdb and postgres; that version if it is asked for, else the newest
postgres_programs() {
  local folder
  {
    compgen -G "/usr/lib/postgresql/${1:-*}/bin" || true
    compgen -G "/usr/pgsql-${1:-*}/bin" || true
    [[ -n ${1:-} ]] || dirname "$(type -p postgres || echo /nowhere/postgres)"
  } | sort -V | while read -r folder; do
    if [[ -x $folder/initdb && -x $folder/postgres && -x $folder/psql ]]; then printf '%s\n' "$folder"; fi
  done | tail -n 1
}

postgres_installed() { [[ -n $(postgres_programs) ]]; }

postgres_start() {
  local home=$DATA/postgres user programs major=''
  user=$(server_user postgres)
  own_folder "$user" "$home"
  [[ ! -f $home/data/PG_VERSION ]] || major=$(<"$home/data/PG_VERSION")
  programs=$(postgres_programs "$major")
  [[ -n $programs ]] || die "the data in $home are PostgreSQL $major's, which is not installed any more"
  if [[ -z $major ]]; then
    write_as "$user" "$home/password" <<<"$PG_PASSWORD"
    run_as "$user" "$programs/initdb" -D "$home/data" -U "$PG_USER" --pwfile="$home/password" -A scram-sha-256 \
      -E UTF8 --locale=C.UTF-8 >"$(log_of postgres-init)" 2>&1 || {
      last_lines "$(log_of postgres-init)"
      rm -rf "$home/data"
      die "PostgreSQL's initdb failed"
    }
    rm -f "$home/password"
    echo "include = '../rcs.conf'" >>"$home/data/postgresql.conf"
  fi
  # fsync and synchronous_commit stay on: what a service has acknowledged survives a power cut.
  write_as "$user" "$home/rcs.conf" <<CONF
listen_addresses = '127.0.0.1'
port = $PG_PORT
unix_socket_directories = ''
max_connections = 200
shared_buffers = $([[ $PROFILE == main || $PROFILE == bench ]] && echo 256MB || echo 128MB)
max_wal_size = 2GB
wal_compression = on
checkpoint_timeout = 15min
log_line_prefix = '%m %d/%u '
log_checkpoints = off
CONF
  postgres_bury "$home/data"
  start_process postgres "$user" "$home" "$programs/postgres" -D "$home/data"
}

# postgres_bury DATA: a killed postmaster that init has not reaped yet (in many containers it never does) still counts as
# alive for the next one's lock file. Once all its children are gone too, the file means nothing.
postgres_bury() {
  local lock=$1/postmaster.pid pid
  [[ -f $lock ]] || return 0
  read -r pid <"$lock"
  [[ -d /proc/$pid ]] && ! process_identity "$pid" >/dev/null || return 0
  for pid in /proc/[0-9]*; do
    [[ $(cat "$pid/comm" 2>/dev/null) == postgres ]] || continue
    while [[ $(readlink "$pid/cwd" 2>/dev/null) == "$1" ]]; do sleep 0.1; done
  done
  rm -f "$lock"
}

postgres_ready() { postgres_sql postgres -qAt -c 'select 1' >/dev/null 2>&1; }

# postgres_sql DATABASE PSQL_ARGS...
postgres_sql() { postgres_run psql -X -v ON_ERROR_STOP=1 -d "$@"; }

# postgres_run PROGRAM ARGS...: one of PostgreSQL's clients, as the role that may create roles and databases
postgres_run() {
  local program=$1
  shift
  if [[ ${WHERE[postgres]} == compose ]]; then
    compose exec -T postgres "$program" -U "$PG_USER" "$@"
    return
  fi
  type -p "$program" >/dev/null || program=$(postgres_programs)/$program
  PGPASSWORD=$PG_PASSWORD PGCONNECT_TIMEOUT=5 "$program" -h "$PG_HOST" -p "$PG_PORT" -U "$PG_USER" "$@"
}

database_name() { printf '%s%s' "${RCS_POSTGRES_PREFIX:-}" "$1"; }
database_password() { secret "RCS_${1^^}_DB_PASSWORD" 32; }

# One database and one role for each service, and the role in which it serves tenants; no role enters another's database. On a server that is not
# ours, a role that exists keeps its password: set RCS_<NAME>_DB_PASSWORD to it.
postgres_databases() {
  local name ours=yes
  [[ ${WHERE[postgres]} != given ]] || ours=no
  for name in "${POSTGRES_DATABASES[@]}"; do
    printf "\\\\set name '%s'\n\\\\set password '%s'\n\\\\set ours %s\n" \
      "$(database_name "$name")" "$(database_password "$name")" "$ours"
    cat <<'SQL'
select format('create role %I login password %L', :'name', :'password')
 where not exists (select from pg_roles where rolname = :'name') \gexec
select format('alter role %I login password %L', :'name', :'password') where :'ours' = 'yes' \gexec
select format('grant %I to current_user', :'name')
 where not pg_has_role(current_user, :'name', 'member') \gexec
select format('create role %I nologin', :'name' || '_tenant')
 where not exists (select from pg_roles where rolname = :'name' || '_tenant') \gexec
select format('grant %I to %I', :'name' || '_tenant', :'name')
 where not pg_has_role(:'name', :'name' || '_tenant', 'member') \gexec
select format('create database %I owner %I', :'name', :'name')
 where not exists (select from pg_database where datname = :'name') \gexec
select format('revoke connect on database %I from public', :'name') where :'ours' = 'yes' \gexec
SQL
  done | postgres_sql postgres -q -f - >"$(log_of postgres-databases)" 2>&1 || {
    last_lines "$(log_of postgres-databases)"
    die "could not create the services' roles and databases on $PG_HOST:$PG_PORT as $PG_USER"
  }
}
