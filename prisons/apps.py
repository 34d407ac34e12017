from django.apps import AppConfig


class PrisonsConfig(AppConfig):
    name = "prisons"
    label = "prisons"
    verbose_name = "监狱"

    def ready(self) -> None:
        from prisons.states import ACTS
        from procuratorate.audit.words import name_acts

        name_acts(ACTS)
