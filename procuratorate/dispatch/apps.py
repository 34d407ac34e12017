from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class DispatchConfig(AppConfig):
    name = "procuratorate.dispatch"
    label = "dispatch"
    verbose_name = "收发"

    def ready(self) -> None:
        from procuratorate.audit.words import name_acts
        from procuratorate.dispatch.states import ACTS

        name_acts(ACTS)
        autodiscover_modules("packets")  # what the fields put beside their dispatches
