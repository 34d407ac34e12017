from django.apps import AppConfig


class CommutationConfig(AppConfig):
    name = "commutation"
    label = "commutation"
    verbose_name = "刑罚变更执行"

    def ready(self) -> None:
        from commutation.states import ACTS
        from procuratorate.audit.words import name_acts

        name_acts(ACTS)
