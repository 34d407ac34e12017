"""The demonstration: what the manifest plants is found, by rule and person; its twins and all others are clean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from commutation.models import Filing, Finding
from commutation.states import SENT_FILINGS
from commutation.states.reviews import FindingState
from procuratorate.desk.demo.planted import Planted, planted
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Officer
from procuratorate.organs.reach import acting_as
from tests.cast import sign_in

pytestmark = pytest.mark.django_db
STANDING = frozenset(FindingState) - {FindingState.OUTDATED}


@pytest.fixture(scope="module")
def province(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Seeded once for the module, as `make seed` does it, and taken back after it."""
    settings = override_settings(DEMO=True, MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with django_db_blocker.unblock(), settings, transaction.atomic():
        call_command("seed_demo")
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def found(province: None) -> dict[str, dict[str, Finding]]:
    """Number → rule → the finding that stands."""
    shelf: dict[str, dict[str, Finding]] = {}
    with acting_as(BUILDER):
        for finding in Finding.objects.filter(state__in=STANDING).select_related("filing__batch"):
            shelf.setdefault(finding.filing.number, {})[finding.rule] = finding
    return shelf


def told(findings: dict[str, Finding]) -> list[str]:
    return [f"{rule} ({one.verdict}) {one.text} {one.lacking}" for rule, one in findings.items()]


@pytest.mark.parametrize("one", planted(), ids=lambda one: f"{one.fault}-{one.number}-{one.rule or 'twin'}")
def test_a_planted_fault_is_found_and_its_twin_is_not(one: Planted, found: dict[str, dict[str, Finding]]) -> None:
    findings = found.get(one.number, {})
    assert set(findings) == ({one.rule} if one.rule else set()), told(findings)
    if one.rule:
        assert findings[one.rule].verdict == one.verdict, told(findings)


@pytest.mark.parametrize("one", [one for one in planted() if one.lacks], ids=lambda one: one.number)
def test_what_cannot_be_decided_says_what_lacks(one: Planted, found: dict[str, dict[str, Finding]]) -> None:
    assert any(one.lacks in word for word in found[one.number][str(one.rule)].lacking)


def test_nothing_is_found_on_anybody_else(found: dict[str, dict[str, Finding]]) -> None:
    numbers = {one.number for one in planted()}
    assert {number: told(findings) for number, findings in found.items() if number not in numbers} == {}


def test_there_are_others_beside_them(province: None) -> None:
    with acting_as(BUILDER):
        others = Filing.objects.filter(state__in=SENT_FILINGS).exclude(number__in=[one.number for one in planted()])
        assert others.count() >= 200


DESKS = (
    ("J9901", "/cases/", "第四批"),  # the procurator in charge
    ("J9904", "/opinions/to-sign/", "检察意见书"),  # the chief
    ("J9906", "/opinions/to-sign/", "检察意见书"),  # the head of the department
    ("J9907", "/acceptance/", "第四批"),  # the case manager
    ("J9901", "/rulings/", "刑更"),
    ("J9911", "/outside/", "诊断"),
    ("Y9901", "/batches/all/", "第五批"),  # the clerk
    ("Y9902", "/batches/all/", "第四批"),  # the head of the section
    ("Y9903", "/batches/all/", "第四批"),  # the warden
    ("Y9911", "/outside/", "诊断"),
    ("J9931", "/cases/", "第四批"),  # the superior
)


def page(number: str, address: str) -> str:
    with acting_as(BUILDER):
        officer = Officer.objects.get(number=number)
    answer = sign_in(officer).get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.parametrize(("number", "address", "words"), DESKS)
def test_every_post_finds_something_real_on_its_desk(province: None, number: str, address: str, words: str) -> None:
    assert words in page(number, address)


def test_the_case_page_tells_a_planted_fault_with_its_sum(found: dict[str, dict[str, Finding]]) -> None:
    finding = found["9901008005"]["interval-fixed"]
    shown = page("J9901", f"/cases/{finding.filing_id}/")
    assert "有期徒刑减刑间隔时间" in shown
    assert finding.text.split("；")[0] in shown


def test_the_prison_is_shown_no_finding(found: dict[str, dict[str, Finding]]) -> None:
    finding = found["9901008005"]["interval-fixed"]
    shown = page("Y9901", f"/batches/{finding.filing.batch_id}/people/{finding.filing_id}/")
    assert finding.text.split("；")[0] not in shown
