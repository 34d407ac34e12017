from django.apps import AppConfig


class DetentionConfig(AppConfig):
    name = "detention"
    label = "detention"
    verbose_name = "看守所"

    def ready(self) -> None:
        from detention.states import ACTS
        from procuratorate.audit.words import name_acts

        name_acts(ACTS)
