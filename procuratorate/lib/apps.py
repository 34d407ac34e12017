from django.apps import AppConfig


class LibConfig(AppConfig):
    name = "procuratorate.lib"
    label = "lib"

    def ready(self) -> None:
        """Before any form is written down: a field copies its words when it is made."""
        from procuratorate.lib.form_words import install

        install()
