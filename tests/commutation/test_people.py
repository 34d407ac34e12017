"""Ticks on screen, mending one nomination, dropping out, the printed list."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from commutation.models import Batch, Filing, Upload
from commutation.services.amending import AMENDABLE
from prisons.models import Inmate
from procuratorate.audit.models import Entry
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.commutation.factories import commuted, filings, inmates

pytestmark = pytest.mark.django_db
Send = Callable[..., Upload]


def pick(client: Client, batch: Batch, query: str = "", **data: Any) -> Any:
    return client.post(f"/batches/{batch.pk}/pick/{query}", {"kind": "commutation", "months": "7个月", **data})


def test_nobody_ticked_is_told(cast: Cast, batch: Batch) -> None:
    inmates(cast.ward1)
    assert pick(sign_in(cast.tang), batch).status_code == 422


def test_ticked_people_are_on_the_list_with_their_facts(cast: Cast, batch: Batch) -> None:
    first, _, third = inmates(cast.ward1, 3)
    assert pick(sign_in(cast.tang), batch, ids=[first.pk, third.pk]).status_code == 302
    found = filings(batch)
    assert [one.inmate_id for one in found] == [first.pk, third.pk]
    assert found[0].facts["points"] == "2438"


def test_all_found_takes_what_the_filter_found_and_no_more(cast: Cast, batch: Batch) -> None:
    inmates(cast.ward1, 3)
    inmates(cast.ward2, 2, first=50)
    query = f"?ward={cast.ward2.pk}"
    assert "2 人" in sign_in(cast.tang).get(f"/batches/{batch.pk}/pick/{query}").content.decode()
    pick(sign_in(cast.tang), batch, query, all_found="1")
    assert {one.ward_id for one in filings(batch)} == {cast.ward2.pk}


def test_a_name_is_found_in_its_variants(cast: Cast, batch: Batch) -> None:
    inmates(cast.ward1, names=["祁峰"])
    client = sign_in(cast.tang)
    assert "祁峰" in client.get(f"/batches/{batch.pk}/pick/?q=祁峯").content.decode()
    assert "祁峰" not in client.get(f"/batches/{batch.pk}/pick/?q=罗").content.decode()


def test_ticking_a_neighbours_inmate_takes_nobody(cast: Cast, batch: Batch) -> None:
    [stranger] = inmates(cast.lanpu_ward)
    assert pick(sign_in(cast.tang), batch, ids=[stranger.pk]).status_code == 422
    assert filings(batch) == []


def test_a_ticked_person_whom_the_sentence_excludes_is_refused_with_the_reason(cast: Cast, batch: Batch) -> None:
    [one] = inmates(cast.ward1, kind="life", months=None, for_life=True)
    answer = pick(sign_in(cast.tang), batch, ids=[one.pk])
    assert answer.url.startswith("/batches/uploads/")
    assert "终身监禁" in sign_in(cast.tang).get(answer.url).content.decode()


def test_a_ticked_list_offers_no_sheet_and_names_the_dossier_as_its_source(cast: Cast, batch: Batch) -> None:
    [one] = inmates(cast.ward1, names=["祁云山"])
    commuted(one, ruled=date(2024, 3, 1), served=date(2024, 2, 1))
    client = sign_in(cast.tang)
    answer = pick(client, batch, ids=[one.pk])
    page = client.get(answer.url).content.decode()
    assert "取自档案：2024-02-01" in page
    assert "下载逐行结果" in page
    assert "原表" not in page


def test_a_double_press_puts_nobody_on_twice(cast: Cast, batch: Batch) -> None:
    [one] = inmates(cast.ward1)
    client = sign_in(cast.tang)
    pick(client, batch, ids=[one.pk])
    pick(client, batch, ids=[one.pk])
    assert len(filings(batch)) == 1


def amend(client: Client, filing: Filing, opened: dict[str, str], **changed: str) -> Any:
    data = {name: opened.get(name, "") for name in AMENDABLE} | changed
    data |= {f"was_{name}": opened.get(name, "") for name in AMENDABLE}
    return client.post(f"/batches/{filing.batch_id}/people/{filing.pk}/", data)


@pytest.fixture
def filing(cast: Cast, batch: Batch) -> Filing:
    [one] = inmates(cast.ward1)
    pick(sign_in(cast.tang), batch, ids=[one.pk], months="")
    return filings(batch)[0]


def test_a_nomination_mended_by_hand_is_checked_like_a_row(cast: Cast, batch: Batch, filing: Filing) -> None:
    client = sign_in(cast.tang)
    answer = amend(client, filing, filing.facts, months="七十年")
    assert answer.status_code == 422
    assert "月数须在" in answer.content.decode()
    assert amend(client, filing, filing.facts, months="８个月").status_code == 302
    assert filings(batch)[0].months == 8


def test_the_form_says_of_each_field_whether_it_may_stay_empty(cast: Cast, filing: Filing) -> None:
    page = sign_in(cast.tang).get(f"/batches/{filing.batch_id}/people/{filing.pk}/").content.decode()

    def told(label: str) -> str:
        return page.split(f">{label}")[1].split("</label>")[0]

    assert "发送前须填" in told("拟减刑期")
    assert "本种类不填" in told("假释考验期止")
    assert "不填的取自档案" in told("考核得分")
    assert "span" not in told("原判刑期")
    assert "原表" not in page  # ticked on screen: there is no sheet


def test_a_needed_field_left_empty_is_asked_for(cast: Cast, filing: Filing) -> None:
    answer = amend(sign_in(cast.tang), filing, filing.facts, term="")
    assert answer.status_code == 422
    assert "请照原件填写原判刑期" in answer.content.decode()


def test_two_officers_mending_the_same_field_get_both_values(cast: Cast, batch: Batch, filing: Filing) -> None:
    opened = filing.facts
    assert amend(sign_in(cast.shen), filing, opened, months="8个月").status_code == 302
    answer = amend(sign_in(cast.tang), filing, opened, months="9个月")
    assert answer.status_code == 409
    assert "8个月" in answer.content.decode()
    assert amend(sign_in(cast.tang), filing, opened, note="已核对").status_code == 302
    kept = filings(batch)[0].facts
    assert (kept["months"], kept["note"]) == ("8个月", "已核对")


def test_a_clash_names_who_was_first_and_the_settled_draft_is_forgotten(cast: Cast, filing: Filing) -> None:
    opened, client = filing.facts, sign_in(cast.tang)
    address = f"/batches/{filing.batch_id}/people/{filing.pk}/"
    assert amend(sign_in(cast.shen), filing, opened, months="8个月").status_code == 302
    client.post("/me/draft/", {"page": address, "forms": '{"": {"months": ["9个月"]}}'})
    page = amend(client, filing, opened, months="9个月").content.decode()
    assert "沈维岳" in page
    fields = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page))
    assert client.post(address, {**fields, "months": "mine"}).status_code == 302
    assert client.get("/me/draft/", {"page": address}).status_code == 204
    assert "唐晓溪" in client.get(address).content.decode()


def test_a_sent_nomination_is_not_mended(cast: Cast, filing: Filing) -> None:
    amend(sign_in(cast.tang), filing, filing.facts, months="8个月")
    sign_in(cast.shen).post(f"/batches/{filing.batch_id}/consult/", {"agreed_days": 5})
    answer = amend(sign_in(cast.tang), filing, filing.facts, months="9个月")
    assert answer.status_code == 403
    assert "列入下一批次" in answer.content.decode()  # why, and what instead


def drop(client: Client, batch: Batch, ids: list[int], **data: str) -> Any:
    return client.post(
        f"/batches/{batch.pk}/drop/", {"ids": ids, "step": "section", "reason": "考核期与得分不符", **data}
    )


def test_dropping_out_wants_a_reason(cast: Cast, batch: Batch, filing: Filing) -> None:
    assert drop(sign_in(cast.tang), batch, [filing.pk], reason=" ").status_code == 422
    assert drop(sign_in(cast.tang), batch, []).status_code == 422
    assert drop(sign_in(cast.tang), batch, [filing.pk], step="court").status_code == 422


def test_who_dropped_out_is_counted_at_the_step_with_the_reason(cast: Cast, batch: Batch, filing: Filing) -> None:
    client = sign_in(cast.tang)
    assert drop(client, batch, [filing.pk]).status_code == 302
    assert drop(client, batch, [filing.pk]).status_code == 409
    board = client.get(f"/batches/{batch.pk}/").content.decode()
    assert "−1" in board
    assert "考核期与得分不符" in client.get(f"/batches/{batch.pk}/people/?dropped=section").content.decode()
    assert pick(client, batch, ids=[filing.inmate_id]).status_code == 302  # may be put forward anew
    assert len(filings(batch)) == 2


def test_the_printed_list_names_its_source_and_its_printing_is_written(
    cast: Cast, batch: Batch, filing: Filing
) -> None:
    page = sign_in(cast.tang).get(f"/batches/{batch.pk}/roster/").content.decode()
    assert "罪犯花名册" in page
    assert "数据提供单位" in page
    with acting_as(BUILDER):
        entry = Entry.objects.filter(act="commutation.print_roster").get()
        assert entry.detail["ids"] == [filing.pk]


def test_the_public_notice_shows_no_number_of_identity(cast: Cast, batch: Batch, filing: Filing) -> None:
    page = sign_in(cast.tang).get(f"/batches/{batch.pk}/notice/").content.decode()
    with acting_as(BUILDER):
        number = Inmate.objects.select_related("person").get(pk=filing.inmate_id).person.id_number
    assert filing.name in page
    assert number not in page
    assert filing.number not in page
