"""Wake-ups. Safe to run twice, late, or never: the rows decide."""

from celery import shared_task

from commutation.services.sweeping import SWEEPER, sweep_findings
from procuratorate.organs.reach import acting_as


@shared_task(name="commutation.sweep_findings")  # type: ignore[untyped-decorator]
def judge_open_lists() -> int:
    with acting_as(SWEEPER) as at:
        return sweep_findings(at=at)
