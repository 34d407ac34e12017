"""Illness stands with the act wards do not read; one attendance a day, one open local rule; record clocks are ours."""

from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

# Row security hides all rows from their owner; it is lifted for the length of this transaction.
ILLNESS = """
ALTER TABLE commutation_outsideact NO FORCE ROW LEVEL SECURITY;
ALTER TABLE commutation_outsidecase NO FORCE ROW LEVEL SECURITY;
UPDATE commutation_outsideact begun SET facts = begun.facts || jsonb_build_object('illness', kept.illness)
  FROM commutation_outsidecase kept
 WHERE kept.id = begun.case_id AND begun.act = 'start' AND kept.illness <> '';
ALTER TABLE commutation_outsidecase FORCE ROW LEVEL SECURITY;
ALTER TABLE commutation_outsideact FORCE ROW LEVEL SECURITY;
"""
# Two clicks made two rows: the first stands, the others stay as what was taken back.
TWICE = """
ALTER TABLE commutation_outsideact NO FORCE ROW LEVEL SECURITY;
UPDATE commutation_outsideact later SET facts = later.facts || '{"taken_back": true}'
 WHERE later.act = 'attendance' AND EXISTS (
   SELECT FROM commutation_outsideact first
    WHERE first.act = 'attendance' AND first.case_id = later.case_id AND first."on" = later."on" AND first.id < later.id);
ALTER TABLE commutation_outsideact FORCE ROW LEVEL SECURITY;
"""
# Of two values saved at once the earlier one ends where the later begins.
OPEN_TWICE = """
ALTER TABLE commutation_localrule NO FORCE ROW LEVEL SECURITY;
UPDATE commutation_localrule earlier SET until = later.since - 1
  FROM commutation_localrule later
 WHERE earlier.until IS NULL AND later.province_id = earlier.province_id AND later.code = earlier.code
   AND later.since = (SELECT min(since) FROM commutation_localrule next
                       WHERE next.province_id = earlier.province_id AND next.code = earlier.code
                         AND next.since > earlier.since);
ALTER TABLE commutation_localrule FORCE ROW LEVEL SECURITY;
"""
# Record clocks begun before 0017 named the prison as the other side: now the office on the spot, or nobody. What a
# clock is may be put right by the builder alone; in a new database it has no grants yet, and there are no rows.
RECORD_CLOCKS = """
DO $$ BEGIN
    IF has_table_privilege('side_builder', 'deadlines_deadline', 'UPDATE') THEN
        SET LOCAL ROLE side_builder;
        UPDATE deadlines_deadline clock SET counterpart_id = (
            SELECT pairing.procuratorate_id FROM organs_pairing pairing
             WHERE pairing.counterpart_id = clock.counterpart_id
               AND pairing.since <= clock.starts_on AND (pairing.until IS NULL OR pairing.until >= clock.starts_on)
             LIMIT 1)
         WHERE clock.kind = 'commutation.record_filing'
           AND clock.counterpart_id IN (SELECT id FROM organs_organ WHERE kind = 'prison');
        SET LOCAL ROLE NONE;
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("commutation", "0018_what_papers_say"),
        ("deadlines", "0003_a_clock_follows_its_site"),
        ("dispatch", "0004_passed_on_by_a_service"),
        ("organs", "0007_taken_over"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(ILLNESS, migrations.RunSQL.noop),
        migrations.RunSQL(TWICE, migrations.RunSQL.noop),
        migrations.RunSQL(OPEN_TWICE, migrations.RunSQL.noop),
        migrations.RunSQL(RECORD_CLOCKS, migrations.RunSQL.noop),
        migrations.RemoveField(model_name="outsidecase", name="illness"),
        migrations.AddConstraint(
            model_name="localrule",
            constraint=models.UniqueConstraint(
                condition=Q(until=None), fields=("province", "code"), name="one_open_local_rule_per_code"
            ),
        ),
        migrations.AddConstraint(
            model_name="outsideact",
            constraint=models.UniqueConstraint(
                condition=Q(act="attendance") & ~Q(facts__has_key="taken_back"),
                fields=("case", "on"),
                name="one_attendance_a_day",
            ),
        ),
    ]
