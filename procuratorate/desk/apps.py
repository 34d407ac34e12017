from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "procuratorate.desk"
    label = "desk"
    verbose_name = "工作台"
