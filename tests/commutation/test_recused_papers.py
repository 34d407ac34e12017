"""Whoever steps back from a person finds no paper, question, allotment or ruling of theirs, not even by SQL."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection

from commutation.models import (
    Allotment,
    Assessment,
    Batch,
    ConsultationOpinion,
    CourtCase,
    Filing,
    Finding,
    Hearing,
    NoticeObjection,
    Opinion,
    OpinionLine,
    OpinionStep,
    PublicNotice,
    Question,
    Ruling,
    RulingService,
    Sending,
    Witness,
)
from procuratorate.custody.models import Recusal
from procuratorate.custody.states import Ground
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Officer
from procuratorate.organs.reach import acting_as
from tests.cast import Cast, sign_in
from tests.commutation.factories import MOMENT
from tests.commutation.filed import file_two

pytestmark = pytest.mark.django_db

PROCURATORATE = (
    "opinion", "opinionline", "opinionstep", "question", "allotment", "finding", "consultationopinion", "courtcase",
    "hearing", "witness", "ruling", "rulingservice", "assessment", "noticeobjection",
)  # fmt: skip
PRISON = (
    "question", "consultationopinion", "courtcase", "hearing", "witness", "ruling", "rulingservice", "assessment",
    "noticeobjection",
)  # fmt: skip


@pytest.fixture
def pair(cast: Cast, batch: Batch) -> list[Filing]:
    """One of each about both; chen and tang have stepped back from the first."""
    found = file_two(cast, batch)
    with acting_as(BUILDER):
        paper = plant_paper(cast, found)
        for filing in found:
            plant(cast, filing, paper)
        for who, organ in ((cast.chen, cast.office), (cast.tang, cast.qingcen)):
            step_back(who, found[0], organ)
    return found


def step_back(who: Officer, filing: Filing, organ: Any) -> None:
    told = {"ground": Ground.PARTY, "article": "规则第24条"}
    Recusal.objects.create(officer=who, person_id=filing.person_id, organ=organ, **told)


def plant_paper(cast: Cast, filings: list[Filing]) -> Opinion:
    """A paper about both."""
    told = {"kind": "filing_opinion", "organ": cast.suburb, "office": cast.office, "drafter": cast.chen}
    ids = [filing.person_id for filing in filings]
    made: Opinion = Opinion.objects.create(addressee=cast.court, title="检察意见书", persons=ids, **told)
    OpinionStep.objects.create(opinion=made, step="drafted", officer=cast.chen, content={}, content_hash="0" * 64)
    return made


def plant(cast: Cast, filing: Filing, paper: Opinion) -> None:
    prison, day = cast.qingcen, date(2026, 11, 12)
    OpinionLine.objects.create(opinion=paper, filing=filing, position=filing.pk % 1000, facts_hash=filing.facts_hash)
    Question.objects.create(filing=filing, office=cast.office, prison=prison, words="补材料", asked_by=cast.chen)
    Allotment.objects.create(filing=filing, organ=cast.office, officer=cast.chen, by=cast.pei)
    Finding.objects.create(filing=filing, stage="filing_copy", rule="x", key="x", title="x", verdict="breached")
    sending = Sending.objects.get(batch=filing.batch, stage="consultation")
    ConsultationOpinion.objects.create(
        sending=sending, filing=filing, office=cast.office, advice="agree", state="given", by=cast.chen,
        given_at=MOMENT, dispatch=sending.dispatch,
    )  # fmt: skip
    case = CourtCase.objects.create(filing=filing, court=cast.court, by=cast.tang)
    hearing = Hearing.objects.create(case=case, on=day, place="科技法庭", by=cast.tang)
    Witness.objects.create(hearing=hearing, prison=prison, kind="officer", name="证人")
    ruling = Ruling.objects.create(
        organ=cast.suburb, filing=filing, kind=filing.kind, decider=cast.court.name, case_no=f"刑更{filing.pk}号",
        ruled_on=day, name=filing.name, outcome="as_proposed", months=7, state="matched", by=cast.chen,
    )  # fmt: skip
    RulingService.objects.create(ruling=ruling, recipient="inmate", article="x")
    Assessment.objects.create(filing=filing, prison=prison, commissioned_on=day, body="司法局", by=cast.tang)
    notice = PublicNotice.objects.filter(batch=filing.batch).first() or hung(cast, filing)
    NoticeObjection.objects.create(
        notice=notice, prison=prison, filing=filing, kind="inmate", words="有异议", received_on=day, by=cast.tang
    )


def hung(cast: Cast, filing: Filing) -> PublicNotice:
    told = {"posted_on": date(2026, 11, 2), "until_on": date(2026, 11, 9), "place": "一监区", "by": cast.tang}
    made: PublicNotice = PublicNotice.objects.create(
        batch=filing.batch, content={"people": []}, content_hash="0" * 64, **told
    )
    return made


def counted(cast: Cast, who: str, table: str) -> int:
    with acting_as(BUILDER):
        actor = cast.actor(who)
    with acting_as(actor), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM commutation_{table}")
        return int(cursor.fetchone()[0])


def test_a_procurator_recused_from_one_finds_the_others_rows_alone(cast: Cast, pair: list[Filing]) -> None:
    whole = {"opinion": (1, 0), "opinionline": (2, 0), "opinionstep": (1, 0)}
    for table in PROCURATORATE:
        assert (counted(cast, "pei", table), counted(cast, "chen", table)) == whole.get(table, (2, 1)), table


def test_a_clerk_recused_from_one_finds_the_others_rows_alone(cast: Cast, pair: list[Filing]) -> None:
    for table in PRISON:
        assert (counted(cast, "shen", table), counted(cast, "tang", table)) == (2, 1), table


def test_a_paper_drafted_on_screen_knows_its_persons(cast: Cast, pair: list[Filing]) -> None:
    address = f"/opinions/new/?filing={pair[1].pk}"
    assert sign_in(cast.chen).post(address, {"kind": "filing_advice"}).status_code == 302
    with acting_as(BUILDER):
        assert Opinion.objects.get(kind="filing_advice").persons == [pair[1].person_id]
