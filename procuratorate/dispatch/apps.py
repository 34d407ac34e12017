from django.apps import AppConfig


class DispatchConfig(AppConfig):
    name = "procuratorate.dispatch"
    label = "dispatch"
    verbose_name = "收发"
