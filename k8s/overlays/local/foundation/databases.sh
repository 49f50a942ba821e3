#!/bin/sh
# One database and one role for each service, and the role in which it serves tenants, when the server starts for the first time. A password is in <NAME>_PASSWORD or in the
# secret <name>-db; without one somebody else makes the database. In a shell of its own, since the image may read this into its own.
(
  set -eu
  for name in campaign dispatch webhook fallback; do
    secret=/run/secrets/$name-db
    password=$(printenv "$(echo "$name" | tr '[:lower:]' '[:upper:]')_PASSWORD" || if [ -e "$secret" ]; then cat "$secret"; fi)
    [ -n "$password" ] || continue
    psql -v ON_ERROR_STOP=1 -v name="$name" -v password="$password" -U postgres <<'SQL'
create role :"name" login password :'password';
select :'name' || '_tenant' as tenant_role \gset
create role :"tenant_role" nologin;
grant :"tenant_role" to :"name";
create database :"name" owner :"name";
revoke connect on database :"name" from public;
SQL
  done
)
