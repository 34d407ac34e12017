from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "procuratorate.audit"
    label = "audit"
    verbose_name = "审计"
