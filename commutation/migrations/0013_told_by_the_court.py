"""The procuratorate may write what a court told it: that a filing was accepted, ruled on or withdrawn."""

from importlib import import_module

from django.db import migrations

before = import_module("commutation.migrations.0008_amended_after_consultation")
CLOCK_ALONE = "to_jsonb(NEW) - 'clock_id' <> to_jsonb(OLD) - 'clock_id' THEN"
AND_THE_COURT = """(
        to_jsonb(NEW) - '{clock_id,state,version}'::text[] <> to_jsonb(OLD) - '{clock_id,state,version}'::text[]
        OR NEW.state <> OLD.state AND NOT (
            OLD.state IN ('filed', 'accepted', 'ruled') AND NEW.state IN ('filed', 'accepted', 'ruled', 'withdrawn')
        )
        OR NEW.version <> OLD.version AND NEW.state = OLD.state
    ) THEN"""
KEPT = before.KEEP % before.TOLD


class Migration(migrations.Migration):
    dependencies = [("commutation", "0012_rows_ready_to_list")]
    operations = [migrations.RunSQL(KEPT.replace(CLOCK_ALONE, AND_THE_COURT), KEPT)]
