"""How a line of a register read before it was mended is kept."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0003_registers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FormerEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(verbose_name='版本')),
                ('on', models.DateField(verbose_name='日期')),
                ('cells', models.JSONField(verbose_name='内容')),
                ('at', models.DateTimeField(verbose_name='登记时间')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='登记人')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='former', to='documents.entry', verbose_name='登记事项')),
            ],
            options={
                'verbose_name': '登记事项（改前）',
                'ordering': ['entry', 'version'],
                'constraints': [models.UniqueConstraint(fields=('entry', 'version'), name='one_former_text_per_version')],
            },
        ),
    ]
