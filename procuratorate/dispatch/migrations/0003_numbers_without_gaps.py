"""A number is taken by sending, one after the other: a counter moves with its dispatch and never by itself."""

from django.db import migrations

TAKEN = """
CREATE FUNCTION dispatch_takes_the_next() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM dispatch_counter c
      WHERE c.organ_id = NEW.sender_id AND c.year = NEW.year AND c.last = NEW.sequence - 1;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'a dispatch takes the next number' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER next_number BEFORE INSERT ON dispatch_dispatch FOR EACH ROW
    WHEN (current_user <> 'side_builder') EXECUTE FUNCTION dispatch_takes_the_next();

CREATE FUNCTION counter_follows_its_dispatch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.last = 0 THEN
            RETURN NEW;
        END IF;
    ELSIF (NEW.id, NEW.organ_id, NEW.year, NEW.last) = (OLD.id, OLD.organ_id, OLD.year, OLD.last + 1) THEN
        PERFORM FROM dispatch_dispatch d
          WHERE d.sender_id = NEW.organ_id AND d.year = NEW.year AND d.sequence = NEW.last;
        IF FOUND THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'a number is taken by sending' USING ERRCODE = '42501';
END $$;
CREATE TRIGGER with_dispatch BEFORE INSERT OR UPDATE ON dispatch_counter FOR EACH ROW
    WHEN (current_user <> 'side_builder') EXECUTE FUNCTION counter_follows_its_dispatch();
ALTER TABLE dispatch_dispatch ENABLE ALWAYS TRIGGER next_number;
ALTER TABLE dispatch_counter ENABLE ALWAYS TRIGGER with_dispatch;
"""

LOOSE = """
DROP TRIGGER with_dispatch ON dispatch_counter;
DROP FUNCTION counter_follows_its_dispatch();
DROP TRIGGER next_number ON dispatch_dispatch;
DROP FUNCTION dispatch_takes_the_next();
"""


class Migration(migrations.Migration):
    dependencies = [("dispatch", "0002_in_ones_own_name")]
    operations = [migrations.RunSQL(TAKEN, LOOSE)]
