"""Each audit row carries the SM3 of itself, and its time is the database's whatever the writer says."""

from django.db import migrations

# SM3 needs OpenSSL 1.1.1 behind pgcrypto; where it is missing the hash is SHA-256, and says so in its first characters.
ROW_HASH = r"""
CREATE FUNCTION audit_row_text(entry audit_entry) RETURNS bytea LANGUAGE sql STABLE SET timezone TO 'UTC' AS $$
    SELECT convert_to(json_build_array(entry.id, entry.at, entry.officer_id, entry.officer_name, entry.organ_id, entry.role,
        entry.acting_for, entry.act, entry.target_type, entry.target_id, entry.outcome, entry.reason, entry.detail, entry.address,
        entry.trace)::text, 'UTF8')
$$;
DO $do$
BEGIN
    PERFORM digest('abc', 'sm3');
    CREATE FUNCTION audit_row_hash(entry audit_entry) RETURNS text LANGUAGE sql STABLE AS
        $$ SELECT encode(digest(audit_row_text(entry), 'sm3'), 'hex') $$;
EXCEPTION WHEN OTHERS THEN
    CREATE FUNCTION audit_row_hash(entry audit_entry) RETURNS text LANGUAGE sql STABLE AS
        $$ SELECT 'sha256:' || left(encode(digest(audit_row_text(entry), 'sha256'), 'hex'), 57) $$;
END $do$;

CREATE FUNCTION audit_stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.at := clock();
    NEW.row_hash := audit_row_hash(NEW);
    RETURN NEW;
END $$;
CREATE TRIGGER audit_stamp BEFORE INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_stamp();
ALTER TABLE audit_entry ENABLE ALWAYS TRIGGER audit_stamp;

-- Tests empty their tables between transactions; no other database may.
CREATE OR REPLACE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' AND current_database() LIKE 'test\_%' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'the audit is append-only' USING ERRCODE = '42501';
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunSQL(ROW_HASH, migrations.RunSQL.noop)]
