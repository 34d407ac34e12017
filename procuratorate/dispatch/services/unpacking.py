"""Taking in files that crossed the gateway. One that is not genuine changes nothing; each dispatch has a result."""

from __future__ import annotations

import logging
import re
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.db.models import Q
from django.utils.dateparse import parse_datetime

from procuratorate.audit.services import record
from procuratorate.dispatch import events
from procuratorate.dispatch.models import Crossing, Dispatch, Packet, PacketLine
from procuratorate.dispatch.packets import enclosures
from procuratorate.dispatch.packets.envelope import NO_PACKET, Opened, open_up
from procuratorate.dispatch.packets.registry import PROVIDERS, Placed
from procuratorate.dispatch.packets.seals import verify
from procuratorate.dispatch.permissions import may_carry
from procuratorate.dispatch.services.packing import ENVELOPE, SERVICE, Way, one_by_one
from procuratorate.dispatch.services.waking import wake
from procuratorate.dispatch.states import Channel, Contents, LineOutcome
from procuratorate.lib import files
from procuratorate.lib.digest import sm3, sm3_of
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer
from procuratorate.organs.models import Organ
from procuratorate.organs.reach import acting_as
from procuratorate.work.services import enqueue

log = logging.getLogger(__name__)
CHECKED = set(ENVELOPE) - {"content", "page_count", "sent_at"}
NUMBER = re.compile(r"[\w.-]{1,60}")
TAKEN = (LineOutcome.TAKEN, "")


@transaction.atomic
def take_packet(*, data: bytes, actor: Actor, at: datetime) -> Packet:
    """Take in a file for the actor's house: dispatches, or the receipt of what we sent. The same file again is known.

    Raises Unacceptable when it is not for this house, not genuine, or changed on the way: then nothing was taken.
    """
    demand(may_carry(actor), act="dispatch.take_packet")
    opened = open_up(data)
    way = Way(_ours(opened, actor), _theirs(opened), actor, at)
    fingerprint = verify(way.to.code, opened.signed, opened.signature, opened.certificate, at)
    with acting_as(SERVICE):
        one_by_one(way.house)
        known = _taken_before(opened, data, way.house)
        packet = known or _take(opened, data, fingerprint, way)
    record(actor=actor, act="dispatch.take_packet", target=packet, detail={"sm3": packet.stored, "again": bool(known)})
    return packet


def _taken_before(opened: Opened, data: bytes, house: Organ) -> Packet | None:
    """The packet this file made here, if it came before; another file under its number is refused."""
    same = Q(uid=_uid(opened)) | Q(organ=house, number=_numbered(opened))
    known: Packet | None = Packet.objects.filter(same, outward=False).first()
    if known is not None and (known.organ_id, known.stored) != (house.pk, sm3(data)):
        raise Unacceptable("同一包号的另一个文件已经导入过，内容与这次的不同，没有导入。请发件单位重新制作。")
    return known


def _ours(opened: Opened, actor: Actor) -> Organ:
    told = opened.house("to")
    own = Organ.objects.select_related("house").get(pk=actor.organ_id)
    house: Organ = own.house or own
    if told.get("code") != house.code:
        raise Unacceptable(f"这个包是发给{str(told.get('name'))[:40]}的，不是发给{house.name}的。请交给该单位导入。")
    return house


def _theirs(opened: Opened) -> Organ:
    told = opened.house("from")
    sender: Organ | None = Organ.objects.filter(code=str(told.get("code"))).first()
    if sender is None:
        raise Unacceptable(f"本站没有发件单位（{str(told.get('name'))[:40]}）。请管理员先建立该单位，再导入。")
    return sender


def _uid(opened: Opened) -> UUID:
    try:
        return UUID(str(opened.manifest.get("uid")))
    except ValueError as error:
        raise Unacceptable(NO_PACKET) from error


