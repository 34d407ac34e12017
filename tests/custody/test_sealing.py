"""A sealed record is closed until it is asked for, granted by another, and then seen once."""

from __future__ import annotations

from typing import Any

import pytest

from prisons.models import Inmate
from procuratorate.audit.models import Entry
from procuratorate.custody.models import Judgment, SealedQuery
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.prisons.factories import admit_one
from tests.prisons.test_api import Machine

pytestmark = pytest.mark.django_db
SECRETS = ("抢劫罪", "（2019）澜01刑初12号")
TOLD = {"need": "case", "reason": "审查减刑提请，须核对罪名", "scope": "只供本次减刑审查使用"}


@pytest.fixture
def sealed(cast: Cast) -> Inmate:
    found = admit_one(cast)
    with acting_as(BUILDER):
        Judgment.objects.filter(person=found.person_id).update(is_sealed=True)
    return found


def judgment_of(inmate: Inmate) -> Judgment:
    with acting_as(BUILDER):
        return Judgment.objects.get(person=inmate.person_id)


def ask(cast: Cast, inmate: Inmate, who: str = "chen", **changes: str) -> Any:
    return sign_in(cast.officers[who]).post(f"/sealed/ask/{judgment_of(inmate).pk}/", {**TOLD, **changes})


def query() -> SealedQuery:
    with acting_as(BUILDER):
        return SealedQuery.objects.latest("pk")


def decide(cast: Cast, who: str = "hao", **changes: str) -> Any:
    return sign_in(cast.officers[who]).post(f"/sealed/{query().pk}/decide/", {"granted": "1", **changes})


def look(cast: Cast, who: str = "chen") -> Any:
    return sign_in(cast.officers[who]).post(f"/sealed/{query().pk}/look/")


@pytest.mark.parametrize("who", ["chen", "pei", "hao", "ward"])
def test_a_sealed_record_is_shown_to_nobody_by_default(cast: Cast, sealed: Inmate, who: str) -> None:
    client = sign_in(cast.officers[who])
    for address in (f"/inmates/{sealed.pk}/", "/inmates/", "/inmates/print/"):
        page = client.get(address).content.decode()
        assert not [word for word in SECRETS if word in page], address
    assert "申请查询" in client.get(f"/inmates/{sealed.pk}/").content.decode()


def test_the_interface_and_a_search_by_category_tell_nothing_of_it(cast: Cast, sealed: Inmate) -> None:
    facts = Machine(cast, "tang").get().json()["results"][0]
    assert (facts["is_sealed"], facts["offence"], facts["court"], facts["offences"]) == (True, None, None, [])
    assert sealed.number not in sign_in(cast.chen).get("/inmates/?category=A7").content.decode()


def test_the_section_that_keeps_it_reads_it(cast: Cast, sealed: Inmate) -> None:
    page = sign_in(cast.tang).get(f"/inmates/{sealed.pk}/").content.decode()
    assert all(word in page for word in SECRETS)
    assert ask(cast, sealed, "tang").status_code == 403


def test_an_application_names_need_reason_and_scope(cast: Cast, sealed: Inmate) -> None:
    assert ask(cast, sealed, reason="").status_code == 422
    assert ask(cast, sealed, scope="无").status_code == 422
    assert ask(cast, sealed, need="curiosity").status_code == 422
    assert ask(cast, sealed, "yin").status_code == 404


def test_an_open_record_needs_no_application(cast: Cast) -> None:
    assert ask(cast, admit_one(cast)).status_code == 403


@pytest.mark.parametrize("who", ["chen", "tang", "ward"])
def test_only_the_head_of_the_keeping_prison_decides(cast: Cast, sealed: Inmate, who: str) -> None:
    ask(cast, sealed)
    assert decide(cast, who).status_code == 403
    assert look(cast).status_code == 403


def test_nobody_decides_on_their_own_application(cast: Cast, sealed: Inmate) -> None:
    assert ask(cast, sealed, "hao").status_code == 302
    assert decide(cast).status_code == 403


def test_a_refusal_says_why(cast: Cast, sealed: Inmate) -> None:
    ask(cast, sealed)
    assert decide(cast, granted="0").status_code == 422
    assert decide(cast, granted="0", decision="与本案无关").status_code == 302
    assert "与本案无关" in sign_in(cast.chen).get("/sealed/").content.decode()
    assert look(cast).status_code == 403


def test_a_granted_query_is_good_for_one_look_by_the_applicant_and_is_written_down(cast: Cast, sealed: Inmate) -> None:
    assert ask(cast, sealed).status_code == 302
    assert ask(cast, sealed).status_code == 409
    assert "封存查询" in sign_in(cast.hao).get("/inmates/").content.decode()
    assert decide(cast).status_code == 302
    assert look(cast, "pei").status_code == 404
    page = look(cast)
    assert page.status_code == 200
    assert all(word in page.content.decode() for word in SECRETS)
    assert look(cast).status_code == 403
    with acting_as(BUILDER):
        assert Entry.objects.filter(act="custody.look_sealed", reason=TOLD["reason"]).count() == 1
    assert ask(cast, sealed).status_code == 302  # anew
