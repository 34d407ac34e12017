"""What was sent stays as it was sent, whoever asks: the last witness is the database."""

from django.db import migrations

FREEZE = """
CREATE FUNCTION commutation_keep_sent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.sent_at IS NOT NULL AND (
        NEW.sent_at, NEW.batch_id, NEW.inmate_id, NEW.person_id, NEW.prison_id, NEW.number, NEW.name, NEW.kind, NEW.route,
        NEW.months, NEW.rights_months, NEW.probation_until, NEW.facts, NEW.facts_hash
    ) IS DISTINCT FROM (
        OLD.sent_at, OLD.batch_id, OLD.inmate_id, OLD.person_id, OLD.prison_id, OLD.number, OLD.name, OLD.kind, OLD.route,
        OLD.months, OLD.rights_months, OLD.probation_until, OLD.facts, OLD.facts_hash
    ) THEN
        RAISE EXCEPTION 'a filing that was sent does not change';
    END IF;
    -- the procuratorate writes one thing on it: which clock it runs by
    IF current_user = 'side_procuratorate' AND to_jsonb(NEW) - 'clock_id' <> to_jsonb(OLD) - 'clock_id' THEN
        RAISE EXCEPTION 'the procuratorate does not change a filing';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_sent BEFORE UPDATE ON commutation_filing FOR EACH ROW EXECUTE FUNCTION commutation_keep_sent();

CREATE FUNCTION commutation_keep_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are written once', TG_TABLE_NAME;
END $$;
CREATE TRIGGER keep_row BEFORE UPDATE OR DELETE ON commutation_sentfiling
    FOR EACH ROW EXECUTE FUNCTION commutation_keep_row();
CREATE TRIGGER keep_row BEFORE UPDATE OR DELETE ON commutation_sending
    FOR EACH ROW EXECUTE FUNCTION commutation_keep_row();
"""

MELT = """
DROP TRIGGER keep_row ON commutation_sending;
DROP TRIGGER keep_row ON commutation_sentfiling;
DROP FUNCTION commutation_keep_row();
DROP TRIGGER keep_sent ON commutation_filing;
DROP FUNCTION commutation_keep_sent();
"""


class Migration(migrations.Migration):
    dependencies = [("commutation", "0001_initial")]
    operations = [migrations.RunSQL(FREEZE, MELT)]
