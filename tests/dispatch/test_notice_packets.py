"""A notice issued on the procuratorate's network is answered on the prisons', by packets both ways."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from procuratorate.dispatch.models import Dispatch
from procuratorate.dispatch.selectors import waiting_for_packet
from procuratorate.dispatch.services import make_packets, take_packet
from procuratorate.dispatch.states import Outcome
from procuratorate.lib import files
from procuratorate.notices import services
from procuratorate.notices.models import Notice, Point
from procuratorate.notices.states import Finding, Kind, Stance
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import sign_in
from tests.dispatch.sites import Site

pytestmark = pytest.mark.servers  # two sites and one story: in order, by one process
Sites = tuple[Site, Site]
NUMBER, PDF = "临城郊检纠违〔2026〕16号", b"%PDF-1.4 proof"
FACTS = ("二监区禁闭四日没有审批", "四监区加扣分公示二个工作日")


def acting(site: Site, who: str, act: Callable[..., Any]) -> Any:
    with site.here() as cast:
        with acting_as(BUILDER):
            actor = cast.actor(who)
        with acting_as(actor) as at:
            return act(actor=actor, at=at)


def carried(start: Site, by: str, to: Site, taker: str) -> list[tuple[str, str]]:
    """All that waits at one site is packed, taken in at the other; what became of each."""

    def pack(**who: Any) -> bytes:
        return files.fetch(make_packets(dispatches=waiting_for_packet(who["actor"]), **who)[0].stored)

    data = acting(start, by, pack)
    packet = acting(to, taker, lambda **who: take_packet(data=data, **who))
    with to.here(), acting_as(BUILDER):
        return [(one.dispatch.kind if one.dispatch else one.reason, one.outcome) for one in packet.lines.all()]


def one(site: Site) -> Notice:
    with site.here(), acting_as(BUILDER):
        found: Notice = Notice.objects.select_related("clock", "dispatch").get()
        return found


def states(site: Site) -> list[str]:
    with site.here(), acting_as(BUILDER):
        return list(Point.objects.order_by("position").values_list("state", flat=True))


@pytest.fixture(scope="module")
def issued(sites: Sites) -> Notice:
    """By chen and pei, on the procuratorate's site alone."""
    _, offices = sites
    points = [services.PointWords(fact, "监狱法", "予以纠正") for fact in FACTS]
    with offices.here() as cast:
        told = {"kind": Kind.VIOLATION, "addressee": cast.qingcen, "title": "禁闭和公示", "points": points}
    notice: Notice = acting(offices, "chen", lambda **who: services.draft_notice(**told, **who))
    seen = {"notice": notice, "seen": notice.content_hash}
    acting(offices, "chen", lambda **who: services.submit_notice(**seen, **who))
    acting(offices, "pei", lambda **who: services.endorse_notice(**seen, **who))
    acting(offices, "pei", lambda **who: services.issue_notice(**seen, number=NUMBER, **who))
    return one(offices)


def test_the_addressee_reads_the_notice_on_its_own_network(sites: Sites, issued: Notice) -> None:
    prisons, offices = sites
    assert (issued.dispatch.channel, issued.dispatch.delivered_at) == ("gateway", None)
    assert carried(offices, "chen", prisons, "tang") == [("notices.notice", "taken")]
    laid = one(prisons)
    assert (laid.number, laid.state, laid.served_on, laid.clock) == (NUMBER, "issued", None, None)
    with prisons.here() as cast:
        for who in (cast.tang, cast.hao):
            page = sign_in(who).get(laid.get_absolute_url())
            assert page.status_code == 200
            assert all(fact in page.content.decode() for fact in FACTS)
        for stranger in (cast.lan, cast.ward):
            assert sign_in(stranger).get(laid.get_absolute_url()).status_code == 404
    assert carried(offices, "chen", prisons, "tang") == [("notices.notice", "known")]
    assert one(prisons).pk == laid.pk


def test_the_slip_is_told_and_starts_the_same_period_there(sites: Sites, issued: Notice) -> None:
    prisons, offices = sites

    def record(actor: Any, at: datetime) -> None:
        slip = {"outcome": Outcome.SIGNED, "received_by": "郝景川", "served_by": "陈砚平", "received_at": at}
        services.record_service(notice=one_here(), slip=slip, scans=[], actor=actor, at=at)

    acting(offices, "chen", record)
    assert ("notices.served", "taken") in carried(offices, "chen", prisons, "tang")
    ours, theirs = one(offices), one(prisons)
    assert (theirs.state, theirs.served_on) == ("served", ours.served_on)
    assert theirs.clock.due_on == ours.clock.due_on
    assert theirs.clock.due_on >= ours.served_on + timedelta(days=15)


def one_here() -> Notice:
    found: Notice = Notice.objects.select_related("dispatch", "addressee", "organ", "office").get()
    return found


def test_answer_and_objection_come_back_with_their_proof(sites: Sites, issued: Notice) -> None:
    prisons, offices = sites

    def answer(**who: Any) -> None:
        words = services.AnswerWords(1, Stance.ADOPTED, "已补审批", date(2026, 11, 20), [("审批单.pdf", PDF)])
        services.answer_notice(notice=one_here(), answers=[words], **who)
        services.object_to(notice=one_here(), positions=[2], words="实为三个工作日", files=[("照片.pdf", PDF)], **who)

    acting(prisons, "tang", answer)
    told = carried(prisons, "shen", offices, "chen")
    assert told == [("notices.answer", "taken"), ("notices.objection", "taken")]
    assert states(offices) == ["answered", "objected"]
    with offices.here() as cast, acting_as(BUILDER):
        held = one_here()
        said, objection = held.answers.get(), held.objections.get()
        assert (said.words, said.answered_by, said.dispatch.channel) == ("已补审批", "唐晓溪", "gateway")
        assert files.fetch(said.files.get().stored) == files.fetch(objection.files.get().stored) == PDF
        assert objection.clock.organ == cast.office
    with offices.here() as cast:
        assert "已补审批" in sign_in(cast.chen).get(one(offices).get_absolute_url()).content.decode()


def test_what_is_made_of_them_is_seen_by_the_addressee(sites: Sites, issued: Notice) -> None:
    prisons, offices = sites

    def back(**who: Any) -> None:
        point = Point.objects.select_related("notice").get(position=1)
        services.check_point(point=point, finding=Finding.BACK, words="须附登记簿", on_spot=False, days=5, **who)

    acting(offices, "chen", back)
    assert ("notices.back", "taken") in carried(offices, "chen", prisons, "tang")
    assert states(prisons) == ["back", "objected"]
    with prisons.here() as cast:
        assert "须附登记簿" in sign_in(cast.tang).get(one(prisons).get_absolute_url()).content.decode()


def test_another_house_answers_no_notice_of_ours(sites: Sites, issued: Notice) -> None:
    """A trusted site that answers a notice addressed to somebody else is refused, and nothing is written."""
    _, offices = sites
    with offices.here() as cast, acting_as(BUILDER):
        before = Dispatch.objects.count()
        Notice.objects.filter(pk=issued.pk).update(addressee=cast.lanpu)
    prisons, _ = sites

    def again(**who: Any) -> None:
        words = services.AnswerWords(1, Stance.ADOPTED, "再次答复", None, ())
        services.answer_notice(notice=one_here(), answers=[words], **who)

    acting(prisons, "tang", again)
    told = carried(prisons, "shen", offices, "chen")
    assert told[-1][1] == "refused"
    assert "没有接收" in told[-1][0]
    with offices.here(), acting_as(BUILDER):
        assert Dispatch.objects.count() == before
