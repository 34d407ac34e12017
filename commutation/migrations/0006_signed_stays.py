"""What was signed, given, served or settled stays as it was: whoever asks, the last witness is the database."""

from django.db import migrations

FREEZE = """
-- After `column` is set, nothing changes but the columns named after it. The builder alone may mend its own demonstration.
CREATE FUNCTION commutation_stays_after() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    free text[] := TG_ARGV[1:];
BEGIN
    IF current_user <> 'side_builder' AND to_jsonb(OLD) ->> TG_ARGV[0] IS NOT NULL
       AND (TG_OP = 'DELETE' OR to_jsonb(NEW) - free <> to_jsonb(OLD) - free) THEN
        RAISE EXCEPTION '% was closed and stays as it is', TG_TABLE_NAME;
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
"""
# table: the column that closes it, and what may change afterwards
CLOSED = {
    "commutation_sitting": ("closed_at",),
    "commutation_publicnotice": ("at", "state", "void_reason", "working_days", "sum", "ended_at", "photos"),
    "commutation_noticeobjection": ("answered_on",),
    "commutation_consultationopinion": ("given_at",),
    "commutation_adoption": ("at", "dispatch_id"),
    "commutation_question": ("replied_at",),
    "commutation_opinion": ("issued_at", "dispatch_id", "number"),
    "commutation_opinionstep": ("at",),
    "commutation_rulingmatch": ("at", "undone_by_id", "undone_at", "undone_why"),
    "commutation_material": ("at", "replaced_by_id", "replaced_why"),
    "commutation_note": ("at",),
    "commutation_outsideact": ("at", "clock_id", "dispatch_id"),
    "commutation_allotment": ("at",),
}
GUARDS = "".join(
    f"CREATE TRIGGER stays BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW"
    f" EXECUTE FUNCTION commutation_stays_after({', '.join(map(repr, columns))});\n"
    for table, columns in CLOSED.items()
)
# The record of a closed sitting is whole: roster, decisions and voices go with it.
WHOLE = """
CREATE FUNCTION commutation_sitting_is_whole() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    told jsonb := to_jsonb(CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END);
    sitting bigint := coalesce(
        (told ->> 'sitting_id')::bigint,
        (SELECT sitting_id FROM commutation_deliberation WHERE id = (told ->> 'deliberation_id')::bigint)
    );
BEGIN
    IF current_user <> 'side_builder'
       AND EXISTS (SELECT FROM commutation_sitting WHERE id = sitting AND closed_at IS NOT NULL) THEN
        RAISE EXCEPTION 'the record of a sitting that was signed is whole';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
"""
PARTS = ("commutation_attendance", "commutation_deliberation", "commutation_voice")
WHOLE_GUARDS = "".join(
    f"CREATE TRIGGER whole BEFORE INSERT OR UPDATE OR DELETE ON {table} FOR EACH ROW"
    " EXECUTE FUNCTION commutation_sitting_is_whole();\n"
    for table in PARTS
)
MELT = (
    "".join(f"DROP TRIGGER stays ON {table};\n" for table in CLOSED)
    + "".join(f"DROP TRIGGER whole ON {table};\n" for table in PARTS)
    + "DROP FUNCTION commutation_sitting_is_whole(); DROP FUNCTION commutation_stays_after();"
)


class Migration(migrations.Migration):
    dependencies = [("commutation", "0005_from_levels_to_ruling")]
    operations = [migrations.RunSQL(FREEZE + GUARDS + WHOLE + WHOLE_GUARDS, MELT)]
