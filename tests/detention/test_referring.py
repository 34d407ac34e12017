"""Over-detention another house has to correct is told to it; what is one's own is drafted from the same line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from detention.models import Detainee, Finding
from procuratorate.dispatch.models import Dispatch
from procuratorate.documents.models import Paper
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from procuratorate.organs.states import Role
from tests.cast import Cast, sign_in
from tests.detention.factories import held, judged
from tests.detention.test_telling import open_findings
from tests.notices.steps import colleague, notice, post

pytestmark = pytest.mark.django_db
As = Callable[..., Client]


def overdue(cast: Cast, rule: str, **more: object) -> tuple[Detainee, Finding]:
    """Two days over, nobody told; verified by the procurator of the centre's office."""
    one = held(cast, start=date(2026, 9, 18), **more)
    judged()
    found = open_findings(one)[rule]
    assert (
        post(cast.geng, f"/detainees/findings/{found.pk}/settle/", act="verify", reason="未见延长").status_code == 302
    )
    return one, found


def refer(cast: Cast, who: str, found: Finding) -> int:
    return int(post(cast.officers[who], f"/detainees/findings/{found.pk}/refer/").status_code)


def sent() -> Dispatch:
    with acting_as(BUILDER):
        return Dispatch.objects.select_related("recipient").get(kind="detention.referral")


def test_only_what_a_procurator_verified_is_referred_and_once(centre: Cast) -> None:
    one, found = overdue(centre, "over-detention")
    assert [refer(centre, who, found) for who in ("chang", "yin")] == [403, 404]
    suspected = open_findings(one)["over-detention-report"]
    assert refer(centre, "geng", suspected) == 409
    assert refer(centre, "geng", found) == 302
    assert refer(centre, "geng", found) == 409


def test_the_countys_police_are_put_right_by_the_countys_house(centre: Cast, as_officer: As) -> None:
    one, found = overdue(centre, "over-detention")
    geng, page = as_officer(centre.geng), f"/detainees/{one.pk}/"
    assert "通报澄阳区人民检察院" in geng.get(page).content.decode()
    assert "通报澄阳区人民检察院" not in as_officer(centre.chang).get(page).content.decode()
    assert refer(centre, "geng", found) == 302
    told = sent()
    assert (told.recipient, told.legal_mode, "钱望舒" in told.masked_title) == (centre.county, "transfer", False)
    assert "已通报澄阳区人民检察院" in geng.get(page).content.decode()
    gu = colleague("J0109", "顾青临", centre.county, Role.PROCURATOR)
    assert sign_in(gu).get(told.address).status_code == 200
    with acting_as(BUILDER):
        paper = "".join(Paper.objects.get(kind="detention.referral").facts["paragraphs"])
    for words in ("钱望舒", "未见延长", "第六百一十八条", "澄阳区公安分局", "通报你院"):
        assert words in paper
    assert sign_in(gu).get(page).status_code == 404
    assert as_officer(centre.chang).get(told.address).status_code == 404


def test_the_citys_court_is_reported_upward(centre: Cast) -> None:
    one = held(centre, phase="first_trial", handler=centre.court, start=date(2026, 8, 18))
    judged()
    found = open_findings(one)["over-detention"]
    post(centre.geng, f"/detainees/findings/{found.pk}/settle/", act="verify", reason="未见延长")
    assert refer(centre, "geng", found) == 302
    assert (sent().recipient, sent().legal_mode) == (centre.lincheng, "report")


def test_what_the_centre_owed_is_drafted_by_its_own_house(centre: Cast, as_officer: As) -> None:
    one, found = overdue(centre, "expiry-notice")
    geng = as_officer(centre.geng)
    assert refer(centre, "geng", found) == 422  # nobody else's to say
    assert "拟纠正意见书" in geng.get(f"/detainees/{one.pk}/").content.decode()
    assert post(centre.geng, "/detainees/findings/notice/", finding=found.pk, kind="correction").status_code == 302
    shown = geng.get(f"/detainees/{one.pk}/").content.decode()
    assert notice().get_absolute_url() in shown
    assert "拟纠正意见书" not in shown
