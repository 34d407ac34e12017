"""Nobody lengthens the own post, and what was ended at once stays ended."""

from django.db import migrations

KEPT = """
CREATE FUNCTION organs_own_post() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.revoked_at IS NOT NULL
       OR OLD.officer_id = acting_officer() AND coalesce(NEW.until > coalesce(OLD.until, 'infinity'), true) THEN
        RAISE EXCEPTION 'a post is not taken, nor taken back' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER own_post BEFORE UPDATE ON organs_assignment FOR EACH ROW
    WHEN (current_user = 'side_administration') EXECUTE FUNCTION organs_own_post();
"""

FREE = "DROP TRIGGER own_post ON organs_assignment; DROP FUNCTION organs_own_post();"


class Migration(migrations.Migration):
    dependencies = [("organs", "0005_credentials")]
    operations = [migrations.RunSQL(KEPT, FREE)]
