"""A notice on two networks: what the procuratorate sends is laid down for the addressee, whose answers come back.

Each side writes what is its own. With whatever the procuratorate sends about a notice goes how it stands now; the
addressee's site takes over what was decided there, and never what it has answered itself meanwhile.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import Model

from procuratorate.deadlines.services import meet_deadline
from procuratorate.deadlines.states import RUNNING
from procuratorate.dispatch.models import Carried, Dispatch
from procuratorate.dispatch.packets.registry import Placed
from procuratorate.dispatch.packets.transplant import Bed, carry, officer_of, organ_of
from procuratorate.dispatch.states import Channel
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Unacceptable
from procuratorate.lib.law.terms import Term, Unit
from procuratorate.notices.models import Check, Mending, Notice, NoticeStep, Objection, Point
from procuratorate.notices.services.sending import end_clock, start_clock
from procuratorate.notices.states import ENDED, OWED, UNDECIDED, ObjectionState, PointState, State
from procuratorate.organs.actors import service_actor
from procuratorate.organs.models import Organ

PACKETS = service_actor("packets")
TEXTS = ("kind", "matter", "number", "title", "opening", "closing", "urgent_days", "spoken_to")
MOMENTS = ("created_at", "issued_at", "closed_at")
DAYS = ("spoken_on", "served_on")
THEIRS: tuple[type[Model], ...] = (NoticeStep, Check, Mending)
LAID = frozenset(model._meta.label_lower for model in THEIRS)
DECIDED = frozenset(PointState) - {PointState.OPEN, PointState.ANSWERED}
AWAY = frozenset({"dispatch", "content", "content_hash"})


def pack_notice(dispatch: Dispatch) -> dict[str, Any]:
    """The notice as it stands now, with what both sides read of its way."""
    notice = _of(dispatch)
    points = list(notice.points.order_by("position"))
    steps = NoticeStep.objects.filter(notice=notice, is_shared=True).exclude(organ=notice.addressee).order_by("pk")
    decided = notice.objections.exclude(state__in=UNDECIDED)
    return {
        "id": notice.pk,
        "texts": {name: getattr(notice, name) for name in TEXTS},
        "times": {name: _iso(getattr(notice, name)) for name in (*MOMENTS, *DAYS)},
        "organs": [notice.organ.code, notice.office.code, notice.addressee.code],
        "officers": [_named(notice.drafter), _named(notice.approver), _named(notice.closed_by)],
        "hash": notice.content_hash,
        "state": notice.state,
        "points": [_point(one) for one in points],
        "rows": carry([*steps, *notice.checks.order_by("pk"), *notice.mendings.order_by("pk")], without=AWAY),
        "objections": [[one.points, one.state, one.number, one.decided_words] for one in decided],
        "clock": _clock(notice),
    }


def _of(dispatch: Dispatch) -> Notice:
    rows = Notice.objects.select_related("organ", "office", "addressee", "drafter", "approver", "closed_by", "clock")
    told = (dispatch.content or {}).get("notice")
    found: Notice = rows.get(pk=told) if told else rows.get(dispatch=dispatch)
    return found


def _iso(moment: date | None) -> str | None:
    return moment.isoformat() if moment else None


def _named(officer: Any) -> list[str] | None:
    return [officer.number, officer.name] if officer else None


def _point(one: Point) -> dict[str, Any]:
    told = {"position": one.position, "facts": one.facts, "article": one.article, "demand": one.demand}
    return {**told, "id": one.pk, "state": one.state, "answers": one.answers.count()}


def _clock(notice: Notice) -> dict[str, Any] | None:
    clock = notice.clock
    if clock is None:
        return None
    told = {"kind": clock.kind, "starts_on": clock.starts_on.isoformat(), "start_reason": clock.start_reason}
    return {**told, "term": [clock.term_amount, clock.term_unit], "article": clock.article, "agreed": clock.agreed}


def lay_notice(content: dict[str, Any], origin: Organ) -> Placed:
    """Lay it down here, or bring what was laid down before up to date."""
    notice = _known(content["id"], origin) or _laid(content, origin)
    return Placed(notice.get_absolute_url(), lambda dispatch, at: _arrived(notice, content, origin, dispatch, at))


def _known(there: Any, origin: Organ) -> Notice | None:
    carried = Carried.objects.filter(origin=origin, model="notices.notice", there=int(there)).first()
    return Notice.objects.select_related("addressee", "clock").get(pk=carried.here) if carried else None


def _laid(content: dict[str, Any], origin: Organ) -> Notice:
    organ, office = (organ_of(code, origin) for code in content["organs"][:2])
    addressee = Organ.objects.filter(code=content["organs"][2]).first()
    if addressee is None:
        raise Unacceptable("本站没有文书的被监督单位。请管理员核对两站的单位代码。")
    drafter, approver, _ = content["officers"]
    notice = Notice(
        **content["texts"], organ=organ, office=office, addressee=addressee, channel=Channel.GATEWAY,
        content_hash=content["hash"], drafter=officer_of(*drafter), approver=officer_of(*approver),
        created_at=_moment(content["times"]["created_at"]), spoken_on=content["times"]["spoken_on"],
    )  # fmt: skip
    notice.save(force_insert=True)
    for one in content["points"]:
        point = Point.objects.create(notice=notice, **{name: one[name] for name in ("position", *_WORDS)})
        _carried(origin, "notices.point", one["id"], point.pk)
    Notice.objects.filter(pk=notice.pk).update(
        issued_at=_moment(content["times"]["issued_at"]), state=State.ISSUED
    )  # from now on its words stay
    _carried(origin, "notices.notice", content["id"], notice.pk)
    notice.refresh_from_db()
    return notice


_WORDS = ("facts", "article", "demand")


def _carried(origin: Organ, model: str, there: int, here: int) -> None:
    Carried.objects.create(origin=origin, model=model, there=there, here=here)


def _moment(said: str) -> datetime:
    return datetime.fromisoformat(said)


def _arrived(notice: Notice, content: dict[str, Any], origin: Organ, dispatch: Dispatch, at: datetime) -> None:
    if notice.addressee_id != dispatch.recipient_id:
        raise Unacceptable("文书的被监督单位不是收件单位，没有接收。请发件单位核对后重新制作。")
    if notice.dispatch_id is None:
        Notice.objects.filter(pk=notice.pk).update(dispatch=dispatch)
    _take_rows(notice, content, origin)
    for one in content["points"]:
        _take_point(notice, one)
    for points, state, number, words in content["objections"]:
        told = {"state": ObjectionState(state), "number": str(number)[:60], "decided_words": str(words)}
        _take_decision(notice, points, told, at)
    _take_clock(notice, content, at)
    _stand(notice, content, at)


def _take_rows(notice: Notice, content: dict[str, Any], origin: Organ) -> None:
    bed = Bed(origin, allowed=LAID, natural={}, once=LAID)
    bed.here["notices.notice", content["id"]] = notice.pk
    here = dict(notice.points.values_list("position", "pk"))
    bed.here |= {("notices.point", one["id"]): here[one["position"]] for one in content["points"]}
    bed.lay(content["rows"])


def _take_point(notice: Notice, told: dict[str, Any]) -> None:
    """What was decided there, unless an answer of ours has not been seen there yet."""
    point = notice.points.get(position=told["position"])
    state = PointState(told["state"])
    if state in DECIDED and state != PointState.OBJECTED and told["answers"] >= point.answers.count():
        Point.objects.filter(pk=point.pk).update(state=state)


def _take_decision(notice: Notice, points: list[int], told: dict[str, Any], at: datetime) -> None:
    one = notice.objections.filter(points=points, state__in=UNDECIDED).select_related("clock").first()
    if one is None:
        return
    Objection.objects.filter(pk=one.pk).update(**told, decided_at=at)
    if one.clock is not None and one.clock.state in RUNNING:
        meet_deadline(deadline=one.clock, actor=PACKETS, at=at, on=day_of(at), reason="已作出复查决定")


def _take_clock(notice: Notice, content: dict[str, Any], at: datetime) -> None:
    """The period that runs there runs here too, for the addressee to see; a newer one takes its place."""
    told, served = content["clock"], content["times"]["served_on"]
    if served:
        Notice.objects.filter(pk=notice.pk).update(served_on=date.fromisoformat(served))
    if told is None:
        return
    starts = date.fromisoformat(told["starts_on"])
    held = notice.clock
    if held is not None and (held.kind, held.starts_on) == (told["kind"], starts):
        return
    end_clock(notice=notice, actor=PACKETS, at=at, met=False, reason="期限另行起算")
    clock = start_clock(
        notice=notice, kind=told["kind"], starts_on=starts, start_reason=told["start_reason"],
        term=Term(int(told["term"][0]), Unit(told["term"][1])), article=told["article"], agreed=bool(told["agreed"]),
        actor=PACKETS, at=at,
    )  # fmt: skip
    Notice.objects.filter(pk=notice.pk).update(clock=clock)


def _stand(notice: Notice, content: dict[str, Any], at: datetime) -> None:
    """Ended where it ended there; else by what is still owed here."""
    notice.refresh_from_db()
    state = State(content["state"])
    if state in ENDED:
        closer, closed_at = content["officers"][2], content["times"]["closed_at"]
        told: dict[str, Any] = {"state": state, "closed_at": _moment(closed_at) if closed_at else at}
        told["closed_by"] = officer_of(*closer) if closer else None
        end_clock(notice=notice, actor=PACKETS, at=at, met=True, reason="已办结")
    elif notice.points.filter(state__in=OWED).exists():
        told = {"state": State.SERVED if notice.served_on else State.ISSUED, "answered_at": None}
    else:
        told = {"state": State.ANSWERED}
    Notice.objects.filter(pk=notice.pk).update(**told)
