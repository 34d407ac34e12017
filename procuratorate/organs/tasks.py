"""Wake-ups. Safe to run twice, late, or never: the rows decide."""

from celery import shared_task

from procuratorate.organs import services
from procuratorate.organs.actors import service_actor
from procuratorate.organs.reach import acting_as


@shared_task(name="organs.tidy")  # type: ignore[untyped-decorator]
def tidy() -> int:
    with acting_as(service_actor("tidy")) as at:
        services.take_over(at=at)
        return services.tidy(at=at)
