from django.apps import AppConfig


class CustodyConfig(AppConfig):
    name = "procuratorate.custody"
    label = "custody"
    verbose_name = "羁押与刑罚"

    def ready(self) -> None:
        from procuratorate.audit.words import name_acts
        from procuratorate.custody.states import ACTS

        name_acts(ACTS)
