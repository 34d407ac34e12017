"""One paper to several units, and papers beside the ladder: filed upward, reported to a congress, handed on."""

from __future__ import annotations

from typing import Any

import pytest

from procuratorate.dispatch.models import Dispatch
from procuratorate.documents.models import Paper
from procuratorate.notices.models import Notice, Rung
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Organ
from procuratorate.organs.reach import acting_as
from procuratorate.organs.states import Kind
from tests.cast import Cast, organ, sign_in
from tests.notices.steps import act, answers, begin, notice, page, post, write

pytestmark = pytest.mark.django_db
NUMBER, FILED = "临城郊检建〔2026〕3号", "临城郊检发〔2026〕41号"


def police() -> Organ:
    with acting_as(BUILDER):
        return organ("A01", "临澄市公安局", Kind.POLICE)


def suggested(cast: Cast, *others: Organ, **changed: Any) -> list[Notice]:
    """A suggestion to 青岑监狱 and others, issued; each unit's row, the drafted one first."""
    told = {"kind": "suggestion", "others": [one.pk for one in others]} | changed
    assert begin(cast, **told).status_code == 302
    assert write(cast).status_code == 302
    assert act(cast.chen, "submit").status_code == 302
    assert act(cast.pei, "endorse").status_code == 302
    assert act(cast.pei, "issue", number=NUMBER).status_code == 302
    with acting_as(BUILDER):
        return list(Notice.objects.order_by("pk").select_related("dispatch", "addressee"))


def test_a_violation_notice_goes_to_one_unit_alone(cast: Cast) -> None:
    answer = begin(cast, others=[police().pk])
    assert answer.status_code == 422
    assert "只发一个单位" in answer.content.decode()


def test_each_unit_gets_the_one_paper_and_answers_for_itself(cast: Cast) -> None:
    with acting_as(BUILDER):
        lanpu = Organ.objects.get(code="B02")
    rows = {one.addressee.code: one for one in suggested(cast, lanpu, police())}
    ours, theirs, city = (rows[code] for code in (cast.qingcen.code, "B02", "A01"))
    assert {one.number for one in (ours, theirs, city)} == {NUMBER}
    assert [one.channel for one in (ours, theirs, city)] == ["screen", "screen", "paper"]
    with acting_as(BUILDER):
        paper = Paper.objects.get(kind="documents.suggestion")
        assert paper.facts["addressee"].count("、") == 2
        assert Dispatch.objects.filter(kind="notices.notice").count() == 3
    for who, own, other in ((cast.tang, ours, theirs), (cast.lan, theirs, ours)):
        assert NUMBER in page(who, own.get_absolute_url())
        assert sign_in(who).get(other.get_absolute_url()).status_code == 404
        assert sign_in(who).get(paper.get_absolute_url()).status_code == 200
    assert post(cast.lan, f"/notices/{theirs.pk}/reply/", **answers(1)).status_code == 302
    with acting_as(BUILDER):
        assert [one.points.filter(state="answered").count() for one in (ours, theirs, city)] == [0, 1, 0]
    body = page(cast.chen, ours.get_absolute_url())
    assert "几个单位同一文书，合记 1 件" in body
    assert "临澄市公安局" in body


def test_a_typing_error_is_mended_for_every_unit_at_once(cast: Cast) -> None:
    ours, city = suggested(cast, police())
    told = {"facts": "二监区禁闭五日", "article": "", "demand": "", "why": "日数写错"}
    assert post(cast.pei, f"/notices/{city.pk}/points/1/mend/", **told).status_code == 422
    assert post(cast.pei, f"/notices/{ours.pk}/points/1/mend/", **told).status_code == 302
    for one in (ours, city):
        assert "二监区禁闭五日" in page(cast.chen, one.get_absolute_url())


def test_a_suggestion_is_filed_with_the_superior_by_a_leader(cast: Cast) -> None:
    (ours,) = suggested(cast)
    assert "五日内报上一级院备案" in page(cast.chen)
    assert "备案" not in page(cast.tang)
    assert act(cast.chen, "rungs", why="检察建议已经发出", kind="congress").status_code == 422  # nobody chosen
    assert act(cast.chen, "rungs", why="检察建议已经发出", kind="filing").status_code == 302
    with acting_as(BUILDER):
        rung = Rung.objects.get()
    address = f"/notices/rungs/{rung.pk}/send/"
    assert post(cast.chen, address, number=FILED, seen=rung.words_hash).status_code == 403
    assert post(cast.pei, address, number=FILED, seen=rung.words_hash).status_code == 302
    with acting_as(BUILDER):
        sent = Dispatch.objects.get(kind="notices.filing")
        assert (sent.legal_mode, sent.recipient) == ("record", ours.organ.parent)
        assert Paper.objects.get(number=FILED).facts["addressee"] == sent.recipient.name
    assert "五日内报上一级院备案" not in page(cast.chen)
    assert "备案" not in page(cast.tang)


def test_a_congress_and_a_commission_are_told_on_paper(cast: Cast) -> None:
    suggested(cast)
    with acting_as(BUILDER):
        units = {kind: organ(code, name, kind) for code, name, kind in (
            ("R01", "临澄市人大常委会", Kind.CONGRESS), ("J01", "临澄市监察委员会", Kind.SUPERVISION))}  # fmt: skip
    for number, (kind, unit) in enumerate(zip(("congress", "commission"), units.values(), strict=True), 41):
        told = {"why": "逾期没有回复", "kind": kind, "recipient": unit.pk}
        assert act(cast.chen, "rungs", **told).status_code == 302
        with acting_as(BUILDER):
            rung = Rung.objects.get(kind=kind)
        sent = {"number": f"临城郊检发〔2026〕{number}号", "seen": rung.words_hash}
        assert post(cast.pei, f"/notices/rungs/{rung.pk}/send/", **sent).status_code == 302
    with acting_as(BUILDER):
        rows = Dispatch.objects.filter(recipient__in=units.values()).order_by("pk")
        assert [(one.legal_mode, one.channel) for one in rows] == [("record", "paper"), ("transfer", "paper")]
    assert notice().state == "issued"
    assert "监察委员会" not in page(cast.tang)
