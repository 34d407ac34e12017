from django.apps import AppConfig


class CustodyConfig(AppConfig):
    name = "procuratorate.custody"
    label = "custody"
    verbose_name = "羁押与刑罚"
