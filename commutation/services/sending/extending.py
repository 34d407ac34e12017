"""The clock of a review as it is opened, and ten days more for one complex case."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from commutation.clocks import TEN_DAYS, ReviewClock, review_of
from commutation.models import Filing
from commutation.permissions import may_extend
from procuratorate.audit.services import record
from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.services import extend_deadline, open_deadline
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.organs.actors import Actor


@transaction.atomic
def extend_review(*, filing: Filing, actor: Actor, reason: str, at: datetime) -> Deadline:
    """Ten days more for one complex case, by the chief (规则第635条). The others of the batch keep their clock."""
    demand(may_extend(actor, filing), act="commutation.extend_review", target=filing)
    stored = Filing.objects.select_for_update(of=("self",)).select_related("clock", "batch__prison").get(pk=filing.pk)
    review = review_of(stored.kind)
    if review.extension is None:
        raise Unacceptable(f"{review.article}没有规定延长，本件不能延长。")
    if stored.clock.extensions.exists():
        raise Conflict("本件已经延长过一次，不能再延长。", title=str(stored))
    shared = stored.clock
    title = f"{stored.batch.prison.short_name}{stored.number}{review.words}"
    own = open_review(review, title=title, like=shared, address=stored.get_absolute_url(), actor=actor, at=at)
    extend_deadline(
        deadline=own, term=review.extension, reason=reason, article=review.extension_article, actor=actor, at=at
    )
    Filing.objects.filter(pk=stored.pk).update(clock=own)
    record(actor=actor, act="commutation.extend_review", target=stored, reason=reason, detail={"due": str(own.due_on)})
    return own


def open_review(
    review: ReviewClock, *, title: str, like: Deadline, address: str, actor: Actor, at: datetime
) -> Deadline:
    """The clock of a review, held and started as `like`."""
    return open_deadline(
        kind=review.code,
        title=title,
        masked_title=title,
        organ=like.organ,
        counterpart=like.counterpart,
        starts_on=like.starts_on,
        start_reason=like.start_reason,
        term=TEN_DAYS,
        article=review.article,
        address=address,
        actor=actor,
        at=at,
    )
