"""Wake-ups. Safe to run twice, late, or never: the rows decide."""

from celery import shared_task

from procuratorate.deadlines import services
from procuratorate.organs.actors import service_actor
from procuratorate.organs.reach import acting_as


@shared_task(name="deadlines.sweep")  # type: ignore[untyped-decorator]
def sweep() -> int:
    with acting_as(service_actor("sweep")) as at:
        return services.sweep(at=at)
