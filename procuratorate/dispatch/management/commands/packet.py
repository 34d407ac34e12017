"""Packets at the command line, for sites where a gateway moves files between two folders by itself."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from procuratorate.dispatch import services
from procuratorate.dispatch.packets import seals
from procuratorate.dispatch.selectors import waiting_for_packet
from procuratorate.lib import files
from procuratorate.lib.clock import day_of, now
from procuratorate.lib.errors import Refused, Unacceptable
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ
from procuratorate.organs.reach import acting_as
from procuratorate.organs.selectors import actor_by_number

MOST = 1000  # packets of one run


class Command(BaseCommand):
    help = "交换包：make 制作，take 导入，receipt 制作回执，trust 登记对方证书。前三项以 --officer 的岗位办理。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        for act in ("make", "take", "receipt"):
            one = acts.add_parser(act)
            one.add_argument("file", type=Path, help="写出的文件，或者要导入的文件")
            one.add_argument("--officer", required=True, help="经手人的编号")
            if act != "take":
                one.add_argument("--to", default="", help="收件单位（院、监狱）的代码；receipt 为包号")
        trusted = acts.add_parser("trust")
        trusted.add_argument("organ", help="对方单位的代码")
        trusted.add_argument("file", type=Path, help="证书（PEM）")

    def handle(self, *args: Any, **given: Any) -> None:
        try:
            self.stdout.write(getattr(self, given["act"])(**given))
        except (Refused, Unacceptable, OSError, ValueError) as error:
            raise CommandError(getattr(error, "message", "") or str(error)) from error

    def make(self, file: Path, officer: str, to: str, **_: Any) -> str:
        def act(actor: Actor, at: Any) -> str:
            rows = waiting_for_packet(actor)
            chosen = rows.filter(recipient__house__code=to) if to else rows
            packets = services.make_packets(dispatches=chosen, actor=actor, at=at, most=MOST)
            places = [file, *(file.with_stem(f"{file.stem}-{n}") for n in range(2, len(packets) + 1))]
            for place, one in zip(places, packets, strict=True):
                place.write_bytes(files.fetch(one.stored))
            return "\n".join(f"{one.number}，{one.size} 字节，SM3 {one.stored}" for one in packets)

        return _as(officer, act)

    def take(self, file: Path, officer: str, **_: Any) -> str:
        def act(actor: Actor, at: Any) -> str:
            packet = services.take_packet(data=file.read_bytes(), actor=actor, at=at)
            lines = [f"{one.number} {one.get_outcome_display()} {one.reason}" for one in packet.lines.all()]
            return "\n".join([f"{packet.number} 已导入", *lines])

        return _as(officer, act)

    def receipt(self, file: Path, officer: str, to: str, **_: Any) -> str:
        def act(actor: Actor, at: Any) -> str:
            made = services.make_receipt(packet=services.packet_taken(actor=actor, number=to), actor=actor, at=at)
            file.write_bytes(files.fetch(made.stored))
            return f"{made.number}，{made.size} 字节"

        return _as(officer, act)

    def trust(self, organ: str, file: Path, **_: Any) -> str:
        code = Organ.objects.values_list("code", flat=True).filter(code=organ).first()
        if code is None:
            raise CommandError(f"本站没有代码为 {organ} 的单位。")
        return f"已登记，请与对方核对指纹：{seals.grouped(seals.trust(code, file.read_bytes()))}"


def _as(number: str, act: Callable[[Actor, Any], str]) -> str:
    actor = actor_by_number(number, day_of(now()))
    if actor is None:
        raise CommandError(f"没有编号为 {number} 的在任人员。")
    with acting_as(actor) as at:
        return act(actor, at)
