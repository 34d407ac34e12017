"""Desk, queue, inbox and the clerk's board at 1,000 and 100,000 filings: time against a bare view, queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commutation.models import Filing
from commutation.states import FilingState
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Officer
from procuratorate.organs.reach import acting_as
from tests.bench import history
from tests.bench.callers import Caller, client_of
from tests.bench.filling import analyse
from tests.bench.people import Province, fill
from tests.bench.stats import Line, Series
from tests.bench.world import DATABASE, HOME, owner, said, serving

PEOPLE, FEW, ROUNDS, SLOW = 100_000, 1_000, 60, 0.010
NOTES: dict[str, Any] = {}


@dataclass(frozen=True)
class Page:
    name: str
    who: Officer
    path: str
    table: str  # which the bare view reads fifty rows of,
    organ: int  # those of this organ


def measure(province: Province) -> list[Line]:
    """Sequential requests over one kept connection each, all pages in turn, so that the load is the same for all."""
    fill(province.prisons, 0, PEOPLE)
    history.found_batches(province, PEOPLE)
    history.grow(province, 0, FEW)
    analyse()
    pages = _pages(province)
    before = {page.name: _count(page) for page in pages}
    history.grow(province, FEW, PEOPLE)
    _plain()
    analyse()
    after = {page.name: _count(page, explain=True) for page in pages}
    NOTES["queries"] = {name: [before[name], after[name]] for name in before}
    said(f"queries at {FEW} and at {PEOPLE}: {NOTES['queries']}")
    return timed(pages, constant={name for name in before if before[name] == after[name]})


def timed(pages: list[Page], constant: set[str]) -> list[Line]:
    ours = {page: Series(page.name) for page in pages}
    bare = {
        (page.who, page.table, page.organ): Series(f"bare view: {page.table}, as {page.who.name}") for page in pages
    }
    plain = Series("bare view before the door: session alone, no row security")
    with serving() as address:
        callers = {page.who: Caller(address, page.who) for page in pages}
        for number in range(ROUNDS + 3):
            if number == 3:  # the first rounds fill the pool's threads, connections and templates
                for series in (*ours.values(), *bare.values(), plain):
                    series.seconds.clear()
            plain.time(lambda: callers[pages[0].who].get("/healthz/bare/"))
            for (who, table, organ), series in bare.items():
                series.time(lambda: callers[who].get(f"/bench/{table}/{organ}/"))  # noqa: B023
            for page in pages:
                ours[page].time(lambda: callers[page.who].get(page.path))  # noqa: B023
    lines = [
        Line(page.name, ours[page], bare[page.who, page.table, page.organ], "p95 ≤ 5×", 95, faster=False)
        for page in pages
    ]
    for line in lines:
        line.met = (line.ratio or 99) <= 5 and line.what in constant
    return [
        *lines,
        Line(
            "for comparison: bare view as 陈砚平",
            bare[pages[0].who, pages[0].table, pages[0].organ],
            plain,
            "",
            95,
            faster=False,
        ),
    ]


def _pages(province: Province) -> list[Page]:
    cast = province.cast
    chen, qin, tang = cast.chen, cast.qin, cast.tang
    office, prison, ward = cast.office.pk, cast.qingcen.pk, cast.ward1.pk
    clocks, filings, dispatches = "deadlines_deadline", "commutation_filing", "dispatch_dispatch"
    case = _case(prison)
    return [
        Page("desk, one prison in reach", chen, "/desk/", clocks, office),
        Page("desk, the whole province", qin, "/desk/", clocks, cast.province.pk),
        Page("queue, one prison", chen, "/cases/", filings, prison),
        Page("queue, the whole province", qin, "/cases/", filings, prison),
        Page("one case", chen, case.get_absolute_url(), filings, prison),
        Page("inbox, 1,000 waiting of 50,000", chen, "/inbox/", dispatches, office),
        Page("inbox, all 50,000", chen, "/inbox/?state=all", dispatches, office),
        Page("clerk's board, 3,000 people", tang, f"/batches/{history.MAKING}/", filings, prison),
        Page("clocks, one office", chen, "/deadlines/", clocks, office),
        Page("inmates, one prison", chen, "/inmates/", "prisons_inmate", ward),
        Page("inmates, the whole province", qin, "/inmates/", "prisons_inmate", ward),
    ]


def _case(prison: int) -> Filing:
    """Somebody under consultation. No dossier was kept with the planted lists, so that today's is read once more."""
    with acting_as(BUILDER):
        case: Filing = Filing.objects.filter(prison=prison, state=FilingState.CONSULTED).earliest("pk")
    return case


def _count(page: Page, *, explain: bool = False) -> int:
    """Queries of a page asked for the second time, in this process; the slow ones explained into a file."""
    client: Client = client_of(page.who)
    client.get(page.path)
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(page.path)
    assert answer.status_code == 200, (page.path, answer.status_code)
    if explain:
        for query in seen.captured_queries:
            if float(query["time"]) > SLOW:
                _explain(page, query)
    return len(seen)


def _explain(page: Page, query: dict[str, str]) -> None:
    from procuratorate.lib.clock import today
    from procuratorate.organs.reach import current_assignment

    with acting_as(BUILDER):
        from procuratorate.organs.reach import actor_for

        post = current_assignment(page.who.pk, None, today())
        assert post is not None
        actor = actor_for(post, today())
    with acting_as(actor), connection.cursor() as cursor:
        told = ""
        if query["sql"].startswith("SELECT"):
            cursor.execute("EXPLAIN (ANALYZE, BUFFERS) " + query["sql"].replace("%", "%%"), [])
            told = "\n".join(row[0] for row in cursor.fetchall())
    with (HOME / "slow.txt").open("a") as file:
        file.write(f"# {page.name}: {query['time']} s\n{query['sql'][:3000]}\n{told}\n\n")


def _plain() -> None:
    """The filings in a table no policy guards, for the view before the door."""
    link = owner(DATABASE)
    with link.cursor() as cursor:
        cursor.execute("SET ROLE side_builder")
        cursor.execute(
            "CREATE TEMP TABLE held AS SELECT id, number, name, kind, state, sent_at FROM commutation_filing"
        )
        cursor.execute("RESET ROLE")
        cursor.execute("GRANT USAGE ON SCHEMA public TO procuratorate_app")
        cursor.execute(
            "CREATE TABLE bench_plain"
            " (id bigint PRIMARY KEY, number text, name text, kind text, state text, sent_at timestamptz)"
        )
        cursor.execute("GRANT SELECT ON bench_plain TO procuratorate_app")
        cursor.execute("GRANT INSERT ON bench_plain TO side_builder")
        cursor.execute("SET ROLE side_builder")
        cursor.execute("INSERT INTO bench_plain SELECT * FROM held")
    link.close()
