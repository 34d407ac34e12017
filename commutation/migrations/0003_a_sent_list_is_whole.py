"""A list that was sent neither grows nor loses its findings, and its batch keeps its name."""

from django.db import migrations, models

WHOLE = """
CREATE FUNCTION commutation_list_is_whole() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_user <> 'side_builder'
       AND NOT NEW.position BETWEEN 1 AND (SELECT people FROM commutation_sending WHERE id = NEW.sending_id) THEN
        RAISE EXCEPTION 'a list that was sent does not grow';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER whole BEFORE INSERT ON commutation_sentfiling
    FOR EACH ROW EXECUTE FUNCTION commutation_list_is_whole();

CREATE FUNCTION commutation_keep_findings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was found on a filing that was sent does not change';
END $$;
CREATE TRIGGER keep_findings BEFORE UPDATE OF warnings ON commutation_filing FOR EACH ROW
    WHEN (OLD.sent_at IS NOT NULL AND NEW.warnings IS DISTINCT FROM OLD.warnings)
    EXECUTE FUNCTION commutation_keep_findings();

CREATE FUNCTION commutation_keep_batch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a batch that was sent keeps its name';
END $$;
CREATE TRIGGER keep_batch BEFORE UPDATE ON commutation_batch FOR EACH ROW
    WHEN (OLD.sent_at IS NOT NULL AND (NEW.sent_at, NEW.prison_id, NEW.year, NEW.ordinal, NEW.title)
          IS DISTINCT FROM (OLD.sent_at, OLD.prison_id, OLD.year, OLD.ordinal, OLD.title))
    EXECUTE FUNCTION commutation_keep_batch();
"""

LOOSE = """
DROP TRIGGER keep_batch ON commutation_batch;
DROP FUNCTION commutation_keep_batch();
DROP TRIGGER keep_findings ON commutation_filing;
DROP FUNCTION commutation_keep_findings();
DROP TRIGGER whole ON commutation_sentfiling;
DROP FUNCTION commutation_list_is_whole();
"""


class Migration(migrations.Migration):
    dependencies = [("commutation", "0002_what_was_sent_stays")]
    operations = [
        migrations.AddConstraint(
            model_name="sentfiling",
            constraint=models.UniqueConstraint(fields=("sending", "position"), name="one_at_a_position"),
        ),
        migrations.RunSQL(WHOLE, LOOSE),
    ]
