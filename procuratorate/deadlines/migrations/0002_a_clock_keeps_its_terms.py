"""What a clock is does not change, and its last day is not the other side's to move: the database holds both."""

from django.db import migrations

KEEP = """
CREATE FUNCTION deadline_keeps_its_terms() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_user = 'side_builder' THEN
        RETURN NEW;
    END IF;
    IF (NEW.kind, NEW.organ_id, NEW.counterpart_id, NEW.starts_on, NEW.term_amount, NEW.term_unit, NEW.rolls, NEW.agreed,
        NEW.article, NEW.at)
       IS DISTINCT FROM
       (OLD.kind, OLD.organ_id, OLD.counterpart_id, OLD.starts_on, OLD.term_amount, OLD.term_unit, OLD.rolls, OLD.agreed,
        OLD.article, OLD.at) THEN
        RAISE EXCEPTION 'what a clock is does not change' USING ERRCODE = '42501';
    END IF;
    IF current_user NOT IN ('side_service', 'side_procuratorate') AND NOT OLD.organ_id = ANY (reach_home())
       AND (NEW.due_on, NEW.soon_on, NEW.sum) IS DISTINCT FROM (OLD.due_on, OLD.soon_on, OLD.sum) THEN
        RAISE EXCEPTION 'the last day is not the other side''s to move' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER deadline_terms BEFORE UPDATE ON deadlines_deadline
    FOR EACH ROW EXECUTE FUNCTION deadline_keeps_its_terms();
"""

FREE = "DROP TRIGGER deadline_terms ON deadlines_deadline; DROP FUNCTION deadline_keeps_its_terms();"


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0001_initial"), ("organs", "0001_initial")]
    operations = [migrations.RunSQL(KEEP, FREE)]
