"""Wake-ups. Safe to run twice, late, or never: the rows decide."""

from celery import shared_task

from detention.services import judge_centres
from detention.services.judging_feeds import judge_feeds
from detention.services.watching import watch_all
from procuratorate.organs.actors import service_actor
from procuratorate.organs.reach import acting_as


@shared_task(name="detention.judge_centres")  # type: ignore[untyped-decorator]
def judge_everybody() -> int:
    with acting_as(service_actor("detention")) as at:
        return judge_centres(at=at) + judge_feeds(at=at) + watch_all(at=at)
