"""Making the files that cross the gateway: dispatches on the way out, the receipt of what came in on the way back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import connection

from procuratorate.audit.services import record
from procuratorate.dispatch.models import Dispatch, Packet, PacketLine
from procuratorate.dispatch.packets import enclosures
from procuratorate.dispatch.packets.envelope import FILES, manifest_of, seal_up
from procuratorate.dispatch.packets.registry import PROVIDERS
from procuratorate.dispatch.packets.seals import fingerprint_of, sign
from procuratorate.dispatch.permissions import NOT_WHOLE, may_carry
from procuratorate.dispatch.selectors import waiting_for_packet, wholly_in_sight
from procuratorate.dispatch.states import Contents, LineOutcome
from procuratorate.lib import files
from procuratorate.lib.clock import SHANGHAI
from procuratorate.lib.digest import canonical
from procuratorate.lib.errors import Unacceptable, demand
from procuratorate.organs.actors import Actor, service_actor
from procuratorate.organs.gate import signer
from procuratorate.organs.models import Organ
from procuratorate.organs.reach import acting_as

MOST_IN_PACKET = MOST = 200  # dispatches in one packet
MOST_AT_ONCE = 20  # packets while somebody waits for the page
GATE = 0x0CA7E  # advisory: the packets of one house are made and taken in one after the other
SERVICE = service_actor("packets")
ENVELOPE = (
    "number", "year", "sequence", "key", "legal_mode", "basis", "kind", "title", "masked_title", "summary", "content",
    "content_hash", "page_count", "copies", "sent_at",
)  # fmt: skip


@dataclass(frozen=True)
class Way:
    """From which house to which, by whom, when."""

    house: Organ
    to: Organ
    actor: Actor
    at: datetime


def make_packets(
    *, dispatches: Iterable[Dispatch], actor: Actor, at: datetime, most: int = MOST_AT_ONCE
) -> list[Packet]:
    """Put dispatches to one house beyond the gateway into signed files. The same may go again: it does no harm.

    One file, and further ones with the same dispatches for enclosures that the first has no room for.
    """
    demand(may_carry(actor), act="dispatch.make_packet")
    chosen = list(waiting_for_packet(actor).filter(pk__in=[one.pk for one in dispatches])[: MOST + 1])
    to = _one_house(chosen)
    with acting_as(SERVICE):
        rows = _whole(chosen)
        house = _house(rows[0].sender)
        one_by_one(house)
        beside = {one.pk: enclosures.named_by(one) for one in rows}
        shelves = enclosures.spread(dict.fromkeys(name for names in beside.values() for name in names))
        if len(shelves) > most:
            raise Unacceptable(f"附件太多，要装 {len(shelves)} 个包。请分次勾选，或者请管理员用 packet make 命令制作。")
        way = Way(house, to, actor, at)
        packets = [_packed(rows, beside, shelf, place, way) for place, shelf in enumerate(shelves)]
    for one in packets:
        record(actor=actor, act="dispatch.make_packet", target=one, detail={"sm3": one.stored, "count": len(rows)})
    return packets


def _packed(rows: list[Dispatch], beside: dict[int, list[str]], shelf: list[str], place: int, way: Way) -> Packet:
    """One file. Those after the first carry what their enclosures belong to, and nothing else again."""
    read = enclosures.read(shelf)
    whose = [one for one in rows if not place or set(beside[one.pk]) & set(shelf)]
    parts = {f"dispatches/{n:04d}.json": canonical(_envelope(one)) for n, one in enumerate(whose, 1)}
    parts |= {f"{FILES}{name}": data for name, data in read.items()}
    packet = _make(parts, Contents.DISPATCHES, way)
    lines = [
        PacketLine(
            packet=packet, position=n, number=one.number, dispatch=one, outcome=LineOutcome.PACKED,
            reason=_enclosed(beside[one.pk], read),
        )
        for n, one in enumerate(whose, 1)
    ]  # fmt: skip
    PacketLine.objects.bulk_create(lines)
    return packet


def _enclosed(names: list[str], read: dict[str, bytes]) -> str:
    """附件 3 份 … of 5; what is in none of the packets too, since a paper too large goes another way."""
    if not names:
        return ""
    here, nowhere = len(set(names) & set(read)), len(names) - sum(map(len, enclosures.spread(names)))
    lost = f"；{nowhere} 份缺失或者过大，没有装包，请用光盘报送" if nowhere else ""
    return f"附件 {here} 份，共 {len(names)} 份{lost}"


def packet_taken(*, actor: Actor, number: str) -> Packet:
    """A packet of dispatches taken in here, by its number; the latest when none is given."""
    rows = Packet.objects.visible_to(actor).filter(outward=False, contents=Contents.DISPATCHES)
    found: Packet | None = (rows.filter(number=number) if number else rows).order_by("-pk").first()
    if found is None:
        raise Unacceptable("本单位没有导入过这个包。")
    return found


def make_receipt(*, packet: Packet, actor: Actor, at: datetime) -> Packet:
    """The receipt file of a packet that came in: when each dispatch arrived here, was opened, was registered."""
    demand(may_carry(actor), act="dispatch.make_receipt", target=packet)
    whole = Packet.objects.visible_to(actor).filter(pk=packet.pk).exists() and wholly_in_sight(packet, actor)
    demand(None if whole else NOT_WHOLE, act="dispatch.make_receipt", target=packet)
    if packet.outward or packet.contents != Contents.DISPATCHES:
        raise Unacceptable("只有导入的往来件包有回执。")
    with acting_as(SERVICE):
        one_by_one(packet.organ)
        lines = packet.lines.select_related("dispatch__opened_by", "dispatch__acknowledged_by").order_by("position")
        told = {"packet": packet.uid, "rows": [_receipt(line) for line in lines]}
        parts = {"receipts.json": canonical(told)}
        made = _make(parts, Contents.RECEIPT, Way(packet.organ, packet.counterpart, actor, at))
    record(actor=actor, act="dispatch.make_receipt", target=made, detail={"sm3": made.stored, "of": packet.pk})
    return made


def one_by_one(house: Organ) -> None:
    """Wait until nobody else makes or takes in a packet of this house; until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [GATE, house.pk])


