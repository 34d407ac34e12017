"""A draft of chen's, and a notice of his office served on 青岑监狱: answered, disputed, with a rung and a request."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from procuratorate.dispatch.states import Outcome
from procuratorate.notices import services
from procuratorate.notices.models import Easing, File, Notice, Objection, Rung
from procuratorate.notices.states import Easing as Wish
from procuratorate.notices.states import Kind, Stance
from procuratorate.organs.actors import BUILDER, Actor
from procuratorate.organs.reach import acting_as
from tests.cast import Cast

DRAFTING = "edit preview drop submit endorse send_back issue speak"
STANDING = "notice follow service charge reply objection draft_rung ease propose_closing refuse_closing close"
API = "api_one api_reply"
OF_POINT, OF_OBJECTION, OF_RUNG = "check mend", "propose return_decision decide", "edit_rung send_rung drop_rung"


def notice_arguments(cast: Cast, canary: str) -> dict[str, dict[str, Any]]:
    """The routes of both; their points bear the canary."""
    with acting_as(BUILDER):
        chen, pei, tang = (cast.actor(name) for name in ("chen", "pei", "tang"))
    sent = _sent(_draft(cast, chen, canary), chen, pei)
    _disputed(sent, chen, tang)
    draft = _draft(cast, chen, canary)
    with acting_as(BUILDER):
        rows = {model: model.objects.get().pk for model in (Objection, Rung, Easing, File)}
    return (
        _same(DRAFTING, pk=draft.pk)
        | _same(f"{STANDING} {API}", pk=sent.pk)
        | _same(OF_POINT, pk=sent.pk, position=1)
        | _same(OF_OBJECTION, pk=rows[Objection])
        | _same(OF_RUNG, pk=rows[Rung])
        | _same("decide_easing", pk=rows[Easing])
        | _same("file", pk=rows[File])
    )


def _same(names: str, **arguments: int) -> dict[str, dict[str, Any]]:
    return {f"notices:{name}": arguments for name in names.split()}


def _draft(cast: Cast, chen: Actor, canary: str) -> Notice:
    points = [services.PointWords(f"{canary}{word}", "监狱法第五十八条", "予以纠正") for word in "一二"]
    with acting_as(chen) as at:
        return services.draft_notice(
            kind=Kind.VIOLATION, addressee=cast.qingcen, title="禁闭和计分公示", points=points, actor=chen, at=at
        )


def _sent(notice: Notice, chen: Actor, pei: Actor) -> Notice:
    seen = notice.content_hash
    with acting_as(chen) as at:
        services.submit_notice(notice=notice, seen=seen, actor=chen, at=at)
    with acting_as(pei) as at:
        services.endorse_notice(notice=notice, seen=seen, actor=pei, at=at)
        services.issue_notice(notice=notice, seen=seen, number="临城郊检纠违〔2026〕16号", actor=pei, at=at)
    slip = {"outcome": Outcome.SIGNED, "received_by": "郝景川", "served_by": "陈砚平"}
    with acting_as(chen) as at:
        stored = Notice.objects.select_related("dispatch").get(pk=notice.pk)
        slip["received_at"] = at + timedelta(0)
        services.record_service(notice=stored, slip=slip, scans=[], actor=chen, at=at)
    return notice


def _disputed(notice: Notice, chen: Actor, tang: Actor) -> None:
    with acting_as(tang) as at:
        proof = [("更正审批单.pdf", b"%PDF-1.4 matrix")]
        answer = services.AnswerWords(1, Stance.ADOPTED, "已更正", None, proof)
        services.answer_notice(notice=notice, answers=[answer], actor=tang, at=at)
        services.object_to(notice=notice, positions=[2], words="公示实为三个工作日", files=[], actor=tang, at=at)
    with acting_as(chen) as at:
        held = Notice.objects.get(pk=notice.pk)
        services.draft_rung(notice=held, why="没有收到全部答复", actor=chen, at=at)
        told = {"asked_by": "青岑监狱 沈维岳", "asked_on": at.date(), "reason": "已经改正"}
        services.ask_easing(notice=held, wish=Wish.WITHDRAW, positions=[], actor=chen, at=at, **told)
