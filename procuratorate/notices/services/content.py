"""What a notice says, in the one form that is hashed, kept step by step, compared and sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from procuratorate.dispatch.models import Dispatch
from procuratorate.lib.digest import sm3_of
from procuratorate.lib.errors import Conflict, Unacceptable
from procuratorate.notices.models import Notice, NoticeStep
from procuratorate.notices.selectors.organs import addressed_words
from procuratorate.notices.states import SHARED, Step
from procuratorate.organs.actors import Actor

TEXTS = {
    "addressee": "被监督单位", "matter": "事由", "title": "事由摘要", "opening": "发现情况", "points": "指出事项",
    "closing": "依据与要求",
}  # fmt: skip


def content_of(notice: Notice) -> dict[str, Any]:
    """Addressee and words, point by point. The number comes later, and is none of it."""
    return {
        "kind": notice.kind,
        "matter": notice.matter,
        "organ": notice.organ.name,
        "addressee": addressed_words(notice),
        "title": notice.title,
        "opening": notice.opening,
        "closing": notice.closing,
        "urgent_days": notice.urgent_days,
        "points": [
            {"position": one.position, "facts": one.now.facts, "article": one.now.article, "demand": one.now.demand}
            for one in notice.points.prefetch_related("mendings").order_by("position")
        ],
    }


def seal(notice: Notice) -> None:
    """Hash what the notice says now."""
    Notice.objects.filter(pk=notice.pk).update(content_hash=sm3_of(content_of(notice)))
    notice.refresh_from_db(fields=["content_hash"])


def take_step(
    *,
    notice: Notice,
    step: Step,
    actor: Actor,
    at: datetime,
    words: str = "",
    whole: bool = False,
    dispatch: Dispatch | None = None,
) -> NoticeStep:
    """Write one act on the notice's way; `whole` keeps with it what the notice said then."""
    content = content_of(notice) if whole else None
    made = NoticeStep(
        notice=notice, step=step, officer_id=actor.officer_id, acting_for=actor.acting_for, organ_id=actor.organ_id,
        words=words.strip(), content=content, content_hash=sm3_of(content) if content else "", dispatch=dispatch,
        is_shared=step in SHARED, at=at,
    )  # fmt: skip
    NoticeStep.objects.bulk_create([made])
    return made


def locked(notice: Notice) -> Notice:
    """The notice as it is stored, held until the transaction ends."""
    rows = Notice.objects.select_for_update(of=("self",))
    rows = rows.select_related("organ__parent", "office__house", "addressee", "clock", "dispatch")
    stored: Notice = rows.get(pk=notice.pk)
    return stored


def demand_same(stored: Notice, seen: str) -> None:
    """Raise Conflict with every difference unless the notice still is what was read (`seen`: its hash then)."""
    if stored.content_hash == seen:
        return
    step = stored.steps.filter(content_hash=seen).last()
    if not seen or step is None:
        raise Unacceptable("页面内容不完整，请刷新后重新办理。")
    now = content_of(stored)
    rows = [_difference(name, step.content, now) for name in TEXTS]
    told = [row for row in rows if row["opened"] != row["stored"]]
    raise Conflict("您打开以后，这份文书已经改过，没有办理。请按现在的内容重新看过。", title=str(stored), rows=told)


def _difference(name: str, then: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, str]:
    opened, stored = (said(told[name]) for told in (then, now))
    return {
        "name": name, "label": TEXTS[name], "opened": opened, "stored": stored, "mine": opened, "kind": "theirs",
    }  # fmt: skip


def said(value: Any) -> str:
    """A part of the content as one text."""
    if not isinstance(value, list):
        return str(value)
    return "\n".join(f"{one['position']}. {one['facts']} {one['article']} {one['demand']}".strip() for one in value)


def required(**words: str) -> None:
    """Raise Unacceptable naming every field that is empty."""
    wrong = {name: "这一栏要填。" for name, given in words.items() if not given.strip()}
    if wrong:
        raise Unacceptable("没有保存：有几栏要填。", fields=wrong)
