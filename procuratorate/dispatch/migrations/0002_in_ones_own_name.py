"""Sending, opening, registering and recording service stand in the name of whoever does them, never of a colleague."""

from django.db import migrations

OWN = """
CREATE FUNCTION dispatch_in_own_name() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%: in one''s own name only', TG_TABLE_NAME USING ERRCODE = '42501';
END $$;
CREATE TRIGGER own_sending BEFORE INSERT ON dispatch_dispatch FOR EACH ROW
    WHEN (current_user <> 'side_builder' AND NEW.sent_by_id IS DISTINCT FROM acting_officer())
    EXECUTE FUNCTION dispatch_in_own_name();
CREATE TRIGGER own_receipt BEFORE UPDATE ON dispatch_dispatch FOR EACH ROW
    WHEN (current_user <> 'side_builder'
          AND (NEW.opened_by_id IS DISTINCT FROM OLD.opened_by_id AND NEW.opened_by_id IS DISTINCT FROM acting_officer()
               OR NEW.acknowledged_by_id IS DISTINCT FROM OLD.acknowledged_by_id
                  AND NEW.acknowledged_by_id IS DISTINCT FROM acting_officer()
               OR NEW.acknowledged_at IS NULL AND NEW.note <> OLD.note))
    EXECUTE FUNCTION dispatch_in_own_name();
CREATE TRIGGER own_opening BEFORE INSERT ON dispatch_opening FOR EACH ROW
    WHEN (current_user <> 'side_builder' AND NEW.officer_id IS DISTINCT FROM acting_officer())
    EXECUTE FUNCTION dispatch_in_own_name();
CREATE TRIGGER own_service BEFORE INSERT ON dispatch_paperservice FOR EACH ROW
    WHEN (current_user <> 'side_builder' AND NEW.recorded_by_id IS DISTINCT FROM acting_officer())
    EXECUTE FUNCTION dispatch_in_own_name();
ALTER TABLE dispatch_dispatch ENABLE ALWAYS TRIGGER own_sending;
ALTER TABLE dispatch_dispatch ENABLE ALWAYS TRIGGER own_receipt;
ALTER TABLE dispatch_opening ENABLE ALWAYS TRIGGER own_opening;
ALTER TABLE dispatch_paperservice ENABLE ALWAYS TRIGGER own_service;
"""

ANY = """
DROP TRIGGER own_service ON dispatch_paperservice;
DROP TRIGGER own_opening ON dispatch_opening;
DROP TRIGGER own_receipt ON dispatch_dispatch;
DROP TRIGGER own_sending ON dispatch_dispatch;
DROP FUNCTION dispatch_in_own_name();
"""


class Migration(migrations.Migration):
    dependencies = [("dispatch", "0001_initial")]
    operations = [migrations.RunSQL(OWN, ANY)]
