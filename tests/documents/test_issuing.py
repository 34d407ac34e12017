"""A number is taken once, none is missing, and what was issued stays."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from procuratorate.documents import services
from procuratorate.documents.models import Paper, Series
from procuratorate.documents.states import PaperState
from procuratorate.lib.errors import Conflict, Refused, Unacceptable
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.cast import Cast
from tests.documents.factories import drafted, issued, stored

pytestmark = pytest.mark.django_db
WORD = "临城郊检纠违"


@pytest.mark.parametrize("who", ["yin", "tang", "admin", "chang"])
def test_nobody_writes_in_the_name_of_another_house(cast: Cast, who: str) -> None:
    with pytest.raises(Refused, match="只能以本单位的名义"):
        drafted(cast, who)


def test_a_resident_office_has_no_number_of_its_own(cast: Cast) -> None:
    paper = drafted(cast, "chen", organ=cast.office)
    with pytest.raises(Refused, match="不以自己名义制发文书"):
        issued(cast, "chen", paper=paper, word=WORD)


def test_an_office_drafts_and_numbers_in_the_name_of_its_house(cast: Cast, monday: None) -> None:
    paper = issued(cast, "chen", organ=cast.suburb, office=cast.office)
    assert (paper.number, paper.organ, paper.office) == (f"{WORD}〔2026〕1号", cast.suburb, cast.office)


def test_a_numbered_paper_without_a_number_is_refused(cast: Cast) -> None:
    with pytest.raises(Unacceptable, match="请填写文号"):
        issued(cast, word="")


def test_a_number_nobody_could_read_is_refused(cast: Cast) -> None:
    with pytest.raises(Unacceptable, match="文号写作"):
        issued(cast, number="第十六号")


def test_brackets_typed_are_those_papers_have(cast: Cast) -> None:
    assert issued(cast, number="临城郊检纠违[2026]16号").number == "临城郊检纠违〔2026〕16号"


def test_a_number_is_used_once_in_a_house(cast: Cast) -> None:
    issued(cast, number="临城郊检纠违〔2026〕16号")
    with pytest.raises(Unacceptable, match="已经用过"):
        issued(cast, number="临城郊检纠违〔2026〕16号")


def test_a_draft_is_issued_once(cast: Cast) -> None:
    paper = drafted(cast)
    issued(cast, paper=paper)
    with pytest.raises(Conflict):
        issued(cast, paper=paper)


def test_a_draft_is_written_anew_under_its_key(cast: Cast) -> None:
    first = drafted(cast, key="one")
    again = drafted(cast, key="one", title="另一个标题")
    assert (again.pk, again.title) == (first.pk, "另一个标题")


def test_facts_the_sheet_cannot_do_without_are_asked_for(cast: Cast) -> None:
    with pytest.raises(ValueError, match="paragraphs"):
        drafted(cast, facts={"addressee": "青岑监狱", "stub": []})


def test_numbers_follow_each_other_by_word(cast: Cast, monday: None) -> None:
    numbers = [issued(cast, word=word).number for word in (WORD, WORD, "临城郊检建", WORD)]
    assert numbers == [f"{WORD}〔2026〕1号", f"{WORD}〔2026〕2号", "临城郊检建〔2026〕1号", f"{WORD}〔2026〕3号"]


def test_a_refused_issue_gives_its_number_back(cast: Cast, monday: None) -> None:
    issued(cast)
    paper = drafted(cast)
    with pytest.raises(RuntimeError):
        _issue(cast, paper, "pei", fails=True)
    assert stored(paper).state == PaperState.DRAFT
    assert issued(cast, paper=paper).number == f"{WORD}〔2026〕2号"


def test_a_mended_paper_says_why_and_both_stay(cast: Cast) -> None:
    first = issued(cast, key="one", number="临城郊检纠违〔2026〕16号")
    mended = drafted(cast, key="one", title="更正后的标题")
    with pytest.raises(Unacceptable, match="请写明更正理由"):
        issued(cast, paper=mended, number="临城郊检纠违〔2026〕16号")
    issued(cast, paper=mended, number="临城郊检纠违〔2026〕16号", why="第二项日期写错")
    before = stored(first)
    assert (before.state, before.superseded_by, before.superseded_why) == (
        PaperState.SUPERSEDED, stored(mended), "第二项日期写错",
    )  # fmt: skip
    assert before.number == stored(mended).number


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE documents_paper SET title = 'x'",
        "UPDATE documents_paper SET facts = '{}'",
        "UPDATE documents_paper SET number = '临城郊检纠违〔2026〕99号'",
        "UPDATE documents_paper SET state = 'draft', issued_at = NULL",
        "UPDATE documents_series SET last = last + 1",
        "INSERT INTO documents_series (organ_id, word, year, last) SELECT organ_id, 'x', 2026, 7 FROM documents_series",
    ],
)
def test_the_database_keeps_what_was_issued(cast: Cast, sql: str) -> None:
    issued(cast)
    with pytest.raises(DatabaseError), acting_as(cast.actor("pei")), connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_draft_is_handed_to_nobody(cast: Cast) -> None:
    paper, actor = drafted(cast), cast.actor("pei")
    with pytest.raises(DatabaseError), acting_as(actor), transaction.atomic():
        services.hand_over(paper=paper, organ=cast.qingcen, actor=actor)


@pytest.mark.django_db(transaction=True)
def test_two_who_issue_at_once_leave_no_gap(committed: Cast) -> None:
    """Ten papers by two officers in threads of their own; a third of the issues is refused in the end."""
    cast = committed

    def one(place: int) -> str:
        try:
            paper = drafted(cast, "pei" if place % 2 else "chen", organ=cast.suburb, office=_office(cast, place))
            try:
                return _issue(cast, paper, "pei" if place % 2 else "chen", fails=place % 3 == 0)
            except RuntimeError:
                return ""
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        taken = [number for number in pool.map(one, range(10)) if number]
    with acting_as(BUILDER):
        sequences = sorted(Paper.objects.exclude(sequence=None).values_list("sequence", flat=True))
        last = Series.objects.get(word=WORD).last
    assert len(set(taken)) == len(taken) == 6
    assert sequences == list(range(1, 7))
    assert last == 6


def _office(cast: Cast, place: int) -> Any:
    return cast.suburb if place % 2 else cast.office


def _issue(cast: Cast, paper: Paper, who: str, *, fails: bool) -> str:
    with acting_as(BUILDER):
        actor = cast.actor(who)
    with acting_as(actor) as at:
        number: str = services.issue(paper=paper, actor=actor, at=at, word=WORD).number
        if fails:
            raise RuntimeError
        return number


def test_whom_a_paper_was_handed_to_reads_it_and_changes_nothing(cast: Cast) -> None:
    paper = issued(cast)
    with acting_as(BUILDER):
        pei, tang = cast.actor("pei"), cast.actor("tang")
    with acting_as(pei):
        services.hand_over(paper=paper, organ=cast.qingcen, actor=pei)
    with acting_as(tang):
        assert Paper.objects.filter(pk=paper.pk).exists()
        told = {"state": PaperState.SUPERSEDED, "superseded_why": "自行作废"}
        assert Paper.objects.filter(pk=paper.pk).update(**told) == 0
    assert stored(paper).state == PaperState.ISSUED


def test_nobody_drafts_in_the_name_of_another_house_even_by_sql(cast: Cast) -> None:
    with acting_as(BUILDER):
        tang = cast.actor("tang")
    told = {
        "kind": "documents.violation", "name": "通知书", "title": "冒名", "key": "forged", "code": "forged",
        "facts": {}, "facts_hash": "a" * 64, "drafted_by": cast.tang, "drafted_at": "2026-11-16T02:00:00Z",
    }  # fmt: skip
    with acting_as(tang), pytest.raises(DatabaseError, match="own house"), transaction.atomic():
        Paper.objects.create(organ=cast.suburb, office=cast.qingcen, **told)
