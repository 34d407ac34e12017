#!/bin/sh
# Before the product starts, at every deployment: tables, rights, calendar, static files. Safe to run again.
set -eu
python manage.py migrate --noinput
python manage.py load_calendar
python manage.py collectstatic --noinput --verbosity=0
