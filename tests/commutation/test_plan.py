"""The plan of a batch: laid out in working days, changed by two people at once without losing either's work."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from commutation.models import Batch
from commutation.services.batches import plan_labels, plan_values
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in

pytestmark = pytest.mark.django_db


def values(batch: Batch) -> dict[str, str]:
    with acting_as(BUILDER):
        return plan_values(Batch.objects.get(pk=batch.pk))


def save(client: Client, batch: Batch, opened: dict[str, str], **changed: str) -> Any:
    data = {**opened, **changed, **{f"was_{name}": value for name, value in opened.items()}}
    return client.post(f"/batches/{batch.pk}/plan/", data)


def test_a_new_batch_is_laid_out_in_working_days(cast: Cast, batch: Batch) -> None:
    plan = values(batch)
    assert plan["cutoff_planned"] == "2026-09-30"
    days = [plan[name] for name in plan if name.endswith("_planned") and plan[name]]
    assert days == sorted(days)
    assert all(date.fromisoformat(day).weekday() < 5 for day in days[1:])


def test_a_second_batch_of_the_same_number_is_told_beside_the_field_with_a_link_to_the_first(
    cast: Cast, batch: Batch
) -> None:
    data = {"year": 2026, "ordinal": 4, "cutoff_on": "2026-09-30"}
    answer = sign_in(cast.tang).post("/batches/new/", data)
    assert answer.status_code == 422
    assert answer.context["form"].errors["ordinal"]
    page = answer.content.decode()
    assert "已经建立" in page
    assert f'href="/batches/{batch.pk}/"' in page


@pytest.mark.parametrize("cutoff", ["", "二月三十", "2026-02-30", "26.9.30"])
def test_a_day_that_cannot_be_read_is_told_beside_its_field(cast: Cast, cutoff: str) -> None:
    answer = sign_in(cast.tang).post("/batches/new/", {"year": 2026, "ordinal": 1, "cutoff_on": cutoff})
    assert answer.status_code == 422


@pytest.mark.parametrize("written", ["２０２６．９．３０", "2026年9月30日", "20260930"])
def test_days_are_read_as_people_write_them(cast: Cast, written: str) -> None:
    answer = sign_in(cast.tang).post("/batches/new/", {"year": 2026, "ordinal": 1, "cutoff_on": written})
    assert answer.status_code == 302


def test_dates_out_of_order_are_refused(cast: Cast, batch: Batch) -> None:
    answer = save(sign_in(cast.tang), batch, values(batch), committee_planned="2026-09-01")
    assert answer.status_code == 422
    assert "早于" in answer.content.decode()


def test_a_step_is_not_done_tomorrow(cast: Cast, batch: Batch) -> None:
    answer = save(sign_in(cast.tang), batch, values(batch), cutoff_done="2026-11-17")
    assert answer.status_code == 422
    assert "不能晚于今天" in answer.content.decode()


def test_two_clerks_who_changed_different_dates_both_keep_theirs(cast: Cast, batch: Batch) -> None:
    opened = values(batch)
    assert save(sign_in(cast.shen), batch, opened, plan_no="青监刑〔2026〕41号").status_code == 302
    assert save(sign_in(cast.tang), batch, opened, cutoff_done="2026-09-30").status_code == 302
    stored = values(batch)
    assert (stored["plan_no"], stored["cutoff_done"]) == ("青监刑〔2026〕41号", "2026-09-30")


def test_two_clerks_who_changed_the_same_date_get_both_values_and_choose(cast: Cast, batch: Batch) -> None:
    opened = values(batch)
    later = {"filing_planned": "2026-12-10"}
    assert save(sign_in(cast.shen), batch, opened, **later).status_code == 302
    client = sign_in(cast.tang)
    answer = save(client, batch, opened, filing_planned="2026-12-14", plan_no="甲")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "沈维岳" in page
    assert "2026-12-10" in page
    assert "2026-12-14" in page
    stored, mine = values(batch), {**opened, "filing_planned": "2026-12-14", "plan_no": "甲"}
    data = {"resolve": "1", "filing_planned": "mine", "plan_no": "mine"}
    for name in plan_labels():
        data |= {
            f"stored_{name}": stored.get(name, ""),
            f"mine_{name}": mine.get(name, ""),
            f"was_{name}": opened.get(name, ""),
        }
    assert client.post(f"/batches/{batch.pk}/plan/", data).status_code == 302
    saved = values(batch)
    assert (saved["filing_planned"], saved["plan_no"]) == ("2026-12-14", "甲")


def test_the_cut_off_passes_by_itself_and_only_what_is_overdue_is_marked(cast: Cast, batch: Batch) -> None:
    page = sign_in(cast.tang).get(f"/batches/{batch.pk}/").content.decode()
    assert page.index("考核截止</b>09-30") < page.index("监区报送</b>拟")
    assert page.count('class="late"') == 1
    assert 'class="done"' in page


def test_the_ladder_marks_what_is_late_and_where_the_batch_stands(cast: Cast, batch: Batch) -> None:
    page = sign_in(cast.tang).get(f"/batches/{batch.pk}/").content.decode()
    assert "已过" in page  # the wards' day has gone by
    save(sign_in(cast.tang), batch, values(batch), cutoff_done="2026-09-30", wards_done="2026-10-16")
    assert "10-16" in sign_in(cast.tang).get(f"/batches/{batch.pk}/").content.decode()
