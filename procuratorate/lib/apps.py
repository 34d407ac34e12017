from django.apps import AppConfig


class LibConfig(AppConfig):
    name = "procuratorate.lib"
    label = "lib"
