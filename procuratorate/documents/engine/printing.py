"""From facts to bytes: fill the sheet, hand it to the press, wait for it while telling how far it is."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static

from procuratorate.documents.engine.glyphs import name_missing
from procuratorate.documents.engine.leaf import STYLE, Leaf
from procuratorate.documents.engine.press import Order, Printed
from procuratorate.documents.registry import Kind
from procuratorate.lib.digest import canonical
from procuratorate.lib.errors import Unacceptable
from procuratorate.lib.sandbox import fed

PRESS = (sys.executable, "-m", "procuratorate.documents.engine.press")


def sheet_for_screen(kind: Kind, leaf: Leaf, facts: Mapping[str, Any]) -> str:
    """The sheet as the browser shows and prints it."""
    return _filled(kind, replace(leaf, sheets=(static("print/paper.css"),)), facts)


def order_for(kind: Kind, leaf: Leaf, facts: Mapping[str, Any], made: datetime) -> Order:
    """What the press needs."""
    leaf = replace(leaf, sheets=_styles(), made=made.isoformat(timespec="seconds"))
    told = {"number": leaf.number, "name": leaf.name, "organ": leaf.organ, "day": leaf.day, "facts": dict(facts)}
    return Order(_filled(kind, leaf, facts), _roots(), canonical(told).decode(), made.timestamp())


def stamps_order(pages: int, made: datetime) -> Order:
    """Stamps of the pages of a bundle, each a small page of its own."""
    html = render_to_string("documents/sheets/stamps.html", {"pages": range(1, pages + 1), "sheets": _styles()})
    return Order(html, _roots(), "{}", made.timestamp())


def _styles() -> tuple[str, ...]:
    return (STYLE.as_uri(), *own_fonts())


def _roots() -> list[str]:
    own = (Path(one).parent for one in settings.PAPER_FONTS.values())
    folders = (STYLE.parent, STYLE.parents[1] / "vendor" / "fonts", *own)
    return [str(folder.resolve()) for folder in folders]


def own_fonts() -> tuple[str, ...]:
    """Faces the organ has a licence for, in place of the free ones: a style sheet as a data address."""
    faces = [
        f'@font-face {{ font-family: "Paper {face}"; src: url("{Path(path).resolve().as_uri()}") }}'
        for face, path in settings.PAPER_FONTS.items()
    ]
    return (f"data:text/css;charset=utf-8,{'%0A'.join(faces)}",) if faces else ()


def print_paper(order: Order, *, tick: Callable[[], None] = lambda: None) -> Printed:
    """Run the press; `tick` is called twice a second and may raise to stop it. Raises Unacceptable when it fails."""
    with subprocess.Popen(
        PRESS, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=settings.BASE_DIR
    ) as press:
        try:
            out, said = fed(press, order.packed(), tick)
        except BaseException:
            press.kill()
            raise
    if press.returncode:
        raise Unacceptable(_why(said.decode(errors="replace")))
    head, _, pdf = out.partition(b"\n")
    return Printed(pdf, json.loads(head)["pages"])


def _why(said: str) -> str:
    if "cannot load library" in said:
        return "本机缺排版用的系统库，没有生成 PDF。请联系管理员安装 libpango；在此之前可用网页打印。"
    return "排版没有成功，已记录。请重新排版；仍不成功的，请联系管理员，在此之前可用网页打印。"


def _filled(kind: Kind, leaf: Leaf, facts: Mapping[str, Any]) -> str:
    return name_missing(render_to_string(kind.template, {"leaf": leaf, "f": facts}))
