"""A level changes what else is asked for than months: probation of a parole, deprivation of rights, by article."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from commutation.models import Batch, Filing, Sitting, Upload
from commutation.selectors.records import is_whole
from commutation.services.lists import take_rows
from prisons.models import Inmate
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.commutation.factories import filings, inmates, row
from tests.commutation.levels import held, page, said

pytestmark = pytest.mark.django_db
WHY = {"article": "刑法第83条", "reason": "按减刑后的余刑重新计算"}


def listed(cast: Cast, batch: Batch, people: list[Inmate], **asked: Any) -> Filing:
    with acting_as(BUILDER):
        clerk = cast.actor("tang")
    with acting_as(clerk) as at:
        rows = [row(one, **asked) for one in people]
        take_rows(batch=batch, actor=clerk, rows=rows, source=Upload.Source.SCREEN, at=at, commit=True)
    return filings(batch)[0]


def closed(cast: Cast, sitting: Sitting) -> None:
    answer = sign_in(cast.shen).post(f"/batches/sittings/{sitting.pk}/close/")
    assert answer.status_code == 302, answer.content.decode()


def test_a_changed_probation_needs_its_day_article_and_reason_and_reaches_the_filing(cast: Cast, batch: Batch) -> None:
    parole = {"kind": "假释", "months": None, "probation_until": "2028-12-31"}
    filing = listed(cast, batch, inmates(cast.ward1), **parole)
    sitting, client = held(cast, batch, "ward", cast.ward1, present=3), sign_in(cast.shen)
    for lacking in ({}, WHY, {"until": "2029-01-31"}, WHY | {"until": "2028-12-31"}):
        assert said(client, sitting, filing, "changed", **lacking).status_code == 422
    assert said(client, sitting, filing, "changed", until="2029-01-31", **WHY).status_code == 302
    assert "<del>2028-12-31</del> <b>2029-01-31</b>" in page(client, sitting)
    closed(cast, sitting)
    with acting_as(BUILDER):
        filing.refresh_from_db()
        sitting.refresh_from_db()
        assert filing.probation_until == date(2029, 1, 31)
        assert filing.facts["probation_until"] == "2029-01-31"
        assert is_whole(sitting)
        sitting.deliberations.update(changes={})
        assert not is_whole(sitting)  # what was changed stands under the record's SM3


def test_rights_are_changed_alone_and_the_months_stay(cast: Cast, batch: Batch) -> None:
    filing = listed(cast, batch, inmates(cast.ward1), rights_months="2年")
    sitting, client = held(cast, batch, "ward", cast.ward1, present=3), sign_in(cast.shen)
    assert said(client, sitting, filing, "changed", rights="24", **WHY).status_code == 422  # as it was
    assert said(client, sitting, filing, "changed", rights="12", **WHY).status_code == 302
    closed(cast, sitting)
    with acting_as(BUILDER):
        filing.refresh_from_db()
        assert (filing.months, filing.rights_months) == (7, 12)
    levels = client.get(f"/batches/{batch.pk}/people/{filing.pk}/").content.decode()
    assert "剥夺政治权利 <del>24个月</del> 12个月" in levels


def test_outside_service_has_nothing_to_change(cast: Cast, batch: Batch) -> None:
    filing = listed(cast, batch, inmates(cast.ward1), kind="暂予监外执行", months=None)
    sitting = held(cast, batch, "ward", cast.ward1, present=3)
    assert said(sign_in(cast.shen), sitting, filing, "changed", **WHY).status_code == 422
