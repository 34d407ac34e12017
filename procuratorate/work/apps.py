from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class WorkConfig(AppConfig):
    name = "procuratorate.work"
    label = "work"
    verbose_name = "后台任务"

    def ready(self) -> None:
        autodiscover_modules("receivers", "probes")
