"""Agreement: one signature over a named list of rows the procurator in charge opened."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from commutation.models import Allotment, Batch, Filing, Opinion
from procuratorate.dispatch.models import Dispatch
from procuratorate.dispatch.states import Channel, Mode
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Officer
from procuratorate.organs.reach import acting_as
from procuratorate.organs.states import Role
from tests.cast import Cast, sign_in
from tests.commutation.papers import NUMBER, clock_state, colleague, filed, opened, paper

pytestmark = pytest.mark.django_db


def press(cast: Cast, batch: Batch, rows: Iterable[Filing], by: Officer | None = None, **told: Any) -> Any:
    body = {
        "id": [one.pk for one in rows],
        "seen": [f"{one.pk}:{one.facts_hash}" for one in rows],
        "addressee": cast.court.pk,
        "number": NUMBER,
    }
    return sign_in(by or cast.chen).post(f"/opinions/agree/{batch.pk}/", body | told)


def papers() -> int:
    with acting_as(BUILDER):
        return Opinion.objects.count()


def test_a_stranger_does_not_find_the_list(cast: Cast, batch: Batch, upload: Any) -> None:
    rows = filed(cast, batch, upload)
    opened(rows, cast.yin)
    assert press(cast, batch, rows, cast.yin).status_code == 404
    assert press(cast, batch, rows, cast.tang).status_code == 403


def test_an_assistant_drafts_but_does_not_sign(cast: Cast, batch: Batch, upload: Any) -> None:
    rows = filed(cast, batch, upload)
    helper = colleague("J1005", "陆文瑾", cast.office, Role.ASSISTANT)
    opened(rows, helper)
    answer = press(cast, batch, rows, helper)
    assert answer.status_code == 403
    assert "须由检察官办理" in answer.content.decode()


def test_rows_not_opened_are_refused_by_name_and_nothing_is_signed(cast: Cast, batch: Batch, upload: Any) -> None:
    rows = filed(cast, batch, upload)
    opened(rows[:2], cast.chen)
    answer = press(cast, batch, rows)
    assert answer.status_code == 422
    told = answer.content.decode()
    assert f"{rows[2].name}，您还没有打开" in told
    assert f"{rows[0].name}，您" not in told
    assert papers() == 0


def test_a_colleagues_reading_opens_nothing_for_me(cast: Cast, batch: Batch, upload: Any) -> None:
    rows = filed(cast, batch, upload)
    opened(rows, cast.pei)
    assert press(cast, batch, rows).status_code == 422


def test_facts_that_changed_since_the_page_was_shown_are_a_conflict(cast: Cast, batch: Batch, upload: Any) -> None:
    rows = filed(cast, batch, upload)
    opened(rows, cast.chen)
    answer = press(cast, batch, rows, seen=[f"{one.pk}:{'0' * 64}" for one in rows])
    assert answer.status_code == 409
    assert papers() == 0


def test_nobody_ticked_is_said(cast: Cast, batch: Batch, upload: Any) -> None:
    rows = filed(cast, batch, upload)
    opened(rows, cast.chen)
    answer = press(cast, batch, [])
    assert answer.status_code == 422
    assert "没有选人" in answer.content.decode()


@pytest.mark.parametrize("number", ["", "38号", "临城郊检意见2026第38号"])
def test_a_number_that_is_none_is_refused_with_how_to_write_it(
    cast: Cast, batch: Batch, upload: Any, number: str
) -> None:
    rows = filed(cast, batch, upload)
    opened(rows, cast.chen)
    assert press(cast, batch, rows, number=number).status_code == 422
    assert papers() == 0


def test_a_colleagues_cases_are_the_colleagues_to_sign(cast: Cast, batch: Batch, upload: Any) -> None:
    rows = filed(cast, batch, upload)
    other = colleague("J1006", "程砚秋", cast.office, Role.PROCURATOR)
    with acting_as(BUILDER):
        Allotment.objects.create(filing=rows[0], organ=cast.office, officer=other, by=cast.pei)
    opened(rows, cast.chen)
    answer = press(cast, batch, rows)
    assert answer.status_code == 422
    assert f"{rows[0].name}，由程砚秋承办" in answer.content.decode()


def test_one_signature_issues_serves_copies_and_ends_the_clock(cast: Cast, batch: Batch, upload: Any) -> None:
    rows = filed(cast, batch, upload)
    opened(rows, cast.chen)
    answer = press(cast, batch, rows, number="临城郊检意见[2026]38号")
    assert answer.status_code == 302, answer.content.decode()
    signed = paper()
    assert (signed.state, signed.number, signed.approver) == ("issued", NUMBER, cast.chen)
    assert (signed.organ, signed.office) == (cast.suburb, cast.office)
    with acting_as(BUILDER):
        assert list(signed.lines.order_by("position").values_list("filing", flat=True)) == [one.pk for one in rows]
        served, copy = Dispatch.objects.filter(kind="commutation.opinion").order_by("pk")
    assert (served.recipient, served.legal_mode, served.channel) == (cast.court, Mode.SERVICE, Channel.PAPER)
    assert (copy.recipient, copy.legal_mode) == (cast.qingcen, Mode.COPY)
    assert copy.content["organ"] == "临澄城郊地区人民检察院"
    assert {clock_state(one) for one in rows} == {"met"}


def test_the_clock_runs_on_while_one_of_its_filings_has_no_opinion(cast: Cast, batch: Batch, upload: Any) -> None:
    rows = filed(cast, batch, upload)
    opened(rows, cast.chen)
    assert press(cast, batch, rows[:2]).status_code == 302
    assert clock_state(rows[2]) == "open"
    assert press(cast, batch, rows[2:], number="临城郊检意见〔2026〕39号").status_code == 302
    assert clock_state(rows[2]) == "met"


def test_a_second_click_signs_nothing_more(cast: Cast, batch: Batch, upload: Any) -> None:
    rows = filed(cast, batch, upload)
    opened(rows, cast.chen)
    assert press(cast, batch, rows).status_code == 302
    again = press(cast, batch, rows, number="临城郊检意见〔2026〕39号")
    assert again.status_code == 422
    assert "已提出或者正在办理" in again.content.decode()
    assert papers() == 1


def test_the_prison_reads_its_copy_and_a_ward_or_neighbour_does_not(cast: Cast, batch: Batch, upload: Any) -> None:
    rows = filed(cast, batch, upload)
    opened(rows, cast.chen)
    press(cast, batch, rows)
    address = f"/opinions/{paper().pk}/received/"
    page = sign_in(cast.tang).get(address)
    assert page.status_code == 200
    assert NUMBER in page.content.decode()
    assert rows[0].name in page.content.decode()
    assert [sign_in(who).get(address).status_code for who in (cast.ward, cast.lan, cast.yin)] == [404, 404, 404]
    assert sign_in(cast.tang).get(f"/opinions/{paper().pk}/").status_code == 403


def test_what_was_signed_cannot_be_changed_by_sql(cast: Cast, batch: Batch, upload: Any) -> None:
    from django.db import InternalError, transaction

    rows = filed(cast, batch, upload)
    opened(rows, cast.chen)
    press(cast, batch, rows)
    with acting_as(BUILDER):
        actor = cast.actor("chen")
    with acting_as(actor):
        for change in ({"facts": "改"}, {"addressee": cast.lincheng}):
            with pytest.raises(InternalError), transaction.atomic():
                Opinion.objects.update(**change)
        with pytest.raises(InternalError), transaction.atomic():
            paper_lines().delete()


def paper_lines() -> Any:
    from commutation.models import OpinionLine

    return OpinionLine.objects.all()


def test_the_page_says_who_was_not_opened(cast: Cast, batch: Batch, upload: Any) -> None:
    rows = filed(cast, batch, upload)
    opened(rows[:1], cast.chen)
    page = sign_in(cast.chen).get(f"/opinions/agree/{batch.pk}/").content.decode()
    assert "还有 2 件您没有打开" in page
    assert page.count('name="id"') == 1
    assert "临澄市中级人民法院" in page
