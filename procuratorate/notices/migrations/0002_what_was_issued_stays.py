"""What was issued, decided, sent stays as it was: whoever asks, the last witness is the database."""

from django.db import migrations

STAYS = """
-- Once `column` is set, nothing changes but the columns named after it. The builder may mend its own demonstration.
CREATE FUNCTION notices_stays_after() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    free text[] := TG_ARGV[1:];
BEGIN
    IF current_user <> 'side_builder' AND to_jsonb(OLD) ->> TG_ARGV[0] IS NOT NULL
       AND (TG_OP = 'DELETE' OR to_jsonb(NEW) - free <> to_jsonb(OLD) - free) THEN
        RAISE EXCEPTION '% was signed and stays as it is', TG_TABLE_NAME;
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE FUNCTION notices_point_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    told jsonb := to_jsonb(CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END);
BEGIN
    IF current_user <> 'side_builder'
       AND EXISTS (SELECT FROM notices_notice WHERE id = (told ->> 'notice_id')::bigint AND issued_at IS NOT NULL)
       AND (TG_OP <> 'UPDATE' OR to_jsonb(NEW) - 'state' <> to_jsonb(OLD) - 'state') THEN
        RAISE EXCEPTION 'the points of an issued notice stay as they are';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER stays BEFORE INSERT OR UPDATE OR DELETE ON notices_point FOR EACH ROW
    EXECUTE FUNCTION notices_point_stays();
"""
# table: the column that closes it, and what may change afterwards
CLOSED = {
    "notices_notice": (
        "issued_at", "state", "served_on", "answered_at", "proposed_by_id", "closed_by_id", "closed_at", "dispatch_id",
        "clock_id",
    ),
    "notices_objection": ("decided_at", "decision_id"),
    "notices_rung": ("settled_at", "dispatch_id"),
    "notices_easing": ("decided_at",),
}  # fmt: skip
GUARDS = "".join(
    f"CREATE TRIGGER stays BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW"
    f" EXECUTE FUNCTION notices_stays_after({', '.join(map(repr, columns))});\n"
    for table, columns in CLOSED.items()
)
MELT = (
    "".join(f"DROP TRIGGER stays ON {table};\n" for table in (*CLOSED, "notices_point"))
    + "DROP FUNCTION notices_point_stays(); DROP FUNCTION notices_stays_after();"
)


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial")]
    operations = [migrations.RunSQL(STAYS + GUARDS, MELT)]