def _take(opened: Opened, data: bytes, fingerprint: str, way: Way) -> Packet:
    contents = str(opened.manifest.get("contents"))
    if contents not in Contents.values:
        raise Unacceptable(NO_PACKET)
    packet: Packet = Packet.objects.create(
        uid=_uid(opened), organ=way.house, counterpart=way.to, outward=False, contents=contents,
        number=_numbered(opened), stored=files.keep(data), size=len(data),
        fingerprint=fingerprint, made_at=opened.made_at, by_id=signer(way.actor),
    )  # fmt: skip
    rows = _rows(opened)
    taker = _arrive if contents == Contents.DISPATCHES else _confirm
    for place, row in enumerate(rows, 1):
        dispatch, outcome, reason = _safely(taker, row, packet, way.at)
        if dispatch is not None and contents == Contents.DISPATCHES:
            reason = _enclosed(dispatch, opened)
        PacketLine.objects.create(
            packet=packet, position=place, number=str(row.get("number"))[:60], dispatch=dispatch, outcome=outcome,
            reason=reason[:300],
        )  # fmt: skip
    return packet


def _enclosed(dispatch: Dispatch, opened: Opened) -> str:
    """Keep the files that came beside it; say how many are still to come."""
    enclosures.keep(dispatch, opened.files)
    lacking = enclosures.missing(dispatch)
    return f"附件还缺 {lacking} 份，在其他包里，请一并导入" if lacking else ""


def _numbered(opened: Opened) -> str:
    """It stands in headers and file names here."""
    number = str(opened.manifest.get("number"))
    if not NUMBER.fullmatch(number):
        raise Unacceptable(NO_PACKET)
    return number


def _rows(opened: Opened) -> list[dict[str, Any]]:
    parts = [opened.parts[name] for name in sorted(opened.parts)]
    found = parts[0].get("rows") if len(parts) == 1 and isinstance(parts[0], dict) and "packet" in parts[0] else parts
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise Unacceptable(NO_PACKET)
    return found


def _safely(taker: Any, row: dict[str, Any], packet: Packet, at: datetime) -> tuple[Dispatch | None, str, str]:
    """One dispatch that cannot be taken leaves no trace of itself and does not stop the others."""
    try:
        with transaction.atomic():
            dispatch, (outcome, reason) = taker(row, packet, at)
            return dispatch, outcome, reason
    except Unacceptable as error:
        return None, LineOutcome.REFUSED, error.message
    except DatabaseError as error:
        log.warning("not taken from %s: %s", packet.number, type(error).__name__)  # its words may quote the row
        return None, LineOutcome.REFUSED, "与本站已有的记录冲突，没有接收。请与发件单位核对人员编号、证件号码。"
    except (KeyError, TypeError, ValueError, AttributeError, ValidationError) as error:
        log.warning("not taken from %s: %s", packet.number, type(error).__name__)
        return None, LineOutcome.REFUSED, "包内这一件的内容不完整，没有接收。请发件单位重新制作。"


def _arrive(row: dict[str, Any], packet: Packet, at: datetime) -> tuple[Dispatch, tuple[str, str]]:
    """Write a dispatch as it was sent; it is delivered by the database's clock now."""
    sender, recipient = _part(row["sender"], packet.counterpart), _part(row["recipient"], packet.organ)
    if sm3_of(row["content"]) != row["content_hash"]:
        raise Unacceptable("内容与校验值不符，没有接收。请发件单位重新制作。")
    known = Dispatch.objects.filter(sender=sender, year=row["year"], sequence=row["sequence"]).first()
    if known is not None:
        return _known(known, row), (LineOutcome.KNOWN, "")
    provider = PROVIDERS.get(str(row["kind"]))
    placed = provider.unpack(row["rows"], packet.counterpart) if provider and row.get("rows") else Placed()
    dispatch = _written(row, sender, recipient, placed.address)
    Crossing.objects.create(
        dispatch=dispatch, sender=sender, recipient=recipient, sent_by_name=str(row.get("sent_by", ""))[:60],
        delivered_at=dispatch.delivered_at,
    )  # fmt: skip
    if placed.finish:
        placed.finish(dispatch, at)
    enqueue(topic="dispatch.arrived", key=f"arrived:{dispatch.pk}", payload={"id": dispatch.pk})
    wake(dispatch)
    return dispatch, TAKEN


