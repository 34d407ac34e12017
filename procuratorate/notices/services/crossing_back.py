"""Answers and objections of an addressee on another network, packed there and written down here."""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from procuratorate.dispatch.models import Carried, Dispatch
from procuratorate.dispatch.packets.registry import Placed
from procuratorate.dispatch.packets.transplant import officer_of
from procuratorate.lib import files
from procuratorate.lib.clock import day_of
from procuratorate.lib.errors import Unacceptable
from procuratorate.notices.models import Answer, File, Notice, Objection
from procuratorate.notices.services.answering import take_answers
from procuratorate.notices.services.crossing import PACKETS
from procuratorate.notices.services.files import demand_files, keep_files
from procuratorate.notices.services.objecting import take_objection
from procuratorate.notices.services.words import AnswerWords, Letter
from procuratorate.notices.states import STANDING, Stance
from procuratorate.organs.actors import Actor
from procuratorate.organs.models import Organ


def pack_answer(dispatch: Dispatch) -> dict[str, Any]:
    """The answers that went with a dispatch, with their proof."""
    rows = list(Answer.objects.filter(dispatch=dispatch).select_related("point", "by").order_by("pk"))
    return _back(dispatch) | {
        "answers": [
            {"position": one.point.position, "stance": one.stance, "words": one.words,
             "done_on": one.done_on.isoformat() if one.done_on else None,
             "files": _files(File.objects.filter(answer=one))}
            for one in rows
        ],
        "by": [rows[0].by.number, rows[0].answered_by], "number": rows[0].paper_no,
    }  # fmt: skip


def pack_objection(dispatch: Dispatch) -> dict[str, Any]:
    """The objection that went with a dispatch."""
    one = Objection.objects.select_related("by").get(dispatch=dispatch)
    told = {"points": one.points, "words": one.words, "files": _files(File.objects.filter(objection=one))}
    return _back(dispatch) | told | {"by": [one.by.number, one.objected_by], "number": ""}


def _back(dispatch: Dispatch) -> dict[str, Any]:
    """Which notice, by its number on the site it came from."""
    here = Carried.objects.get(model="notices.notice", here=dispatch.content["notice"])
    return {"notice": here.there}


def _files(rows: Any) -> list[list[str]]:
    return [[one.name, b64encode(files.fetch(one.stored)).decode()] for one in rows.order_by("pk")]


def _given(told: Any) -> list[tuple[str, bytes]]:
    given = [(str(name)[:200], b64decode(said, validate=True)) for name, said in told]
    demand_files(given)
    return given


def lay_answer(content: dict[str, Any], origin: Organ) -> Placed:
    """An answer of the addressee's site: received on the day it was taken in here."""
    notice = _ours(content, origin)
    answers = [
        AnswerWords(int(one["position"]), Stance(one["stance"]), str(one["words"]),
                    date.fromisoformat(one["done_on"]) if one["done_on"] else None, _given(one["files"]))
        for one in content["answers"]
    ]  # fmt: skip

    def finish(dispatch: Dispatch, at: datetime) -> None:
        actor, letter = _writer(content, notice, at)
        take_answers(notice=notice, answers=answers, letter=letter, actor=actor, at=at, dispatch=dispatch)

    return Placed(notice.get_absolute_url(), finish)


def lay_objection(content: dict[str, Any], origin: Organ) -> Placed:
    """An objection of the addressee's site; the re-examination begins with its arrival here."""
    notice, given = _ours(content, origin), _given(content["files"])

    def finish(dispatch: Dispatch, at: datetime) -> None:
        actor, letter = _writer(content, notice, at)
        made = take_objection(
            notice=notice, positions=content["points"], words=str(content["words"]), letter=letter, actor=actor, at=at,
            dispatch=dispatch,
        )  # fmt: skip
        keep_files(notice=notice, given=given, actor=actor, at=at, objection=made)

    return Placed(notice.get_absolute_url(), finish)


def _ours(content: dict[str, Any], origin: Organ) -> Notice:
    rows = Notice.objects.filter(pk=int(content["notice"]), addressee__path__startswith=origin.path)
    notice: Notice | None = rows.filter(state__in=STANDING).first()
    if notice is None:
        raise Unacceptable("本站没有发给该单位、还在办理的这份文书，没有接收。请与对方核对。")
    return notice


def _writer(content: dict[str, Any], notice: Notice, at: datetime) -> tuple[Actor, Letter]:
    """Whoever answered there: a name here, acting for the addressee alone."""
    officer = officer_of(*content["by"])
    actor = replace(PACKETS, officer_id=officer.pk, name=officer.name, organ_id=notice.addressee_id)
    return actor, Letter(officer.name, day_of(at), str(content["number"])[:60])
