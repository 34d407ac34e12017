from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"
    label = "meetings"
    verbose_name = "联席会议"

    def ready(self) -> None:
        from meetings.states import ACTS
        from procuratorate.audit.words import name_acts

        name_acts(ACTS)
