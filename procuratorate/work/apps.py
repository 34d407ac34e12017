from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

from procuratorate.audit.words import name_acts


class WorkConfig(AppConfig):
    name = "procuratorate.work"
    label = "work"
    verbose_name = "后台任务"

    def ready(self) -> None:
        name_acts({"work.start_job": "提交任务", "work.cancel_job": "取消任务"})
        autodiscover_modules("receivers", "probes")
