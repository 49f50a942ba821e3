#!/bin/sh
# One database and one role for each service, when the server starts for the first time.
set -eu
for name in campaign dispatch webhook fallback; do
  password=$(printenv "$(echo "$name" | tr '[:lower:]' '[:upper:]')_PASSWORD")
  psql -v ON_ERROR_STOP=1 -v name="$name" -v password="$password" -U postgres <<'SQL'
create role :"name" login password :'password';
create database :"name" owner :"name";
revoke connect on database :"name" from public;
SQL
done
