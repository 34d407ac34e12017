"""送达回证: who records it, what it must say, what it starts, and how a slip is put right."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError

from procuratorate.dispatch import events
from procuratorate.dispatch.models import Dispatch, PaperService
from procuratorate.dispatch.services import record_paper_service
from procuratorate.dispatch.states import Channel, Mode, Outcome
from procuratorate.lib.clock import SHANGHAI, now
from procuratorate.lib.errors import Conflict
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.dispatch.factories import sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(cast: Cast) -> Dispatch:
    return sent(
        cast.actor("chen"), cast.qingcen, legal_mode=Mode.SERVICE, channel=Channel.PAPER, title="纠正违法通知书"
    )


def facts(**changes: Any) -> dict[str, Any]:
    moment = f"{now().astimezone(SHANGHAI):%Y-%m-%dT%H:%M}"
    given = {"outcome": "signed", "received_at": moment, "received_by": "唐晓溪", "served_by": "陈砚平、陆文瑾"}
    return given | changes


def loaded(dispatch: Dispatch) -> Dispatch:
    with acting_as(BUILDER):
        found: Dispatch = Dispatch.objects.prefetch_related("services").get(pk=dispatch.pk)
        return found


def test_the_side_served_does_not_record_it(cast: Cast, paper: Dispatch) -> None:
    tang = sign_in(cast.tang)
    assert tang.get(f"/dispatches/{paper.pk}/service/").status_code == 403
    assert tang.post(f"/dispatches/{paper.pk}/service/", facts()).status_code == 403


def test_a_neighbour_does_not_find_it(cast: Cast, paper: Dispatch) -> None:
    assert sign_in(cast.yin).post(f"/dispatches/{paper.pk}/service/", facts()).status_code == 404


def test_the_database_refuses_a_slip_by_the_side_served(cast: Cast, paper: Dispatch) -> None:
    forged = PaperService(
        dispatch=paper, sender=cast.office, recipient=cast.qingcen, outcome="signed", received_at=now(), served_by="某"
    )
    with pytest.raises(DatabaseError), acting_as(cast.actor("tang")):
        forged.save()


def test_what_went_as_notice_needs_no_slip(cast: Cast) -> None:
    dispatch = sent(cast.actor("chen"), cast.qingcen, legal_mode=Mode.NOTIFIED)
    html = sign_in(cast.chen).post(f"/dispatches/{dispatch.pk}/service/", facts()).content.decode()
    assert "不用回证" in html


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"received_at": "昨天"}, "2026-11-20 09:30"),
        ({"received_at": "2099-01-01T00:00"}, "在将来"),
        ({"received_at": "2001-01-01T00:00"}, "早于发出时间"),
        ({"received_by": " "}, "这一栏要填"),
        ({"outcome": "substitute"}, "这一栏要填"),
        ({"outcome": "refused"}, "这一栏要填"),
        ({"outcome": "left", "refusal_reason": "不签"}, "这一栏要填"),
        ({"served_by": ""}, "没有填写"),
    ],
)
def test_a_slip_that_does_not_hold_is_refused_beside_the_field(
    cast: Cast, paper: Dispatch, changes: dict[str, str], told: str
) -> None:
    response = sign_in(cast.chen).post(f"/dispatches/{paper.pk}/service/", facts(**changes))
    assert response.status_code == 422
    assert told in response.content.decode()
    assert loaded(paper).received_at is None


def test_the_time_on_the_slip_is_the_receipt_and_listeners_hear_it(cast: Cast, paper: Dispatch) -> None:
    heard: list[PaperService] = []

    def listen(sender: object, service: PaperService, **kwargs: Any) -> None:
        heard.append(service)

    events.served.connect(listen)
    try:
        response = sign_in(cast.chen).post(f"/dispatches/{paper.pk}/service/", facts())
    finally:
        events.served.disconnect(listen)
    assert response.status_code == 302
    assert loaded(paper).received_at == heard[0].received_at
    html = sign_in(cast.tang).get(f"/dispatches/{paper.pk}/receipt/").content.decode()
    assert "本人签收" in html
    assert "陈砚平、陆文瑾" in html


def test_a_refusal_serves_nothing_and_leaving_it_behind_does(cast: Cast, paper: Dispatch) -> None:
    chen = sign_in(cast.chen)
    chen.post(f"/dispatches/{paper.pk}/service/", facts(outcome="refused", refusal_reason="不认可内容"))
    assert loaded(paper).received_at is None
    chen.post(f"/dispatches/{paper.pk}/service/", facts(outcome="left", refusal_reason="不认可内容", witness="郝某"))
    assert loaded(paper).received_at is not None


def test_a_correction_needs_a_reason_and_keeps_both(cast: Cast, paper: Dispatch) -> None:
    chen, page = sign_in(cast.chen), f"/dispatches/{paper.pk}/service/"
    chen.post(page, facts())
    assert chen.post(page, facts(received_by="沈维岳")).status_code == 422
    chen.post(page, facts(received_by="沈维岳", correction_reason="收件人写错"))
    served = loaded(paper).served
    assert served is not None
    assert served.received_by == "沈维岳"
    html = sign_in(cast.tang).get(f"/dispatches/{paper.pk}/receipt/").content.decode()
    assert "唐晓溪" in html
    assert "收件人写错" in html


def test_two_clicks_make_one_slip_and_one_correction(cast: Cast, paper: Dispatch) -> None:
    """Both were read before the first was written, as two requests at once read it."""
    chen, unserved = cast.actor("chen"), loaded(paper)

    def press(held: Dispatch, **more: Any) -> None:
        told: dict[str, Any] = {"outcome": Outcome.SIGNED, "received_by": "唐晓溪", "served_by": "陈砚平"}
        with acting_as(chen) as at:
            record_paper_service(dispatch=held, received_at=at, actor=chen, at=at, **told, **more)

    press(unserved)
    with pytest.raises(Conflict, match="已有送达回证"):
        press(unserved)
    first = loaded(paper)
    mended: dict[str, Any] = {"corrects": first.served, "correction_reason": "写错"}
    press(first, **mended)
    with pytest.raises(Conflict, match="已经更正过"):
        press(first, **mended)
    assert len(loaded(paper).services.all()) == 2


def test_a_slip_is_not_changed(cast: Cast, paper: Dispatch) -> None:
    sign_in(cast.chen).post(f"/dispatches/{paper.pk}/service/", facts())
    with pytest.raises(DatabaseError), acting_as(BUILDER):
        PaperService.objects.update(received_at=now() - timedelta(days=3))


SCAN = b"%PDF-1.7\n" + b"0" * 40


def scan(cast: Cast, who: str, paper: Dispatch, data: bytes = SCAN) -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile("回证.pdf", data)
    return sign_in(cast.officers[who]).post(f"/dispatches/{paper.pk}/scans/", {"file": file})


def test_the_signed_slip_is_scanned_back_by_who_served_and_read_by_both(cast: Cast, paper: Dispatch) -> None:
    assert scan(cast, "chen", paper).status_code == 409  # the slip itself is recorded first
    assert sign_in(cast.chen).post(f"/dispatches/{paper.pk}/service/", facts()).status_code == 302
    assert [scan(cast, who, paper).status_code for who in ("tang", "yin")] == [403, 404]
    assert [scan(cast, "chen", paper, bad).status_code for bad in (b"", b"PK\x03\x04")] == [422, 422]
    assert scan(cast, "chen", paper).status_code == scan(cast, "chen", paper).status_code == 302
    with acting_as(BUILDER):
        (kept,) = loaded(paper).scans.all()
    address = f"/dispatches/{paper.pk}/scans/{kept.pk}/"
    assert [sign_in(one).get(address).content for one in (cast.chen, cast.tang)] == [SCAN, SCAN]
    assert sign_in(cast.lan).get(address).status_code == 404
    assert address in sign_in(cast.tang).get(f"/dispatches/{paper.pk}/receipt/").content.decode()
