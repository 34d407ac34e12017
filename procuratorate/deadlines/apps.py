from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DeadlinesConfig(AppConfig):
    name = "procuratorate.deadlines"
    label = "deadlines"
    verbose_name = "时限"

    def ready(self) -> None:
        from procuratorate.audit.words import name_acts
        from procuratorate.deadlines.services.seeding import fill_empty_calendar
        from procuratorate.deadlines.states import ACTS

        name_acts(ACTS)
        post_migrate.connect(fill_empty_calendar, sender=self, dispatch_uid="deadlines.fill_empty_calendar")
