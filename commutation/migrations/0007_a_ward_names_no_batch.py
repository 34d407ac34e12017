"""A batch is its prison's to name, never one ward's; a filing never loses its clock."""

from django.db import migrations

OWN = """
CREATE FUNCTION commutation_batch_of_its_prison() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a batch is its prison''s to change' USING ERRCODE = '42501';
END $$;
CREATE TRIGGER of_its_prison BEFORE UPDATE ON commutation_batch FOR EACH ROW
    WHEN (current_user = 'side_prison' AND NOT OLD.prison_id = ANY (reach_home()))
    EXECUTE FUNCTION commutation_batch_of_its_prison();

-- The procuratorate may give one case a later clock between the same two (规则第635条), and take none away.
CREATE FUNCTION commutation_keep_clock() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM deadlines_deadline o, deadlines_deadline n
      WHERE o.id = OLD.clock_id AND n.id = NEW.clock_id
        AND n.organ_id = o.organ_id AND n.counterpart_id IS NOT DISTINCT FROM o.counterpart_id AND n.at >= o.at;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'a filing keeps its clock' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_clock BEFORE UPDATE ON commutation_filing FOR EACH ROW
    WHEN (current_user = 'side_procuratorate' AND OLD.clock_id IS NOT NULL
          AND NEW.clock_id IS DISTINCT FROM OLD.clock_id)
    EXECUTE FUNCTION commutation_keep_clock();
"""

ANY = """
DROP TRIGGER keep_clock ON commutation_filing;
DROP FUNCTION commutation_keep_clock();
DROP TRIGGER of_its_prison ON commutation_batch;
DROP FUNCTION commutation_batch_of_its_prison();
"""


class Migration(migrations.Migration):
    dependencies = [("commutation", "0006_signed_stays"), ("deadlines", "0002_a_clock_keeps_its_terms")]
    operations = [migrations.RunSQL(OWN, ANY)]
