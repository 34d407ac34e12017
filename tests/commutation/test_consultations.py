"""征求意见: opinions drafted, given together, answered person by person, carried into the filing."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from commutation.models import Adjustment, Adoption, Batch, ConsultationOpinion, Filing, PlanStep, Sending
from commutation.states.reviews import ADVICE_MOVES, Advice, AdviceState
from procuratorate.deadlines.models import Deadline
from procuratorate.dispatch.models import Dispatch
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.commutation.factories import filings
from tests.commutation.reviewing import CALM, EARLY, case, consulted, filed, open_all, page, post
from tests.commutation.test_states import walk

pytestmark = pytest.mark.django_db
ADJUST = {"advice": "adjust", "words": "退赔未全部履行，宜减6个月"}


@pytest.fixture
def batch(cast: Cast) -> Batch:
    return consulted(cast)


def draft(cast: Cast, filing: Filing, who: str = "chen", **data: str) -> int:
    status: int = post(cast, who, f"/cases/{filing.pk}/advice/", **data).status_code
    return status


def give(cast: Cast, batch: Batch, who: str = "chen") -> Any:
    return post(cast, who, f"/cases/batches/{batch.pk}/opinions/")


def opinion(filing: Filing) -> ConsultationOpinion:
    with acting_as(BUILDER):
        return ConsultationOpinion.objects.select_related("dispatch").get(filing=filing)


def given(cast: Cast, batch: Batch) -> tuple[ConsultationOpinion, ConsultationOpinion]:
    """建议调整幅度 on the first, 同意 on the second, given."""
    open_all(cast, batch)
    draft(cast, case(batch, EARLY), **ADJUST)
    draft(cast, case(batch, CALM), advice="agree")
    assert give(cast, batch).status_code == 302
    return opinion(case(batch, EARLY)), opinion(case(batch, CALM))


def answer(cast: Cast, batch: Batch, who: str = "tang", **data: Any) -> Any:
    return post(cast, who, f"/batches/{batch.pk}/opinions/", **data)


def adopt(cast: Cast, batch: Batch, one: ConsultationOpinion, months: str = "6个月") -> Any:
    told = {"adopted": "yes", "months": months, "article": "法释〔2016〕23号第六条"}
    return answer(cast, batch, **{f"{name}_{one.pk}": words for name, words in told.items()})


# Drafting


@pytest.mark.parametrize(("who", "status"), [("tang", 403), ("qin", 403), ("yin", 404)])
def test_only_the_office_drafts(cast: Cast, batch: Batch, who: str, status: int) -> None:
    assert draft(cast, case(batch), who, advice="agree") == status


def test_anything_but_agreement_needs_its_reasons(cast: Cast, batch: Batch) -> None:
    for advice in set(Advice) - {Advice.AGREE}:
        assert draft(cast, case(batch), advice=advice, words=" ") == 422
    assert draft(cast, case(batch), advice="perhaps") == 422
    assert draft(cast, case(batch), **ADJUST) == 302
    assert draft(cast, case(batch), advice="agree") == 302  # a draft is rewritten
    assert opinion(case(batch)).advice == Advice.AGREE


def test_agreement_in_bulk_is_for_opened_rows_and_keeps_other_drafts(cast: Cast, batch: Batch) -> None:
    ids = [one.pk for one in filings(batch)]
    address = f"/cases/batches/{batch.pk}/agree/"
    page(cast, "chen", f"/cases/{ids[EARLY]}/")
    refused = post(cast, "chen", address, ids=ids)
    assert refused.status_code == 422
    assert case(batch, CALM).name in refused.content.decode()
    open_all(cast, batch)
    draft(cast, case(batch, EARLY), **ADJUST)
    assert post(cast, "chen", address, ids=ids).status_code == 302
    assert [opinion(one).advice for one in filings(batch)] == [Advice.ADJUST, Advice.AGREE]


def test_the_list_offers_bulk_agreement_while_the_prison_asks_and_not_after(cast: Cast, batch: Batch) -> None:
    address = f"/cases/batches/{batch.pk}/"
    assert f"{address}agree/" in page(cast, "chen", address)
    assert f"{address}agree/" not in page(cast, "qin", address)  # the province looks on
    filed(cast, batch)
    assert f"{address}agree/" not in page(cast, "chen", address)


def test_a_draft_does_not_exist_for_the_prison(cast: Cast, batch: Batch) -> None:
    draft(cast, case(batch), **ADJUST)
    with acting_as(BUILDER):
        tang = cast.actor("tang")
    with acting_as(tang):
        assert not ConsultationOpinion.objects.exists()
    assert ADJUST["words"] not in page(cast, "tang", f"/batches/{batch.pk}/opinions/")


# Giving


def test_nothing_drafted_or_nothing_opened_is_not_given(cast: Cast, batch: Batch) -> None:
    assert give(cast, batch).status_code == 422
    draft(cast, case(batch), **ADJUST)
    assert give(cast, batch).status_code == 422  # drafted unread
    assert give(cast, batch, "qin").status_code == 403


def test_opinions_go_as_one_dispatch_and_the_last_of_them_meets_the_clock(cast: Cast, batch: Batch) -> None:
    open_all(cast, batch)
    draft(cast, case(batch, EARLY), **ADJUST)
    assert give(cast, batch).status_code == 302
    assert clock(batch).state == "open"
    draft(cast, case(batch, CALM), advice="agree")
    assert give(cast, batch).status_code == 302
    assert clock(batch).state == "met"
    first, last = opinion(case(batch, EARLY)), opinion(case(batch, CALM))
    assert first.dispatch_id != last.dispatch_id
    assert first.dispatch is not None
    [line] = first.dispatch.content["people"]
    assert (line["advice"], line["words"], line["proposal"]) == ("adjust", ADJUST["words"], "减刑7个月")
    assert draft(cast, case(batch), advice="agree") == 409  # given, it stays


def clock(batch: Batch) -> Any:
    with acting_as(BUILDER):
        return Sending.objects.select_related("clock").get(batch=batch, stage="consultation").clock


def test_the_prison_sees_what_was_given_and_its_wards_do_not(cast: Cast, batch: Batch) -> None:
    given(cast, batch)
    assert ADJUST["words"] in page(cast, "tang", f"/batches/{batch.pk}/opinions/")
    assert ADJUST["words"] not in page(cast, "ward", f"/batches/{batch.pk}/opinions/")
    assert sign_in(cast.lan).get(f"/batches/{batch.pk}/opinions/").status_code == 404


# Answering


def test_not_adopted_needs_its_reason_and_nothing_typed_is_lost(cast: Cast, batch: Batch) -> None:
    first, last = given(cast, batch)
    refused = answer(
        cast, batch, **{f"adopted_{first.pk}": "no", f"adopted_{last.pk}": "yes", f"reason_{last.pk}": "照办"}
    )
    assert refused.status_code == 422
    assert "未采纳须说明理由" in refused.content.decode()
    assert 'value="照办"' in refused.content.decode()
    with acting_as(BUILDER):
        assert not Adoption.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("ward", 403), ("lan", 404), ("chen", 403)])
def test_only_the_section_and_leaders_answer(cast: Cast, batch: Batch, who: str, status: int) -> None:
    first, _ = given(cast, batch)
    assert answer(cast, batch, who, **{f"adopted_{first.pk}": "yes"}).status_code == status


def test_an_answer_goes_back_once_as_a_dispatch(cast: Cast, batch: Batch) -> None:
    first, _ = given(cast, batch)
    told = {f"adopted_{first.pk}": "no", f"reason_{first.pk}": "已按规定扣减"}
    assert answer(cast, batch, **told).status_code == 302
    assert answer(cast, batch, **told).status_code == 409
    with acting_as(BUILDER):
        [adoption] = Adoption.objects.select_related("dispatch")
        assert (adoption.adopted, adoption.dispatch.in_reply_to_id) == (False, first.dispatch_id)
    for who, address in (("chen", f"/cases/{first.filing_id}/"), ("chen", f"/cases/batches/{batch.pk}/opinions/")):
        assert "已按规定扣减" in page(cast, who, address)


def test_an_adopted_extent_changes_what_is_filed_and_not_what_was_sent(cast: Cast, batch: Batch) -> None:
    first, _ = given(cast, batch)
    assert adopt(cast, batch, first, months="六十年零一天").status_code == 422
    assert adopt(cast, batch, first).status_code == 302
    with acting_as(BUILDER):
        filing = Filing.objects.get(pk=first.filing_id)
        told = Adjustment.objects.get()
        sent = Dispatch.objects.get(kind="commutation.consultation")
    assert (filing.months, filing.facts["months"], filing.facts_hash) == (6, "6个月", told.hash_after)
    assert (told.before["months"], told.opinion_id) == ("7个月", first.pk)
    assert {one["proposal"] for one in sent.content["people"]} == {"减刑7个月"}
    assert adopt(cast, batch, first).status_code == 409
    filed(cast, batch)
    with acting_as(BUILDER):
        copy = Dispatch.objects.get(kind="commutation.filing_copy")
        lines = dict(filing.sent_lines.values_list("sending__stage", "facts_hash"))
    assert sorted(one["proposal"] for one in copy.content["people"]) == ["减刑6个月", "减刑7个月"]
    carried = [one for one in copy.content["consulted"] if one["filing"] == filing.pk]
    assert [one.get("adopted") or one.get("after") for one in carried] == [True, "6个月"]
    assert lines == {"consultation": told.hash_before, "filing_copy": told.hash_after}
    shown = page(cast, "chen", f"/cases/{filing.pk}/")
    for words in ("征求意见以后的变化", "<del>7个月</del>", "<ins>6个月</ins>", "采纳"):
        assert words in shown


def test_the_new_facts_are_to_be_opened_again(cast: Cast, batch: Batch) -> None:
    first, _ = given(cast, batch)
    adopt(cast, batch, first)
    assert post(cast, "chen", f"/cases/{first.filing_id}/reviewed/").status_code == 422


# Adjusting without an opinion, and the last witness


def test_the_section_adjusts_with_article_and_reason_until_it_files(cast: Cast, batch: Batch) -> None:
    filing = case(batch)
    address = f"/batches/{batch.pk}/people/{filing.pk}/adjust/"
    whole = {"months": "5个月", "article": "法释〔2016〕23号第六条", "reason": "监狱长办公会议定"}
    assert post(cast, "ward", address, **whole).status_code == 403
    for lacking in ("article", "reason", "months"):
        assert post(cast, "tang", address, **{**whole, lacking: ""}).status_code == 422
    assert post(cast, "tang", address, **{**whole, "months": "7个月"}).status_code == 422  # the same
    assert post(cast, "tang", address, **whole).status_code == 302
    assert "<ins>5个月</ins>" in page(cast, "tang", address)
    filed(cast, batch)
    assert post(cast, "tang", address, **{**whole, "months": "4个月"}).status_code == 403


def test_the_database_lets_a_sent_filing_change_only_as_an_adjustment_tells(cast: Cast, batch: Batch) -> None:
    filing = case(batch)
    with acting_as(BUILDER):
        tang = cast.actor("tang")
    for change in ({"months": 3}, {"facts_hash": "0" * 64}, {"facts": {"months": "3个月"}}):
        with acting_as(tang), pytest.raises(DatabaseError, match="does not change"), transaction.atomic():
            Filing.objects.filter(pk=filing.pk).update(**change)


def test_a_dropped_case_needs_no_opinion(cast: Cast, batch: Batch) -> None:
    open_all(cast, batch)
    draft(cast, case(batch, EARLY), **ADJUST)
    dropped = case(batch, CALM)
    told = {"ids": [dropped.pk], "step": "consultation", "reason": "监狱自行撤回"}
    assert post(cast, "tang", f"/batches/{batch.pk}/drop/", **told).status_code == 302
    assert draft(cast, case(batch, CALM), advice="agree") == 409
    assert give(cast, batch).status_code == 302
    assert clock(batch).state == "met"


def test_an_opinion_moves_only_as_its_table_says(cast: Cast, batch: Batch) -> None:
    drafted, _ = given(cast, batch)
    told = {"given_at": drafted.given_at, "dispatch": drafted.dispatch}
    with acting_as(BUILDER):
        for state, fields in ((AdviceState.GIVEN, told), (AdviceState.DRAFT, {"given_at": None, "dispatch": None})):
            walk(drafted, state, fields, "give", ADVICE_MOVES, told)


def test_the_plan_keeps_the_day_the_consultation_ended_not_that_of_filing(
    cast: Cast, batch: Batch, set_clock: Any
) -> None:
    given(cast, batch)
    with acting_as(BUILDER):
        ended = Deadline.objects.get(kind="commutation.consultation").ended_on
    set_clock(datetime(2026, 11, 23, 2, tzinfo=UTC))
    assert post(cast, "shen", f"/batches/{batch.pk}/file/", platform_no="平台2026-0412").status_code == 302
    with acting_as(BUILDER):
        days = dict(PlanStep.objects.filter(batch=batch).values_list("code", "done_on"))
    assert (days["consultation"], days["filing"]) == (ended, date(2026, 11, 23))
    assert ended
    assert ended < date(2026, 11, 23)
