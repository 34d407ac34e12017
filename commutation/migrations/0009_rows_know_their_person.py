"""A row of a list knows whom it is about, so that a recusal hides it like everything else of the person."""

from django.db import migrations, models

# Row security hides all rows from the owner; in a new database the builder has no grants yet, and there are no rows.
KNOWN = """
DO $$ BEGIN
    IF has_table_privilege('side_builder', 'commutation_uploadrow', 'UPDATE') THEN
        SET LOCAL ROLE side_builder;
        UPDATE commutation_uploadrow r SET person_id = i.person_id FROM prisons_inmate i WHERE i.id = r.inmate_id;
        SET LOCAL ROLE NONE;
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("commutation", "0008_amended_after_consultation")]
    operations = [
        migrations.AddField("uploadrow", "person_id", models.BigIntegerField("人员", null=True, blank=True)),
        migrations.RunSQL(KNOWN, migrations.RunSQL.noop),
    ]
