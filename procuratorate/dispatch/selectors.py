"""Reads of arrivals: what waits at whose desk, and what a receipt says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from procuratorate.dispatch.models import Dispatch
from procuratorate.dispatch.permissions import READERS
from procuratorate.dispatch.states import Channel, Mode
from procuratorate.lib.clock import SHANGHAI
from procuratorate.lib.digest import sm3_of
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Assignment, Officer, Organ
from procuratorate.organs.states import Kind, Side

READING_SIDES = frozenset({Side.PROCURATORATE, Side.PRISON, Side.DETENTION})
MOST = 1000  # figures are exact up to here, then 「999+」: a bell must not cost more in a full house


def reads(actor: Actor) -> bool:
    """Whether this post has an inbox at all: administrators and auditors have none."""
    return actor.side in READING_SIDES and actor.role in READERS


def unread_count(actor: Actor) -> int:
    """How much waits at the actor's own desks, at most MOST. One query; none for posts without an inbox."""
    return waiting_count(Dispatch.objects.received_by(actor)) if reads(actor) else 0


def waiting_count(rows: Any) -> int:
    """How many of `rows` are not registered, at most MOST."""
    count: int = rows.unregistered().order_by()[:MOST].count()
    return count


def shown(count: int) -> str:
    """A figure as it stands on the bell and the rail."""
    return f"{MOST - 1}+" if count >= MOST else str(count)


def organs_of(rows: Any, side: str) -> QuerySet[Organ]:
    """The organs at the other end (`sender` or `recipient`) of the latest MOST of `rows`, for the filter."""
    latest = rows.order_by("-pk").values(f"{side}_id")[:MOST]
    organs: QuerySet[Organ] = Organ.objects.filter(pk__in=latest).order_by("path")
    return organs


def readers_of(recipient: Organ, on: date) -> QuerySet[Officer]:
    """Active officers who register at this organ: of its own house, up to the house itself, never of a superior."""
    path = [int(part) for part in recipient.path.strip("/").split("/")]
    within = path[path.index(recipient.house_id) :] if recipient.house_id in path else [recipient.pk]
    posts = Assignment.objects.on(on).filter(role__in=READERS)
    posts = posts.filter(Q(organ__in=within) | Q(organ__kind=Kind.DEPARTMENT, organ__house__in=within))
    officers: QuerySet[Officer] = Officer.objects.filter(is_active=True, pk__in=posts.values("officer_id"))
    return officers


def desks_of_officer(officer_id: int, on: date) -> set[int]:
    """Organs at whose desks an officer registers, over all posts held that day."""
    found: set[int] = set()
    posts = Assignment.objects.on(on).filter(officer_id=officer_id, role__in=READERS).select_related("organ__house")
    for post in posts:
        organ = post.organ
        root = organ.house.path if organ.kind == Kind.DEPARTMENT and organ.house else organ.path
        desks = Organ.objects.filter(path__startswith=root, house_id=organ.house_id)
        found.update(desks.values_list("pk", flat=True))
    return found


@dataclass(frozen=True)
class Slip:
    """A receipt as `{% receipt %}` draws it: both sides read the same facts."""

    title: str
    number: str
    rows: list[tuple[str, str]]
    hash: str
    note: str
    is_whole: bool


def slip(dispatch: Dispatch) -> Slip:
    """What both sides may know of a dispatch: times, who opened first, who registered, how it was served."""
    served = dispatch.served
    rows = [
        ("发件单位", dispatch.sender.name),
        ("收件单位", dispatch.recipient.name),
        ("名称", dispatch.title),
        ("方式", f"{dispatch.get_legal_mode_display()}，{dispatch.get_channel_display()}"),
        ("依据", dispatch.basis),
        ("份数、页数", f"{dispatch.copies} 份" + (f"，{dispatch.page_count} 页" if dispatch.page_count else "")),
        ("发件人", _who(dispatch.sent_by, dispatch.sent_for)),
        ("发出时间", moment(dispatch.sent_at)),
        ("到达时间", moment(dispatch.delivered_at) or "纸质件，以回证为准"),
        ("首次打开", _joined(moment(dispatch.opened_at), _who(dispatch.opened_by))),
        ("登记", _joined(moment(dispatch.acknowledged_at), _who(dispatch.acknowledged_by, dispatch.acknowledged_for))),
        ("登记说明", dispatch.note),
    ]
    if served:
        rows += service_rows(served)
    whole = sm3_of(dispatch.content) == dispatch.content_hash
    return Slip("送达回证" if dispatch.legal_mode == Mode.SERVICE else "收发回执", dispatch.number, rows,
                dispatch.content_hash, _note(dispatch), whole)  # fmt: skip


def service_rows(service: Any) -> list[tuple[str, str]]:
    """The lines of a 送达回证; empty ones are left out."""
    rows = [
        ("送达结果", service.get_outcome_display()),
        ("收到时间", moment(service.received_at)),
        ("收件人", service.received_by),
        ("代收理由", service.substitute_reason),
        ("拒收事由", service.refusal_reason),
        ("见证人", service.witness),
        ("送达地点", service.place),
        ("送达人", service.served_by),
        ("更正理由", service.correction_reason),
        ("备注", service.note),
    ]
    return [(label, value) for label, value in rows if value]


def moment(at: datetime | None) -> str:
    """2026-11-20 09:22:07, Beijing time."""
    return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}" if at else ""


def _who(officer: Officer | None, acting_for: str = "") -> str:
    name = officer.name if officer else ""
    return f"{name}（代 {acting_for}）" if name and acting_for else name


def _joined(*words: str) -> str:
    return " ".join(word for word in words if word)


def _note(dispatch: Dispatch) -> str:
    """Which of these times starts a clock."""
    if dispatch.legal_mode == Mode.SERVICE or dispatch.channel == Channel.PAPER:
        start = "期限自回证上的收到时间起算，次日为第 1 日；"
    else:
        start = "期限自到达时间起算，次日为第 1 日；"
    return start + "打开仅为佐证，不是送达。时间为北京时间，取自数据库时钟。"
