"""One inmate's dossier: what it shows, what it hides, what it remembers."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from prisons.models import Inmate
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.prisons.factories import admit, admit_one
from tests.prisons.sheets import document, row


def test_the_number_is_masked_and_the_title_names_nobody(cast: Cast) -> None:
    found = admit_one(cast)
    content = sign_in(cast.chen).get(f"/inmates/{found.pk}/").content.decode()
    assert document(1) not in content
    assert f"990101********{document(1)[-4:]}" in content
    assert "祁云山" not in content[: content.index("</title>")]
    assert "祁某某" in content[: content.index("</title>")]


@pytest.mark.parametrize("why", ["", "看"])
def test_the_number_is_not_shown_without_a_reason(cast: Cast, why: str, audited) -> None:  # type: ignore[no-untyped-def]
    found = admit_one(cast)
    answer = sign_in(cast.chen).post(f"/inmates/{found.pk}/reveal/", {"why": why})
    assert answer.status_code == 422
    assert document(1) not in answer.content.decode()
    assert audited("custody.reveal_document") == []


def test_the_number_is_shown_for_a_reason_that_is_kept(cast: Cast, audited) -> None:  # type: ignore[no-untyped-def]
    found = admit_one(cast)
    answer = sign_in(cast.chen).post(f"/inmates/{found.pk}/reveal/", {"why": "核对裁定书记载"})
    assert document(1) in answer.content.decode()
    entry = audited("custody.reveal_document")[0]
    assert (entry.officer_name, entry.reason, entry.target_id) == ("陈砚平", "核对裁定书记载", str(found.person_id))
    assert document(1) not in str(entry.detail)


def test_a_ward_officer_may_not_see_the_number(cast: Cast) -> None:
    found = admit_one(cast)
    answer = sign_in(cast.ward).post(f"/inmates/{found.pk}/reveal/", {"why": "核对裁定书记载"})
    assert answer.status_code == 403
    assert document(1) not in answer.content.decode()


def test_a_ward_officer_sees_no_illness(cast: Cast) -> None:
    found = admit_one(cast, vulnerable="病犯、残疾")
    assert "严重疾病" in sign_in(cast.chen).get(f"/inmates/{found.pk}/").content.decode()
    content = sign_in(cast.ward).get(f"/inmates/{found.pk}/").content.decode()
    assert "严重疾病" not in content
    assert "残疾" in content


def test_every_reading_is_recorded(cast: Cast, audited) -> None:  # type: ignore[no-untyped-def]
    found = admit_one(cast)
    sign_in(cast.chen).get(f"/inmates/{found.pk}/")
    entry = audited("prisons.read_inmate")[0]
    assert (entry.officer_name, entry.target_id, entry.outcome) == ("陈砚平", str(found.pk), "read")


def test_three_dates_of_a_change_and_the_paper_that_is_not_there(cast: Cast) -> None:
    found = admit_one(cast, change_served_on="缺")
    content = sign_in(cast.chen).get(f"/inmates/{found.pk}/").content.decode()
    assert "2022-03-01" in content
    assert "2022-05-10" in content
    assert '<span class="lacks">缺</span>' in content


def test_confiscation_of_everything_leaves_no_remainder(cast: Cast) -> None:
    found = admit_one(cast, fine="", fine_paid="", closing="终结执行", taking="全部", taking_paid="1200")
    with acting_as(cast.actor("tang")):
        item = found.person.property_items.get()
        assert item.unpaid is None
    content = sign_in(cast.chen).get(f"/inmates/{found.pk}/").content.decode()
    assert "没收个人全部财产" in content
    assert "终结执行" in content
    assert "终结本次执行" not in content.replace("终结执行与终结本次执行不同", "")


def test_an_unknown_person_bears_eighteen_zeros(cast: Cast) -> None:
    one, two = admit(
        cast,
        row(id_number="0" * 18, identity="自报", name="自报甲"),
        row(id_number="0" * 18, number="9901200002", name="不明乙", identity=""),
    )
    content = sign_in(cast.chen).get(f"/inmates/{one.pk}/").content.decode()
    assert "身份不明" in content
    assert "自报" in content
    assert two.person.identity == "unknown"


def test_completeness_says_what_is_lacking(cast: Cast) -> None:
    found = admit_one(cast, case_no="", domicile="", change_served_on="缺", period_since="", period_until="")
    assert sorted(found.missing) == ["case_no", "changes_served", "conduct", "domicile"]
    assert found.completeness == round(100 * 18 / 22)
    content = sign_in(cast.chen).get(f"/inmates/{found.pk}/").content.decode()
    assert "判决案号" in content
    assert "历次变更送达日" in content


def test_a_full_dossier_is_complete(cast: Cast) -> None:
    found = admit_one(cast)
    assert (found.completeness, found.missing) == (100, [])


def test_a_long_dossier_costs_what_a_short_one_costs(cast: Cast) -> None:
    short = admit_one(cast, fine="", fine_paid="", closing="")
    long = admit_one(
        cast, number="9901200002", name="冯长卷", id_number=document(5, "19800101"), offences="抢劫罪、盗窃罪、诈骗罪",
        former_names="冯短卷、冯中卷", recovery="300", recovery_paid="0", compensation="900", compensation_paid="1",
        closing="",
    )  # fmt: skip
    client = sign_in(cast.chen)
    client.get(f"/inmates/{short.pk}/")
    with CaptureQueriesContext(connection) as few:
        client.get(f"/inmates/{short.pk}/")
    with CaptureQueriesContext(connection) as many:
        client.get(f"/inmates/{long.pk}/")
    assert len(many) == len(few)


def test_a_row_policy_hides_what_a_careless_query_would_show(cast: Cast) -> None:
    admit_one(cast)
    with acting_as(cast.actor("lan")):
        assert Inmate.objects.count() == 0
        tables = (
            "custody_person", "custody_custody", "custody_sentence", "custody_judgment", "custody_offence",
            "custody_sentencechange", "custody_propertyitem", "custody_ofcategory", "prisons_conductperiod",
            "prisons_account", "prisons_commendation",
        )  # fmt: skip
        with connection.cursor() as cursor:
            for table in tables:
                cursor.execute(f"SELECT count(*) FROM {table}")
                assert cursor.fetchone() == (0,), table
    with acting_as(cast.actor("tang")):
        assert Inmate.objects.count() == 1
