"""After sending facts go on changing: whatever act touched a filing, the rules are held against it once more.

One mechanism for all acts: the audit tells every act it writes; those of FACTUAL leave an outbox row, and the drain
judges the filings concerned. Judging is idempotent, and what a person settled stays (`refresh_findings`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

from django.db.models import Model

from commutation.models import (
    Batch,
    CourtCase,
    Deliberation,
    Filing,
    OpinionLine,
    OutsideCase,
    PublicNotice,
    RulingMatch,
)
from commutation.services.findings import FINDER, refresh_findings
from commutation.states import SENT, SENT_FILINGS
from procuratorate.custody.models import Recusal
from procuratorate.work.services import enqueue

TOPIC = "commutation.findings_again"
# Acts that may change what the rules ask of filings already sent. Sending itself has a topic of its own.
FACTUAL = frozenset(
    f"commutation.{act}"
    for act in (
        "adjust", "edit_plan", "close_sitting", "post_notice", "end_notice", "void_notice", "object",
        "answer_objection", "add_material", "replace_material", "give_advice", "adopt_advice", "agree", "issue_opinion",
        "sign_opinion", "record_case", "plan_hearing", "record_hearing", "match_ruling", "unmatch_ruling",
        "note_receipt", "record_service", "note_rehearing", "start_outside", "record_outside_act",
        "correct_outside_act", "watch_diagnosis", "tell_particulars",
        "commission_assessment", "answer_assessment", "note_moved",
    )
) | {"custody.declare_recusal", "custody.decide_recusal"}  # fmt: skip


def note_act(*, act: str, target: Model | None) -> None:
    """Leave word that the filings `target` concerns are to be judged again, in the transaction of the act."""
    if target is None or act not in FACTUAL:
        return
    label = target._meta.label_lower
    if label in CONCERNED and not _is_unsent(target):
        payload = {"model": label, "pk": target.pk}
        enqueue(topic=TOPIC, key=f"{act}:{target.pk}:{uuid4().hex}", payload=payload)


def _is_unsent(target: Model) -> bool:
    """Of a list still with the prison nothing is judged yet: sending will."""
    batch = target if isinstance(target, Batch) else getattr(target, "batch", None)
    return batch is not None and batch.state not in SENT


def judge_again(*, model: str, pk: int, at: datetime) -> int:
    """Refresh the findings of the sent filings a row concerns; returns how many changed. Safe to run twice."""
    ids = CONCERNED[model](pk)
    rows = Filing.objects.filter(pk__in=ids, state__in=SENT_FILINGS).select_related("batch").order_by("pk")
    return refresh_findings(filings=rows, sending=None, actor=FINDER, at=at)


def _of_batch(pk: int) -> list[int]:
    return list(Filing.objects.filter(batch=pk).values_list("pk", flat=True))


def _of_notice(pk: int) -> list[int]:
    return _of_batch(PublicNotice.objects.values_list("batch", flat=True).get(pk=pk))


def _of_sitting(pk: int) -> list[int]:
    return list(Deliberation.objects.filter(sitting=pk).values_list("filing", flat=True))


def _of_recusal(pk: int) -> list[int]:
    person = Recusal.objects.values_list("person", flat=True).get(pk=pk)
    return list(Filing.objects.filter(person=person).values_list("pk", flat=True))


CONCERNED: dict[str, Callable[[int], list[int]]] = {
    "commutation.filing": lambda pk: [pk],
    "commutation.batch": _of_batch,
    "commutation.publicnotice": _of_notice,
    "commutation.sitting": _of_sitting,
    "commutation.opinion": lambda pk: list(OpinionLine.objects.filter(opinion=pk).values_list("filing", flat=True)),
    "commutation.courtcase": lambda pk: list(CourtCase.objects.filter(pk=pk).values_list("filing", flat=True)),
    "commutation.ruling": lambda pk: list(RulingMatch.objects.filter(ruling=pk).values_list("filing", flat=True)),
    "commutation.outsidecase": lambda pk: list(OutsideCase.objects.filter(pk=pk).values_list("filing", flat=True)),
    "custody.recusal": _of_recusal,
}
