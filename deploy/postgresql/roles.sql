-- The roles of Binome. Run once per server as a superuser: psql -f roles.sql
-- Then: ALTER ROLE binome PASSWORD '…'; CREATE DATABASE binome OWNER binome_owner;

-- Owns the tables and changes them when a new release starts.
CREATE ROLE binome_owner NOLOGIN;

-- Serves. Row-level security shows it the rows of one tenant at a time.
CREATE ROLE binome_app NOLOGIN;

-- Reads across tenants: credentials before a tenant is known, due wake-ups, housekeeping, export.
CREATE ROLE binome_system NOLOGIN BYPASSRLS;

-- Keeps the members of a cluster and their reminders, in the Orleans edition; sees nothing else.
CREATE ROLE binome_cluster NOLOGIN;

-- The user in the connection string. It can do nothing as itself and becomes one of the four.
CREATE ROLE binome LOGIN NOINHERIT;
GRANT binome_owner, binome_app, binome_system, binome_cluster TO binome;
