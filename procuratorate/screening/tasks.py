"""Wake-ups. Safe to run twice, late, or never: the rows decide."""

from celery import shared_task

from procuratorate.screening.hints import hint_run
from procuratorate.screening.services import running, snapshots


@shared_task(name="screening.work")  # type: ignore[untyped-decorator]
def work() -> int:
    return running.work()


@shared_task(name="screening.resume")  # type: ignore[untyped-decorator]
def resume() -> None:
    if running.is_left_alone():
        hint_run()


@shared_task(name="screening.snapshot")  # type: ignore[untyped-decorator]
def snapshot() -> int:
    return snapshots.take_snapshots()
