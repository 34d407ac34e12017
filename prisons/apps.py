from django.apps import AppConfig


class PrisonsConfig(AppConfig):
    name = "prisons"
    label = "prisons"
    verbose_name = "监狱"
