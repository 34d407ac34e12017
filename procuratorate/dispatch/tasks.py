"""Wake-ups. Safe to run twice, late, or never: the rows decide."""

from celery import shared_task

from procuratorate.dispatch import services
from procuratorate.organs.actors import service_actor
from procuratorate.organs.reach import acting_as


@shared_task(name="dispatch.send_digests")  # type: ignore[untyped-decorator]
def send_digests() -> int:
    with acting_as(service_actor("digests")) as at:
        return services.send_digests(at=at)


@shared_task(name="dispatch.push_webhooks")  # type: ignore[untyped-decorator]
def push_webhooks() -> int:
    return services.push_waiting()
