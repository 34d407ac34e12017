from django.apps import AppConfig
from django.db.models.signals import post_migrate


class OrgansConfig(AppConfig):
    name = "procuratorate.organs"
    label = "organs"
    verbose_name = "机关与人员"

    def ready(self) -> None:
        import procuratorate.organs.openapi  # noqa: F401  # registers itself with drf-spectacular
        from procuratorate.audit.words import name_acts
        from procuratorate.organs.grants import apply_grants
        from procuratorate.organs.states import ACTS

        name_acts(ACTS)
        post_migrate.connect(apply_grants, dispatch_uid="organs.apply_grants")
