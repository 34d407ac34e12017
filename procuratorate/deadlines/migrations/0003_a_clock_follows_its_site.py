"""What a clock is does not change, but for who keeps it when a site passes to another office: a service moves that."""

from django.db import migrations

TERMS = """
CREATE OR REPLACE FUNCTION deadline_keeps_its_terms() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_user = 'side_builder' THEN
        RETURN NEW;
    END IF;
    IF (NEW.kind, NEW.counterpart_id, NEW.starts_on, NEW.term_amount, NEW.term_unit, NEW.rolls, NEW.agreed,
        NEW.article, NEW.at)
       IS DISTINCT FROM
       (OLD.kind, OLD.counterpart_id, OLD.starts_on, OLD.term_amount, OLD.term_unit, OLD.rolls, OLD.agreed,
        OLD.article, OLD.at)
       OR NEW.organ_id <> OLD.organ_id %s THEN
        RAISE EXCEPTION 'what a clock is does not change' USING ERRCODE = '42501';
    END IF;
    IF current_user NOT IN ('side_service', 'side_procuratorate') AND NOT OLD.organ_id = ANY (reach_home())
       AND (NEW.due_on, NEW.soon_on, NEW.sum) IS DISTINCT FROM (OLD.due_on, OLD.soon_on, OLD.sum) THEN
        RAISE EXCEPTION 'the last day is not the other side''s to move' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END $$;
"""
FOLLOWS = "AND (current_user <> 'side_service' OR OLD.state NOT IN ('open', 'stopped'))"


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0002_a_clock_keeps_its_terms")]
    operations = [migrations.RunSQL(TERMS % FOLLOWS, TERMS % "")]
