"""Wake-ups of this field: the check of an uploaded list, the law on a sent one; what stands open for one who leaves."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Model
from django.dispatch import receiver

from commutation.selectors.leaving import standing_against
from commutation.services import bundling
from commutation.services.findings import judge_sending
from commutation.services.lists import CHECK, check_upload
from commutation.services.managing.handing import hand_over_cases, hand_over_drafts
from commutation.services.opinions.issuing import SENT_KIND
from commutation.services.printing import JOB, make_papers
from commutation.services.rejudging import TOPIC, judge_again, note_act
from commutation.services.rulings import watch_by_slip
from prisons.events import Obstacle, leaving
from prisons.models import Inmate
from procuratorate.audit.events import acted
from procuratorate.custody.states import Ended
from procuratorate.dispatch.events import served
from procuratorate.dispatch.models import Dispatch, PaperService
from procuratorate.organs.actors import Actor
from procuratorate.organs.events import handed_over
from procuratorate.organs.models import Assignment
from procuratorate.work.models import Job
from procuratorate.work.progress import Progress
from procuratorate.work.registry import handles, runs


@runs(CHECK)
def run_check(job: Job, progress: Progress) -> dict[str, Any]:
    return dict(check_upload(job, progress))


@runs(bundling.JOB)
def run_bundle(job: Job, progress: Progress) -> dict[str, Any]:
    return bundling.make_bundle(job=job, progress=progress)


@runs(JOB)
def run_papers(job: Job, progress: Progress) -> dict[str, Any]:
    return make_papers(job=job, progress=progress)


@handles("commutation.findings")
def find(payload: dict[str, Any], *, at: datetime) -> None:
    judge_sending(sending_id=payload["sending"], at=at)


@receiver(served, dispatch_uid="commutation.objection_served")
def begin_the_courts_month(*, dispatch: Dispatch, service: PaperService, actor: Actor, at: datetime, **kw: Any) -> None:
    if dispatch.kind == SENT_KIND:
        watch_by_slip(dispatch=dispatch, slip=service, actor=actor, at=at)


@handles(TOPIC)
def find_again(payload: dict[str, Any], *, at: datetime) -> None:
    judge_again(model=payload["model"], pk=payload["pk"], at=at)


@receiver(acted, dispatch_uid="commutation.rejudging")
def judge_what_was_touched(sender: object, act: str, target: Model | None, **kwargs: object) -> None:
    note_act(act=act, target=target)


@receiver(handed_over, dispatch_uid="commutation.cases_handed_over")
def move_cases(*, giver: Assignment, taker: Assignment, actor: Actor, **kwargs: Any) -> tuple[str, int]:
    return "承办案件", hand_over_cases(giver=giver, taker=taker, actor=actor)


@receiver(handed_over, dispatch_uid="commutation.drafts_handed_over")
def move_drafts(*, giver: Assignment, taker: Assignment, **kwargs: Any) -> tuple[str, int]:
    return "在拟文书", hand_over_drafts(giver=giver, taker=taker)


@receiver(leaving, dispatch_uid="commutation.leaving")
def tell_open_filings(sender: object, inmate: Inmate, kind: Ended, **kwargs: object) -> list[Obstacle]:
    return standing_against(inmate, kind)
