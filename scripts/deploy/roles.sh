#!/bin/sh
# Run once by the postgres image on an empty volume: roles, database, extensions.
set -eu
exec psql --username postgres --dbname postgres --no-psqlrc --quiet \
    -v database=procuratorate -v owner_password="$OWNER_PASSWORD" -v app_password="$APP_PASSWORD" -f /sql/roles.sql
