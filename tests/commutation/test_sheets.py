"""Sheets printed straight from the pages where practice prints them: 公示, 花名册, 审核表, 签发单, 送达回证."""

from __future__ import annotations

from typing import Any

import pytest

from commutation.models import Batch
from procuratorate.dispatch.models import Dispatch
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.commutation.factories import MOMENT, batch_of
from tests.commutation.papers import filed, opened, paper
from tests.commutation.reviewing import case, consulted
from tests.commutation.test_agreeing import press

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def monday(set_clock: Any) -> None:
    set_clock(MOMENT)


def sheet(cast: Cast, who: str, address: str) -> str:
    answer = sign_in(cast.officers[who]).get(address)
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def test_roster_and_review_form_are_the_sheets_of_the_issued_papers(cast: Cast) -> None:
    batch = consulted(cast)
    one = case(batch)
    roster = sheet(cast, "tang", f"/batches/{batch.pk}/roster/")
    assert 'class="page-roster"' in roster
    form = sheet(cast, "tang", f"/batches/{batch.pk}/people/{one.pk}/review-form/")
    assert ("page-form" in form, one.name in form, "罪犯减刑审核表" in form) == (True, True, True)


def test_a_notice_without_people_is_not_printed(cast: Cast) -> None:
    answer = sign_in(cast.tang).get(f"/batches/{batch_of(cast).pk}/notice/")
    assert answer.status_code == 422
    assert "导入或勾选名单" in answer.content.decode()


def test_a_slip_to_be_signed_stands_in_the_usual_form_with_the_hash(cast: Cast) -> None:
    consulted(cast)
    with acting_as(BUILDER):
        dispatch = Dispatch.objects.get(kind="commutation.consultation")
    for who in ("tang", "chen"):
        body = sheet(cast, who, f"/dispatches/{dispatch.pk}/slip/")
        assert dispatch.content_hash in body
        assert "收件人" in body
    assert sign_in(cast.yin).get(f"/dispatches/{dispatch.pk}/slip/").status_code == 404


def test_the_approval_slip_says_who_drafted_and_signed_what(cast: Cast, batch: Batch, upload: Any) -> None:
    rows = filed(cast, batch, upload)
    opened(rows, cast.chen)
    press(cast, batch, rows)
    opinion = paper()
    body = sheet(cast, "pei", f"/opinions/{opinion.pk}/approval/")
    assert all(words in body for words in (cast.chen.name, opinion.content_hash, opinion.number, "签署"))
    assert sign_in(cast.tang).get(f"/opinions/{opinion.pk}/approval/").status_code == 403