def _one_house(chosen: list[Dispatch]) -> Organ:
    houses = {(one.recipient.house or one.recipient).pk: one.recipient.house or one.recipient for one in chosen}
    if not chosen:
        raise Unacceptable("没有可以装包的件。请先勾选发往另一网络、对方尚未确认收到的件。")
    if len(houses) > 1:
        raise Unacceptable("一个包只发往一个单位。请按收件单位分别制作。")
    if len(chosen) > MOST:
        raise Unacceptable(f"一个包最多装 {MOST} 件，请分几个包制作。")
    return next(iter(houses.values()))


def _house(organ: Organ) -> Organ:
    return organ.house or organ


def _whole(chosen: list[Dispatch]) -> list[Dispatch]:
    rows = Dispatch.objects.filter(pk__in=[one.pk for one in chosen])
    return list(rows.select_related("sender__house", "recipient", "in_reply_to", "sent_by").order_by("pk"))


def _envelope(one: Dispatch) -> dict[str, Any]:
    provider = PROVIDERS.get(one.kind)
    return {
        **{name: getattr(one, name) for name in ENVELOPE},
        "sender": one.sender.code,
        "recipient": one.recipient.code,
        "in_reply_to": one.in_reply_to.number if one.in_reply_to else "",
        "sent_by": one.sent_by.name if one.sent_by else "",
        "rows": provider.pack(one) if provider else None,
    }


def _receipt(line: PacketLine) -> dict[str, Any]:
    one = line.dispatch
    told: dict[str, Any] = {"number": line.number, "outcome": line.outcome, "reason": line.reason}
    if one is None:
        return told
    return told | {
        "content_hash": one.content_hash,
        "delivered_at": one.delivered_at,
        "opened_at": one.opened_at,
        "opened_by": one.opened_by.name if one.opened_by else "",
        "acknowledged_at": one.acknowledged_at,
        "acknowledged_by": one.acknowledged_by.name if one.acknowledged_by else "",
        "missing": enclosures.missing(one),
    }


def _make(parts: dict[str, bytes], contents: Contents, way: Way) -> Packet:
    """Number, sign, keep."""
    uid, number, house, to = uuid4(), _number(way.house, way.at), way.house, way.to
    told = {
        "uid": uid, "number": number, "contents": contents, "made_at": way.at,
        "from": {"code": house.code, "name": house.name}, "to": {"code": to.code, "name": to.name},
    }  # fmt: skip
    manifest = manifest_of(told, parts)
    signature, certificate = sign(house.code, house.name, manifest, way.at)
    data = seal_up(manifest, signature, certificate, parts)
    made: Packet = Packet.objects.create(
        uid=uid, organ=house, counterpart=to, outward=True, contents=contents, number=number, stored=files.keep(data),
        size=len(data), fingerprint=fingerprint_of(certificate), made_at=way.at, by_id=signer(way.actor),
    )  # fmt: skip
    return made


def _number(house: Organ, at: datetime) -> str:
    """B01-20261122-003."""
    day = f"{house.code}-{at.astimezone(SHANGHAI):%Y%m%d}"
    return f"{day}-{Packet.objects.filter(organ=house, outward=True, number__startswith=day).count() + 1:03d}"
