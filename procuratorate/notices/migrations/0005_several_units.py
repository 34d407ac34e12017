"""One paper to several units; drafts of 督促 no longer say a number of days beside the day that signing adds."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Row security hides all rows from the owner; in a new database the builder has no grants yet, and there are no rows.
DRAFTS = """
DO $$ BEGIN
    IF has_table_privilege('side_builder', 'notices_rung', 'UPDATE') THEN
        SET LOCAL ROLE side_builder;
        UPDATE notices_rung SET words = replace(words, '收到本函后七日内', '') WHERE state = 'draft' AND kind = 'chase';
        SET LOCAL ROLE NONE;
    END IF;
END $$;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('deadlines', '0003_a_clock_follows_its_site'),
        ('dispatch', '0007_scans'),
        ('notices', '0004_an_objection_may_lapse'),
        ('organs', '0008_how_lists_open'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='notice',
            name='one_notice_per_number',
        ),
        migrations.AddField(
            model_name='notice',
            name='joint',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='joined', to='notices.notice', verbose_name='同一文书'),
        ),
        migrations.AddField(
            model_name='notice',
            name='others',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, size=None, verbose_name='同时主送'),
        ),
        migrations.AlterField(
            model_name='noticestep',
            name='step',
            field=models.CharField(choices=[('drafted', '拟稿'), ('edited', '修改'), ('submitted', '送审'), ('endorsed', '审核同意'), ('returned', '退回'), ('dropped', '放弃'), ('issued', '签发'), ('spoken', '口头提出'), ('served', '送达'), ('charged', '指定责任人'), ('answered', '答复'), ('checked', '核实'), ('objected', '提出异议'), ('examined', '拟复查意见'), ('decided', '复查决定'), ('chased', '督促'), ('reported', '报告上一级院'), ('told', '上级院通报'), ('filed', '报送备案'), ('congress', '报告人大'), ('handed', '移送监委'), ('eased', '请求撤回、变更'), ('withdrawn', '撤回'), ('kept', '不予撤回'), ('mended', '更正'), ('proposed', '拟销号'), ('refused', '不同意销号'), ('closed', '销号')], max_length=10, verbose_name='环节'),
        ),
        migrations.AlterField(
            model_name='rung',
            name='kind',
            field=models.CharField(choices=[('chase', '督促'), ('report', '报告上一级院'), ('tell', '上级院通报其上级机关'), ('filing', '报上一级院备案'), ('congress', '报告人大常委会'), ('commission', '移送监察委员会')], max_length=10, verbose_name='步骤'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.UniqueConstraint(condition=models.Q(models.Q(('number', ''), _negated=True), ('joint', None)), fields=('organ', 'number'), name='one_notice_per_number'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.UniqueConstraint(condition=models.Q(('joint__isnull', False)), fields=('joint', 'addressee'), name='a_paper_reaches_a_unit_once'),
        ),
        migrations.RunSQL(DRAFTS, migrations.RunSQL.noop),
    ]