def _part(code: str, house: Organ) -> Organ:
    found: Organ | None = Organ.objects.filter(code=str(code), path__startswith=house.path).first()
    if found is None:
        raise Unacceptable(f"{house.name}没有代码为 {str(code)[:30]} 的机构。请管理员核对两站的单位代码。")
    return found


def _known(known: Dispatch, row: dict[str, Any]) -> Dispatch:
    if known.content_hash != row["content_hash"]:
        raise Unacceptable(f"编号 {known.number} 在本站已有，内容与这次的不同，没有接收。请与发件单位核对。")
    return known


def _written(row: dict[str, Any], sender: Organ, recipient: Organ, address: str) -> Dispatch:
    fields = {name: row[name] for name in ENVELOPE if name != "sent_at"}
    replied = Dispatch.objects.filter(number=row.get("in_reply_to") or "-", sender=recipient).first()
    dispatch = Dispatch(
        **fields, sender=sender, recipient=recipient, channel=Channel.GATEWAY, address=address, in_reply_to=replied,
        sent_at=_moment(row["sent_at"]), sent_by=None,
    )  # fmt: skip
    dispatch.clean_fields(exclude={one.name for one in Dispatch._meta.fields} - CHECKED)
    dispatch.save(force_insert=True)
    dispatch.refresh_from_db(fields=["sent_at", "delivered_at"])
    return dispatch


def _moment(said: Any) -> datetime:
    at = parse_datetime(str(said))
    if at is None or at.tzinfo is None:
        raise Unacceptable("包内的时间读不出，没有接收。")
    return at


def _confirm(row: dict[str, Any], packet: Packet, at: datetime) -> tuple[Dispatch, tuple[str, str]]:
    """What the other site tells of a dispatch of ours; each moment is written down once."""
    ours = Dispatch.objects.filter(
        number=row["number"], sender__path__startswith=packet.organ.path, channel=Channel.GATEWAY,
        recipient__path__startswith=packet.counterpart.path,
    ).first()  # fmt: skip
    if ours is None:
        raise Unacceptable("本站没有发出过这一件。")
    if not row.get("delivered_at"):
        raise Unacceptable(f"对方没有接收：{str(row.get('reason'))[:200]}")
    if row["content_hash"] != ours.content_hash:
        raise Unacceptable("对方收到的内容与本站发出的不同。请报告管理员核查。")
    return ours, _noted(ours, row, at)


def _noted(ours: Dispatch, row: dict[str, Any], at: datetime) -> tuple[str, str]:
    names = {"sender_id": ours.sender_id, "recipient_id": ours.recipient_id}
    crossing, _ = Crossing.objects.select_for_update().get_or_create(dispatch=ours, defaults=names)
    first = crossing.delivered_at is None
    news = []
    for what in ("delivered", "opened", "acknowledged"):
        told = row.get(f"{what}_at")
        if told and getattr(crossing, f"{what}_at") is None:
            setattr(crossing, f"{what}_at", _moment(told))
            if what != "delivered":
                setattr(crossing, f"{what}_by_name", str(row.get(f"{what}_by", ""))[:60])
            news.append(what)
    crossing.save()
    if first:
        ours.crossing = crossing
        events.crossed.send(Dispatch, dispatch=ours, at=at)
    lacking = int(row.get("missing") or 0)
    reason = f"对方还缺附件 {lacking} 份，请把其余的包送到" if lacking else ""
    return (LineOutcome.TAKEN, reason) if news else (LineOutcome.KNOWN, reason)
