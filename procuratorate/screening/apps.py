from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    name = "procuratorate.screening"
    label = "screening"
    verbose_name = "监督模型"

    def ready(self) -> None:
        from django.utils.module_loading import autodiscover_modules

        from procuratorate.audit.words import name_acts
        from procuratorate.screening.states import ACTS

        name_acts(ACTS)
        autodiscover_modules("screens")  # fields hand in their rules and columns
