from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class DocumentsConfig(AppConfig):
    name = "procuratorate.documents"
    label = "documents"
    verbose_name = "文书"

    def ready(self) -> None:
        from procuratorate.audit.words import name_acts
        from procuratorate.documents.states import ACTS

        name_acts(ACTS)
        autodiscover_modules("papers", "registers", "registers.counting")  # kinds of papers; who fills registers
