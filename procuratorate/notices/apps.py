from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "procuratorate.notices"
    label = "notices"
    verbose_name = "纠正与建议"

    def ready(self) -> None:
        from procuratorate.audit.words import name_acts
        from procuratorate.notices.states import ACTS

        name_acts(ACTS)
