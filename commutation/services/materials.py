"""Papers put to a filing: catalogued 卷—册—页, kept under their hash, never overwritten, replaced with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from commutation.checklist import RESTRICTED
from commutation.models import Filing, Material
from commutation.permissions.materials import may_add_paper
from commutation.states.levels import Item, Origin
from procuratorate.audit.services import record, record_read
from procuratorate.lib import files
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Conflict, Unacceptable, demand
from procuratorate.lib.media import secret_word, type_of
from procuratorate.organs.actors import Actor
from procuratorate.organs.gate import signer

MOST_PAGES = 5000


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as it is entered. Without `data` it is catalogued only: it lies in the file on paper."""

    item: Item
    title: str
    page_from: int
    page_to: int
    provider: str
    volume: int = 1
    booklet: int = 1
    origin: Origin = Origin.VERIFIED_COPY
    declared: bool = False
    made_on: date | None = None
    missing_pages: str = ""
    restricted: bool = False
    data: bytes = b""
    filename: str = ""


@transaction.atomic
def add_material(*, filing: Filing, paper: Paper, actor: Actor, at: datetime) -> Material:
    """Put a paper to a filing; what wards must not see is restricted by its kind."""
    demand(may_add_paper(actor, filing), act="commutation.add_material", target=filing)
    _demand_paper(paper, day_of(at))
    made = _store(filing, paper, actor, at)
    record(actor=actor, act="commutation.add_material", target=filing, detail={"paper": made.pk, "sm3": made.stored})
    return made


@transaction.atomic
def replace_material(*, material: Material, paper: Paper, reason: str, actor: Actor, at: datetime) -> Material:
    """Put another paper in the place of one; the old one stays and says what replaced it and why."""
    demand(may_add_paper(actor, material.filing), act="commutation.replace_material", target=material)
    if not reason.strip():
        raise Unacceptable("没有替换：请写明替换的原因。", fields={"reason": "必填"})
    _demand_paper(paper, day_of(at))
    Material.objects.select_for_update(of=("self",)).get(pk=material.pk)
    made = _store(material.filing, paper, actor, at, restricted=material.is_restricted)
    old = Material.objects.filter(pk=material.pk, replaced_by=None)
    if not old.update(replaced_by=made, replaced_why=reason.strip()[:200]):
        raise Conflict("这份材料已经替换过。请刷新后替换现在的一份。", title=str(material))
    detail = {"paper": material.pk, "by": made.pk, "sm3": made.stored}
    record(actor=actor, act="commutation.replace_material", target=material.filing, reason=reason, detail=detail)
    return made


def _store(filing: Filing, paper: Paper, actor: Actor, at: datetime, *, restricted: bool = False) -> Material:
    made: Material = Material.objects.create(
        filing=filing,
        prison_id=filing.prison_id,
        item=paper.item,
        title=paper.title.strip(),
        volume=paper.volume,
        booklet=paper.booklet,
        page_from=paper.page_from,
        page_to=paper.page_to,
        missing_pages=paper.missing_pages.strip(),
        origin=paper.origin,
        provider=paper.provider.strip(),
        declared=paper.declared,
        made_on=paper.made_on,
        stored=files.keep(paper.data) if paper.data else "",
        filename=paper.filename[:200],
        media_type=type_of(paper.data),
        size=len(paper.data),
        is_restricted=restricted or paper.restricted or paper.item in RESTRICTED,
        by_id=signer(actor),
        at=at,
    )
    return made


def _demand_paper(paper: Paper, on: date) -> None:
    wrong = _faults(paper, on) | _file_faults(paper)
    if wrong:
        raise Unacceptable("没有保存：有几栏要改。", fields=wrong)


def _faults(paper: Paper, on: date) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if not 1 <= paper.page_from <= paper.page_to <= MOST_PAGES:
        wrong["page_to"] = f"止页不能小于起页，也不超过{MOST_PAGES}页"
    if paper.made_on and paper.made_on > on:
        wrong["made_on"] = "形成日不能晚于今天"
    if paper.origin != Origin.ORIGINAL and not paper.declared:
        wrong["declared"] = "复印件须由提供单位声明与原件一致"
    if word := secret_word(paper.title, paper.provider):
        wrong["title"] = f"名称里有“{word}”。涉密材料不得录入本平台，请按保密规定另行报送。"
    return wrong


def _file_faults(paper: Paper) -> dict[str, Any]:
    if word := secret_word(paper.filename):
        return {"file": f"文件名里有“{word}”。涉密材料不得录入本平台，请按保密规定另行报送。"}
    if not paper.data:
        return {"file": "文件是空的。请核对选的是不是要传的文件。"} if paper.filename else {}
    if len(paper.data) > settings.UPLOAD_LIMIT:
        return {"file": f"文件超过 {settings.UPLOAD_LIMIT // 1024 // 1024} MB，请拆开上传。"}
    if not type_of(paper.data):
        return {"file": "只收 PDF、JPG、PNG，按内容识别，与扩展名无关。请另存为 PDF 再传。"}
    return {}


def look_at(*, material: Material, actor: Actor) -> bytes:
    """The file of a paper. Every look at a restricted one is written."""
    if material.is_restricted:
        record_read(actor=actor, target=material, act="commutation.read_material")
    return files.fetch(material.stored)
