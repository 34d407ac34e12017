from django.apps import AppConfig


class CommunityConfig(AppConfig):
    name = "procuratorate.community"
    label = "community"
    verbose_name = "社区矫正、剥夺政治权利、财产性判项执行检察"

    def ready(self) -> None:
        from procuratorate.audit.words import name_acts
        from procuratorate.community.states import ACTS

        name_acts(ACTS)
