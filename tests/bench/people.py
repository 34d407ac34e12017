# ruff: noqa: E501  SQL reads better in long lines
"""A province: thirty-three prisons under supervision, some more to upload into, and everybody held there."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from django.db import connection
from psycopg2.extras import execute_values

from prisons.models import Commendation, ConductPeriod, Inmate
from procuratorate.custody.models import Custody, Judgment, Offence, Person, PropertyItem, Sentence, SentenceChange
from procuratorate.custody.services.searching import keys_of, search_text
from procuratorate.desk.demo.names import person_name
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.models import Officer, Organ, Pairing
from procuratorate.organs.reach import acting_as
from procuratorate.organs.states import Kind, Role
from tests.bench.filling import FIRST, insert
from tests.bench.world import said
from tests.cast import SINCE, Cast, build_cast, officer, organ

PRISONS, LISTED, WARDS, NAMES = 33, 6, 10, 4000


@dataclass
class Province:
    """`prisons` are supervised (青岑 first), `listed` are those the lists are uploaded into, with their clerks."""

    cast: Cast
    prisons: list[Organ] = field(default_factory=list)
    offices: list[Organ] = field(default_factory=list)
    listed: list[Organ] = field(default_factory=list)
    clerks: list[Officer] = field(default_factory=list)


def found_province() -> Province:
    """The cast, and around it as many prisons as a province has."""
    with acting_as(BUILDER):
        cast = build_cast()
        made = Province(cast, [cast.qingcen], [cast.office])
        _wards(cast.qingcen, range(3, WARDS + 1))
        for number in range(1, PRISONS):
            prison = organ(f"BX{number:02d}", f"第{number}监狱", Kind.PRISON, cast.bureau)
            office = organ(f"PX{number:02d}", f"驻第{number}监狱检察室", Kind.RESIDENT_OFFICE, cast.suburb)
            Pairing.objects.create(procuratorate=office, counterpart=prison, since=SINCE)
            _wards(prison, range(1, WARDS + 1))
            made.prisons.append(prison)
            made.offices.append(office)
        for number in range(LISTED):
            prison = organ(f"BL{number:02d}", f"名单{number}监狱", Kind.PRISON, cast.bureau)
            _wards(prison, range(1, WARDS + 1))
            made.listed.append(prison)
            made.clerks.append(officer(f"YL{number:02d}", "内勤", prison, Role.EXECUTION_CLERK))
        _names()
    return made


def _wards(prison: Organ, numbers: range) -> None:
    for number in numbers:
        organ(f"{prison.code}W{number}", f"{number}监区", Kind.WARD, prison)


def _names() -> None:
    """A few thousand invented names with what they are found by, for SQL to choose from."""
    rng = Random(20261121)
    rows = []
    for slot in range(NAMES):
        name = person_name(rng, "男")
        keys = keys_of(name)
        rows.append((slot, name, keys.full[0], keys.initials[0], search_text([name])))
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE bench_name (slot int, name text, pinyin text, initials text, search text)")
        execute_values(cursor.cursor, "INSERT INTO bench_name VALUES %s", rows)


NUMBER = "'99' || lpad((n - 1000000)::text, 8, '0')"
BODY = (
    "'99' || lpad(((n - 1000000) / 1000)::text, 4, '0') || '1980' || lpad((1 + mod(n, 12))::text, 2, '0')"
    " || lpad((1 + mod(n, 28))::text, 2, '0') || lpad(mod(n - 1000000, 1000)::text, 3, '0')"
)
CHECK = (
    "substr('10X98765432', 1 + ((SELECT sum(substr(body, i, 1)::int * ('{7,9,10,5,8,4,2,1,6,3,7,9,10,5,8,4,2}'::int[])[i])"
    " FROM generate_series(1, 17) AS i) %% 11)::int, 1)"
)


def fill(prisons: list[Organ], first: int, count: int) -> None:
    """`count` people spread over prisons and their wards: sentence, earlier commutation for half, points, property."""
    with acting_as(BUILDER), connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_new")
        cursor.execute(
            f"CREATE TEMP TABLE bench_new AS WITH place AS (SELECT id, house_id, row_number() OVER (ORDER BY house_id, id)"
            f" - 1 AS slot, count(*) OVER () AS places FROM organs_organ WHERE house_id = ANY (%s) AND kind = %s),"
            f" numbered AS (SELECT n, {NUMBER} AS number, {BODY} AS body FROM generate_series(%s::int, %s::int) AS n)"
            f" SELECT n, number, body || {CHECK} AS document, place.id AS ward, place.house_id AS prison, who.name,"
            f" who.pinyin, who.initials, who.search FROM numbered"
            f" JOIN place ON place.slot = (n - %s) * places / %s JOIN bench_name who ON who.slot = mod(n::bigint * 7919, {NAMES})",
            [[one.pk for one in prisons], Kind.WARD, FIRST + first, FIRST + first + count - 1, FIRST + first, count],
        )
    with acting_as(BUILDER):
        _persons()
        _sentences()
        _conduct()
    said(f"{count} people planted")


def _persons() -> None:
    search = "search || number || ' ' || right(document, 6) || ' '"
    insert(
        Person, "bench_new", id="n", keeper_id="prison", name="name", sex="'1'", born_on="'1980-01-01'::date", pinyin="pinyin",
        initials="initials", id_number="document", search=search,
    )  # fmt: skip
    insert(
        Custody, "bench_new", id="n", person_id="n", organ_id="prison", ward_id="ward", kind="'prison'", number="number",
        since="'2021-04-01'::date",
    )  # fmt: skip
    insert(
        Judgment, "bench_new", id="n", person_id="n", court="'临澄市中级人民法院'", judged_on="'2021-02-03'::date",
        effective_on="'2021-03-05'::date",
    )  # fmt: skip
    insert(Offence, "bench_new", person_id="n", judgment_id="n", name="'盗窃罪'", is_main="true")


def _sentences() -> None:
    insert(
        Sentence, "bench_new", id="n", person_id="n", judgment_id="n", kind="'fixed'", months="102", ends_on="'2029-01-31'::date",
        starts_on="'2020-08-01'::date", ends_now="'2028-05-31'::date", delivered_on="'2021-04-01'::date",
    )  # fmt: skip
    insert(
        SentenceChange, "bench_new WHERE mod(n, 2) = 0", person_id="n", sentence_id="n", ruled_on="'2024-02-20'::date",
        served_on="'2024-03-01'::date", months="8",
    )  # fmt: skip
    insert(
        PropertyItem, "bench_new WHERE mod(n, 3) = 0", person_id="n", judgment_id="n", kind="'fine'", ordered="20000", paid="20000",
        closing="'performed'", proof="'卷2页14'",
    )  # fmt: skip


def _conduct() -> None:
    search = "search || number || ' ' || right(document, 6) || ' '"
    insert(
        Inmate, "bench_new", id="n", custody_id="n", person_id="n", prison_id="prison", ward_id="ward", number="number",
        sentence_id="n", completeness="90", pinyin="pinyin",
        sentence_kind="'fixed'", ends_now="'2028-05-31'::date", search=search,
    )  # fmt: skip
    insert(
        ConductPeriod, "bench_new", inmate_id="n", since="'2024-03-01'::date", until="'2026-09-30'::date", points="2438"
    )
    insert(Commendation, "bench_new", inmate_id="n", count="4")
