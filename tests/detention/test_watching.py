"""From a verified finding to a notice, and five days afterwards: still held beyond the period, a report is drafted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from detention.models import Detainee, FindingNotice
from detention.tasks import judge_everybody
from procuratorate.deadlines.models import Deadline
from procuratorate.notices.models import Rung
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Officer
from procuratorate.organs.reach import acting_as
from procuratorate.organs.states import Role
from tests.cast import Cast, sign_in
from tests.detention.factories import do, held, judged
from tests.detention.test_telling import open_findings
from tests.notices.steps import PDF, act, colleague, notice, post

pytestmark = pytest.mark.django_db
SetClock = Callable[[datetime | None], None]
SETTLED = {"act": "verify", "reason": "调阅文书，未见延长"}
BEGIN = "/detainees/findings/notice/"


@pytest.fixture
def city(centre: Cast) -> Cast:
    """The 院 of the court's level: it sees the centre, and it is the one to put over-detention to that court."""
    centre.officers |= {
        "wen": colleague("J0105", "文以安", centre.lincheng, Role.PROCURATOR),
        "mu": colleague("J0106", "穆清和", centre.lincheng, Role.CHIEF),
    }
    return centre


def overdue(cast: Cast) -> Detainee:
    """Tried by the city's court, two days over."""
    one = held(cast, phase="first_trial", handler=cast.court, start=date(2026, 8, 18))
    judged()
    return one


def verified(who: Officer, one: Detainee, rule: str = "over-detention") -> int:
    found = open_findings(one)[rule]
    assert post(who, f"/detainees/findings/{found.pk}/settle/", **SETTLED).status_code == 302
    return found.pk


def issued(cast: Cast, one: Detainee, set_clock: SetClock) -> None:
    """Drafted from the finding, submitted, endorsed, issued and served on Friday the 20th."""
    assert post(cast.wen, BEGIN, finding=verified(cast.wen, one), kind="violation").status_code == 302
    assert act(cast.wen, "submit", comment="建议发出").status_code == 302
    assert act(cast.mu, "endorse").status_code == 302
    assert act(cast.mu, "issue", number="临检纠违〔2026〕3号").status_code == 302
    set_clock(datetime(2026, 11, 20, 8, 0, tzinfo=UTC))
    told = {"outcome": "signed", "received_at": "2026-11-20 15:00", "received_by": "方庭", "served_by": "文以安"}
    scan = SimpleUploadedFile("回证.pdf", PDF)
    answer = post(cast.wen, f"/notices/{notice().pk}/service/", **told, scan=scan)
    assert answer.status_code == 302, answer.content.decode()
    judged()


def watch() -> Deadline:
    with acting_as(BUILDER):
        found: Deadline = Deadline.objects.get(kind="detention.over_watch")
        return found


def test_only_what_a_person_verified_goes_into_a_notice_and_to_one_addressee(city: Cast) -> None:
    one = overdue(city)
    found = open_findings(one)
    assert post(city.wen, BEGIN, finding=found["over-detention"].pk, kind="violation").status_code == 422
    assert post(city.chang, BEGIN, finding=1, kind="violation").status_code == 403
    both = [verified(city.wen, one), verified(city.wen, one, "expiry-notice")]
    assert post(city.wen, BEGIN, finding=both, kind="violation").status_code == 422  # court and centre
    assert post(city.yin, BEGIN, finding=both[0], kind="violation").status_code == 422  # out of sight
    elsewhere = post(city.geng, BEGIN, finding=both[0], kind="violation")
    assert elsewhere.status_code == 422
    assert "临澄市人民检察院提出" in elsewhere.content.decode()
    with acting_as(BUILDER):
        assert not FindingNotice.objects.exists()


def test_a_notice_begins_with_the_words_of_its_findings(city: Cast) -> None:
    one = overdue(city)
    assert post(city.wen, BEGIN, finding=verified(city.wen, one), kind="correction").status_code == 302
    made = notice()
    assert (made.kind, made.matter, made.addressee, made.persons) == (
        "violation", "over_detention", city.court, [one.person_id],
    )  # fmt: skip
    page = sign_in(city.wen).get(f"/notices/{made.pk}/edit/").content.decode()
    assert "被告人钱望舒" in page
    assert "第六百一十八条" in page


def test_five_days_after_service_a_report_is_drafted_and_not_a_day_before(city: Cast, set_clock: SetClock) -> None:
    issued(city, overdue(city), set_clock)
    assert (watch().due_on, watch().organ_id, watch().state) == (date(2026, 11, 25), city.lincheng.pk, "open")
    set_clock(datetime(2026, 11, 25, 2, 0, tzinfo=UTC))
    judge_everybody()
    with acting_as(BUILDER):
        assert not Rung.objects.exists()
    set_clock(datetime(2026, 11, 26, 2, 0, tzinfo=UTC))
    judge_everybody()
    assert judge_everybody() == 0
    with acting_as(BUILDER):
        rung = Rung.objects.get()
    assert (rung.kind, rung.state, rung.drafted_by_id) == ("report", "draft", None)  # a leader sends it, or not
    assert "送达满五日" in rung.why
    assert "第619条" in rung.article


def test_who_was_released_in_time_is_watched_no_longer(city: Cast, set_clock: SetClock) -> None:
    one = overdue(city)
    issued(city, one, set_clock)
    set_clock(datetime(2026, 11, 24, 2, 0, tzinfo=UTC))
    client: Client = sign_in(city.chang)
    assert do(client, one, "leave", on="2026-11-23", how="bailed", left_to="澄法保〔2026〕2号").status_code == 302
    judge_everybody()
    assert (watch().state, watch().ended_on) == ("met", date(2026, 11, 23))
    set_clock(datetime(2026, 11, 27, 2, 0, tzinfo=UTC))
    judge_everybody()
    with acting_as(BUILDER):
        assert not Rung.objects.exists()
