"""Corrections by the execution section: who may, what is told, what is kept."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from prisons.models import Inmate
from procuratorate.custody.models import Correction, PropertyItem, Sentence, SentenceChange
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.prisons.factories import admit_one


def opened(client: Client, address: str, **changes: Any) -> dict[str, Any]:
    """What the form at an address would send, changed where said."""
    form = client.get(address).context["form"]
    values = {name: form.initial.get(name, "") for name in form.fields}
    sent = {name: value for name, value in values.items() if value not in (None, False)}
    return {**sent, "why": "照判决书更正", **changes}


@pytest.mark.parametrize(("who", "status"), [("ward", 403), ("hao", 403), ("chen", 403), ("lan", 404), ("yin", 404)])
def test_only_the_own_execution_section_corrects(cast: Cast, who: str, status: int) -> None:
    found = admit_one(cast)
    address = f"/inmates/{found.pk}/edit/person/"
    body = opened(sign_in(cast.tang), address, name="改名人")
    assert sign_in(cast.officers[who]).post(address, body).status_code == status
    with acting_as(cast.actor("tang")):
        assert Inmate.objects.get(pk=found.pk).person.name == "祁云山"


@pytest.mark.parametrize(
    ("section", "changes", "words"),
    [
        ("person", {"born_on": "2021.2.30"}, "二月没有30日"),
        ("person", {"id_number": "99010119850305001"}, "公民身份号码应为18位"),
        ("person", {"name": ""}, "请照原件填写姓名"),
        ("person", {"why": ""}, "更正理由"),
        ("sentence", {"months": "八"}, "写作“7个月”或“1年2个月”"),
        ("sentence", {"ends_on": "2010-01-01"}, "日期先后不对"),
        ("sentence", {"kind": "death"}, "death"),
    ],
)
def test_a_refused_correction_says_how_to_mend_it(
    cast: Cast, section: str, changes: dict[str, str], words: str
) -> None:
    found = admit_one(cast)
    client = sign_in(cast.tang)
    address = f"/inmates/{found.pk}/edit/{section}/"
    answer = client.post(address, opened(client, address, **changes))
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_unknown_sections_and_rows_are_not_there(cast: Cast) -> None:
    found = admit_one(cast)
    other = admit_one(cast, number="9901200002", name="别人", id_number="")
    with acting_as(cast.actor("tang")):
        foreign = other.person.property_items.get().pk
    client = sign_in(cast.tang)
    assert client.get(f"/inmates/{found.pk}/edit/secrets/").status_code == 404
    assert client.get(f"/inmates/{found.pk}/edit/property/{foreign}/").status_code == 404
    assert client.get(f"/inmates/{found.pk}/edit/property/999999/").status_code == 404


def test_both_versions_of_a_corrected_fact_are_kept(cast: Cast, audited) -> None:  # type: ignore[no-untyped-def]
    found = admit_one(cast)
    client = sign_in(cast.tang)
    address = f"/inmates/{found.pk}/edit/sentence/"
    answer = client.post(address, opened(client, address, delivered_on="２０１９．５．６", why="照回执更正"))
    assert answer.status_code == 302
    with acting_as(cast.actor("tang")):
        assert str(Sentence.objects.get(person=found.person_id).delivered_on) == "2019-05-06"
        kept = Correction.objects.get(person=found.person_id)
        assert kept.changes == [{"label": "送监日", "before": "2019-04-20", "after": "2019-05-06"}]
        assert (kept.reason, kept.officer.name) == ("照回执更正", "唐晓溪")
    page = client.get(f"/inmates/{found.pk}/").content.decode()
    assert "<del>2019-04-20</del> <ins>2019-05-06</ins>" in page
    assert audited("custody.record_sentence")


def test_a_new_ruling_moves_the_end_of_the_term(cast: Cast) -> None:
    found = admit_one(cast)
    client = sign_in(cast.tang)
    address = f"/inmates/{found.pk}/edit/change/"
    body = opened(
        client, address, kind="commutation", filed_on="2025-01-05", ruled_on="2025-03-01", served_on="缺",
        months="6个月", new_ends_on="2027-09-30",
    )  # fmt: skip
    assert client.post(address, body).status_code == 302
    with acting_as(cast.actor("tang")):
        assert str(Sentence.objects.get(person=found.person_id).ends_now) == "2027-09-30"
        newest = SentenceChange.objects.get(ruled_on="2025-03-01")
        assert (newest.served_on, newest.absent, newest.months) == (None, ["served_on"], 6)
        assert "changes_served" in Inmate.objects.get(pk=found.pk).missing


def test_two_clerks_on_one_field_learn_of_each_other(cast: Cast) -> None:
    found = admit_one(cast)
    client, address = sign_in(cast.tang), f"/inmates/{found.pk}/edit/person/"
    mine, theirs = opened(client, address, occupation="木工"), opened(client, address, occupation="电工")
    assert client.post(address, theirs).status_code == 302
    answer = client.post(address, mine)
    assert answer.status_code == 409
    assert all(word in answer.content.decode() for word in ("捕前职业", "电工", "木工"))


def test_a_clash_names_who_was_first_and_is_settled_by_choosing(cast: Cast) -> None:
    found = admit_one(cast)
    client, address = sign_in(cast.tang), f"/inmates/{found.pk}/edit/person/"
    mine = opened(client, address, occupation="木工", education="高中")
    assert sign_in(cast.shen).post(address, opened(client, address, occupation="电工")).status_code == 302
    client.post("/me/draft/", {"page": address, "forms": '{"": {"occupation": ["木工"]}}'})
    page = client.post(address, mine)
    assert page.status_code == 409
    assert "沈维岳" in page.content.decode()
    fields = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page.content.decode()))
    fields.pop("csrfmiddlewaretoken", None)
    assert client.post(address, {**fields, "occupation": "mine"}).status_code == 302
    with acting_as(cast.actor("tang")):
        person = Inmate.objects.select_related("person").get(pk=found.pk).person
        assert (person.occupation, person.education) == ("木工", "高中")
    assert client.get("/me/draft/", {"page": address}).status_code == 204  # what was settled is not offered again


def test_two_clerks_on_different_fields_of_one_section_are_put_together(cast: Cast) -> None:
    found = admit_one(cast)
    client, address = sign_in(cast.tang), f"/inmates/{found.pk}/edit/person/"
    first, second = opened(client, address, occupation="电工"), opened(client, address, education="高中")
    assert client.post(address, first).status_code == 302
    assert client.post(address, second).status_code == 302
    with acting_as(cast.actor("tang")):
        person = Inmate.objects.select_related("person").get(pk=found.pk).person
        assert (person.occupation, person.education) == ("电工", "高中")


def test_two_clerks_on_different_sections_do_not_collide(cast: Cast) -> None:
    found = admit_one(cast)
    client = sign_in(cast.tang)
    person, sentence = (f"/inmates/{found.pk}/edit/{name}/" for name in ("person", "sentence"))
    first, second = opened(client, person, occupation="电工"), opened(client, sentence, from_where="临澄市第一看守所")
    assert client.post(person, first).status_code == 302
    assert client.post(sentence, second).status_code == 302


def test_a_renamed_inmate_is_found_by_the_new_name(cast: Cast) -> None:
    found = admit_one(cast)
    client = sign_in(cast.tang)
    address = f"/inmates/{found.pk}/edit/person/"
    client.post(address, opened(client, address, name="祁㛃"))
    assert "9901200001" in client.get("/inmates/?q=祁㛃").content.decode()
    assert "9901200001" not in client.get("/inmates/?q=祁云山").content.decode()


def test_a_ward_is_changed_within_the_prison_alone(cast: Cast) -> None:
    found = admit_one(cast)
    client, address = sign_in(cast.tang), f"/inmates/{found.pk}/edit/place/"
    assert client.post(address, opened(client, address, ward=cast.lanpu_ward.pk)).status_code == 422
    assert client.post(address, opened(client, address, ward=cast.ward2.pk)).status_code == 302
    assert sign_in(cast.ward).get(f"/inmates/{found.pk}/").status_code == 404


def test_a_row_is_taken_back_for_a_reason_and_stays_readable(cast: Cast) -> None:
    found = admit_one(cast)
    client = sign_in(cast.tang)
    with acting_as(cast.actor("tang")):
        item = PropertyItem.objects.get(person=found.person_id)
    address = f"/inmates/{found.pk}/edit/property/{item.pk}/strike/"
    version = found.person.version
    assert client.post(address, {"why": "", "version": version}).status_code == 422
    assert client.post(address, {"why": "录错人", "version": version}).status_code == 302
    with acting_as(cast.actor("tang")):
        assert not PropertyItem.objects.filter(pk=item.pk).exists()
        assert Correction.objects.first().changes[0]["before"] == "罚金"
