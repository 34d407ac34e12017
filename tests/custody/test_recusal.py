"""An officer who steps back sees nothing of the person, in pages or beneath them."""

from __future__ import annotations

import pytest

from prisons.models import Inmate
from procuratorate.custody.models import Person, Recusal, Sentence
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.prisons.factories import admit_one
from tests.prisons.sheets import row, workbook
from tests.prisons.test_roster import uploaded

BODY = {"ground": "relation", "statement": "远亲"}


def declared(cast: Cast, who: str = "chen") -> Inmate:
    found = admit_one(cast, name="金丝雀")
    assert sign_in(cast.officers[who]).post(f"/persons/{found.person_id}/recuse/", BODY).status_code == 302
    return found


def standing() -> Recusal:
    with acting_as(BUILDER):
        return Recusal.objects.get()


def test_a_stranger_cannot_step_back_from_whom_they_never_saw(cast: Cast) -> None:
    found = admit_one(cast)
    assert sign_in(cast.yin).get(f"/persons/{found.person_id}/recuse/").status_code == 404
    assert sign_in(cast.admin).get(f"/persons/{found.person_id}/recuse/").status_code == 403


def test_a_ground_outside_the_law_is_refused(cast: Cast) -> None:
    found = admit_one(cast)
    answer = sign_in(cast.chen).post(f"/persons/{found.person_id}/recuse/", {"ground": "tired"})
    assert answer.status_code == 422


def test_the_recused_officer_sees_nothing_and_the_others_all(cast: Cast) -> None:
    found = declared(cast)
    client = sign_in(cast.chen)
    assert client.get(f"/inmates/{found.pk}/").status_code == 404
    for address in ("/inmates/?state=all", "/inmates/print/"):
        assert "金丝雀" not in client.get(address).content.decode()
    with acting_as(cast.actor("chen")):
        assert (Inmate.objects.count(), Person.objects.count(), Sentence.objects.count()) == (0, 0, 0)
    assert sign_in(cast.pei).get(f"/inmates/{found.pk}/").status_code == 200


@pytest.mark.parametrize(("who", "status"), [("chen", 403), ("tang", 403), ("yin", 403), ("hao", 404)])
def test_only_the_chief_of_the_house_decides(cast: Cast, who: str, status: int) -> None:
    declared(cast)
    answer = sign_in(cast.officers[who]).post(f"/recusals/{standing().pk}/decide/", {"granted": "0"})
    assert answer.status_code == status
    assert standing().state == "declared"


def test_a_rejected_recusal_gives_the_person_back(cast: Cast) -> None:
    found = declared(cast)
    chief = sign_in(cast.pei)
    assert "与当事人有其他关系" in chief.get("/recusals/").content.decode()
    assert chief.post(f"/recusals/{standing().pk}/decide/", {"granted": "0"}).status_code == 302
    assert sign_in(cast.chen).get(f"/inmates/{found.pk}/").status_code == 200
    assert chief.post(f"/recusals/{standing().pk}/decide/", {"granted": "1"}).status_code == 403


def test_a_granted_recusal_stays(cast: Cast) -> None:
    found = declared(cast)
    sign_in(cast.pei).post(f"/recusals/{standing().pk}/decide/", {"granted": "1"})
    assert (standing().state, standing().decided_by.name) == ("granted", "裴明山")  # type: ignore[union-attr]
    assert sign_in(cast.chen).get(f"/inmates/{found.pk}/").status_code == 404


def test_a_chief_does_not_decide_on_the_own_recusal(cast: Cast) -> None:
    declared(cast, "pei")
    answer = sign_in(cast.pei).post(f"/recusals/{standing().pk}/decide/", {"granted": "0"})
    assert answer.status_code == 403
    assert "不能决定本人的回避" in answer.content.decode()


def test_the_prison_does_not_learn_who_stepped_back(cast: Cast) -> None:
    declared(cast)
    assert "陈砚平" not in sign_in(cast.hao).get("/recusals/").content.decode()


def test_a_roster_hides_whom_the_clerk_stepped_back_from(cast: Cast) -> None:
    found = admit_one(cast, name="金丝雀")
    clerk = sign_in(cast.tang)
    roster = uploaded(clerk, workbook([row(number=found.number, name="金丝雀"), row(number="9901200077", name="余下")]))
    assert "金丝雀" in clerk.get(f"/inmates/import/{roster.pk}/").content.decode()
    clerk.post(f"/persons/{found.person_id}/recuse/", BODY)
    shown = clerk.get(f"/inmates/import/{roster.pk}/").content.decode()
    assert "余下" in shown
    assert "金丝雀" not in shown
    assert found.number not in shown
    for answer in (
        clerk.get(f"/inmates/import/{roster.pk}/file/"),
        clerk.post(f"/inmates/import/{roster.pk}/commit/"),
    ):
        assert answer.status_code == 409
        assert "请由其他民警" in answer.content.decode()
