from django.apps import AppConfig


class CommutationConfig(AppConfig):
    name = "commutation"
    label = "commutation"
    verbose_name = "刑罚变更执行"
