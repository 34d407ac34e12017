"""What a former office passes on is sent by a service, in nobody's name; by no side else."""

from django.db import migrations

OWN = """
DROP TRIGGER own_sending ON dispatch_dispatch;
CREATE TRIGGER own_sending BEFORE INSERT ON dispatch_dispatch FOR EACH ROW
    WHEN (current_user <> 'side_builder' AND NOT (current_user = 'side_service' AND NEW.sent_by_id IS NULL)
          AND NEW.sent_by_id IS DISTINCT FROM acting_officer())
    EXECUTE FUNCTION dispatch_in_own_name();
ALTER TABLE dispatch_dispatch ENABLE ALWAYS TRIGGER own_sending;
"""
BEFORE = OWN.replace(" AND NOT (current_user = 'side_service' AND NEW.sent_by_id IS NULL)", "")


class Migration(migrations.Migration):
    dependencies = [("dispatch", "0003_numbers_without_gaps")]
    operations = [migrations.RunSQL(OWN, BEFORE)]
