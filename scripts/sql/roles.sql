-- Roles and database of the product, for PostgreSQL 15 and later. Run once by a superuser; safe to run again:
--   psql -v database=procuratorate -v owner_password=… -v app_password=… -f scripts/sql/roles.sql
-- Both logins are NOINHERIT: a side's rights count only after SET ROLE, which is what the one door does.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
SELECT format('CREATE ROLE %I NOLOGIN', side)
  FROM unnest(ARRAY['side_procuratorate', 'side_prison', 'side_detention', 'side_administration', 'side_audit',
                    'side_service', 'side_builder', 'side_anonymous']) AS side
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = side) \gexec
SELECT format('CREATE ROLE %I LOGIN', login)
  FROM unnest(ARRAY['procuratorate_owner', 'procuratorate_app']) AS login
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = login) \gexec

ALTER ROLE procuratorate_owner NOINHERIT NOSUPERUSER NOBYPASSRLS CREATEDB PASSWORD :'owner_password';
ALTER ROLE procuratorate_app NOINHERIT NOSUPERUSER NOBYPASSRLS NOCREATEDB PASSWORD :'app_password';
GRANT side_procuratorate, side_prison, side_detention, side_administration, side_audit, side_service, side_builder,
      side_anonymous TO procuratorate_owner, procuratorate_app;

SELECT format('CREATE DATABASE %I OWNER procuratorate_owner', :'database')
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'database') \gexec

-- The same in template1, so that databases made later (tests) have the extensions too. The schema goes to the owner
-- by name: a NOINHERIT login does not reach it through pg_database_owner before PostgreSQL 16.
\connect template1
\ir extensions.sql
\connect :database
\ir extensions.sql
