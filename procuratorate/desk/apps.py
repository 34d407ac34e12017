from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "procuratorate.desk"
    label = "desk"
    verbose_name = "工作台"

    def ready(self) -> None:
        from procuratorate.audit.words import name_acts

        name_acts({"desk.search": "搜索"})
