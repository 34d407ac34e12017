"""A notice as it is printed, before it is issued; and the differences between what was read and what is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from procuratorate.notices.models import Notice, NoticeStep
from procuratorate.notices.selectors.organs import addressed_words
from procuratorate.notices.states import Step

TEXTS = (("title", "事由摘要"), ("opening", "发现情况"), ("closing", "依据与要求"))


@dataclass(frozen=True, slots=True)
class Leaf:
    organ: str
    name: str
    number: str
    addressee: str
    paragraphs: Sequence[str]
    day: datetime | None
    is_draft: bool


@dataclass(frozen=True, slots=True)
class Change:
    label: str
    old: str
    new: str


def leaf_of(notice: Notice, paragraphs: Sequence[str]) -> Leaf:
    return Leaf(
        notice.organ.name, notice.name, notice.number, addressed_words(notice), paragraphs, notice.issued_at,
        notice.issued_at is None,
    )  # fmt: skip


def changes(steps: Sequence[NoticeStep]) -> list[Change]:
    """The words of the last version against the last one handed on before it."""
    whole = [one for one in steps if one.content]
    now = whole[-1] if whole else None
    handed = [one for one in whole if one.step not in {Step.DRAFTED, Step.EDITED}]
    before = next((one for one in reversed(handed) if now and one.content_hash != now.content_hash), None)
    if now is None or before is None:
        return []
    then, today = before.content or {}, now.content or {}
    pairs = [(label, str(then[name]), str(today[name])) for name, label in TEXTS]
    pairs.append(("指出事项", _points(then), _points(today)))
    return [Change(label, old, new) for label, old, new in pairs if old != new]


def _points(content: Mapping[str, Any]) -> str:
    return "\n".join(f"{one['position']}. {one['facts']}{one['article']}{one['demand']}" for one in content["points"])
