from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    name = "procuratorate.incidents"
    label = "incidents"
    verbose_name = "戒具禁闭与事件"

    def ready(self) -> None:
        from procuratorate.audit.words import name_acts
        from procuratorate.incidents.states import ACTS

        name_acts(ACTS)
