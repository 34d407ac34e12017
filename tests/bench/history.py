# ruff: noqa: E501  SQL reads better in long lines
"""Years of work: batches sent and filed, filings on them, dispatches, clocks; and the clerk's batch in the making."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection

from commutation.models import Batch, Filing, PlanStep, Sending, SentFiling, Upload, UploadRow
from commutation.states import STEPS
from procuratorate.deadlines.models import Deadline
from procuratorate.deadlines.services import open_deadline
from procuratorate.dispatch.models import Dispatch
from procuratorate.lib.clock import day_of
from procuratorate.lib.law.terms import Term, Unit
from procuratorate.organs.actors import BUILDER
from procuratorate.organs.reach import acting_as
from tests.bench.filling import FIRST, insert
from tests.bench.people import Province
from tests.bench.world import said

BATCHES, MAKING = 12, FIRST + 99  # batches of each prison; the one in the making at 青岑监狱
BATCH = "(1000000 + slot * 100 + b)"
SENT = f"(clock() - (({BATCHES} - b) * 91 + 4) * interval '1 day')"
SAMPLE = "bench.sample"
SUM = f"(SELECT sample.sum FROM deadlines_deadline sample WHERE sample.kind = '{SAMPLE}')"
FACTS = (
    "jsonb_build_object('ward', '1监区', 'number', number, 'name', name, 'kind', '减刑', 'months', '7个月', 'term', '有期徒刑8年6个月',"
    " 'judged_on', '2021-02-03', 'effective_on', '2021-03-05', 'delivered_on', '2021-04-01', 'starts_on', '2020-08-01',"
    " 'ends_on', '2028-05-31', 'conduct_since', '2024-03', 'conduct_until', '2026-09', 'points', '2438', 'commendations', '4',"
    " 'performance', CASE WHEN mod(n, 3) = 0 THEN '全部履行' ELSE '无财产性判项' END)"
)


def found_batches(province: Province, people: int) -> None:
    """Twelve batches a prison, each sent with its list of names, its clock and its plan. The last two run."""
    _sample(province)
    chen, tang = province.cast.chen.pk, province.cast.tang.pk
    with acting_as(BUILDER), connection.cursor() as cursor:
        pairs = zip(province.prisons, province.offices, strict=True)
        cursor.execute("CREATE TEMP TABLE bench_prison (slot int, prison bigint, office bigint)")
        for slot, (prison, office) in enumerate(pairs):
            cursor.execute("INSERT INTO bench_prison VALUES (%s, %s, %s)", [slot, prison.pk, office.pk])
        source = f"bench_prison, generate_series(1, {BATCHES}) AS b"
        insert(
            Batch, source, id=BATCH, prison_id="prison", year="2024 + (b - 1) / 4", ordinal="1 + mod(b - 1, 4)",
            title="(2024 + (b - 1) / 4) || '年第' || (1 + mod(b - 1, 4)) || '批'", edited_by_id=str(tang), sent_at=SENT,
            state=f"CASE WHEN b = {BATCHES} THEN 'consulting' ELSE 'filed' END", filed_at=f"CASE WHEN b < 12 THEN {SENT} END",
            platform_no="CASE WHEN b < 12 THEN '平台' || b ELSE '' END",
        )  # fmt: skip
        insert(
            Dispatch, source, id=BATCH, sender_id="prison", recipient_id="office", year="2020", sequence="b",
            number="'名单 ' || b", key="'batch:' || b", legal_mode="'consultation'", basis="'会签办法第六条'", kind="'consultation'",
            title="'征求意见'", masked_title="'征求意见'", sent_at=SENT, delivered_at=SENT, sent_by_id=str(tang),
            content=f"(SELECT jsonb_build_object('lines', jsonb_agg(jsonb_build_object('position', i, 'number', '990000' || i,"
            f" 'name', '某某某', 'ward', '一监区', 'kind', '减刑', 'proposal', '减刑7个月', 'route', 'intermediate', 'facts_hash',"
            f" repeat('a', 64)))) FROM generate_series(1, {people // (BATCHES * len(province.prisons))}) AS i)",
            acknowledged_at=f"CASE WHEN b < 12 THEN {SENT} END", acknowledged_by_id=f"CASE WHEN b < 12 THEN {chen} END",
        )  # fmt: skip
        _clocks(
            source,
            BATCH,
            "office",
            "prison",
            "b < 11",
            "(clock()::date + CASE WHEN b < 11 THEN (b - 12) * 91 ELSE mod(slot, 12) - 2 END)",
        )
        insert(
            Sending, source, id=BATCH, batch_id=BATCH, dispatch_id=BATCH, clock_id=BATCH, stage="'consultation'", recipient_id="office",
            people="253", agreed_days="5", by_id=str(tang), at=SENT,
        )  # fmt: skip
        insert(Batch, "bench_prison WHERE slot = 0", id=str(MAKING), prison_id="prison", year="2026", ordinal="9",
               title="'2026年第九批'", edited_by_id=str(tang))  # fmt: skip
        insert(Upload, "bench_prison WHERE slot = 0", id=str(FIRST), batch_id=str(MAKING), organ_id="prison", state="'committed'",
               total="3000", accepted="2850", warned="90", refused="60", by_id=str(tang), checked_at="clock()",
               committed_at="clock()")  # fmt: skip
        codes = "'{" + ",".join(STEPS) + "}'::text[]"
        insert(PlanStep, f"commutation_batch batch, unnest({codes}) WITH ORDINALITY AS step (code, place) WHERE batch.id >= {FIRST}", batch_id="batch.id",
               code="step.code", position="step.place - 1", planned_on="'2026-12-01'::date")  # fmt: skip


def _sample(province: Province) -> None:
    """One clock opened by the service: the others carry its sum."""
    with acting_as(BUILDER) as at:
        open_deadline(
            kind=SAMPLE, title="样本", masked_title="样本", organ=province.offices[-1], starts_on=day_of(at) - timedelta(days=12),
            start_reason="收到副本", term=Term(10, Unit.DAY), article="规则第635条", actor=BUILDER, at=at,
        )  # fmt: skip


def _clocks(
    source: str, pk: str, organ: str, counterpart: str, met: str, due: str, kind: str = "commutation.consultation"
) -> None:
    insert(
        Deadline, source, id=pk, kind=f"'{kind}'", title="'征求意见'", masked_title="'征求意见'", organ_id=organ,
        counterpart_id=counterpart, starts_on=f"{due} - 15", start_reason="'收到副本'", term_amount="10", term_unit="'day'",
        article="'规则第635条'", due_on=due, soon_on=f"{due} - 3", sum=SUM, state=f"CASE WHEN {met} THEN 'met' ELSE 'open' END",
        ended_at=f"CASE WHEN {met} THEN clock() END", ended_on=f"CASE WHEN {met} THEN {due} END", at="clock()",
    )  # fmt: skip


def grow(province: Province, first: int, last: int) -> None:
    """Filings, dispatches and clocks number `first` to `last` (excluded), and as many nominations as the batch holds."""
    cast = province.cast
    with acting_as(BUILDER):
        _filings(cast.tang.pk, first, last)
        _nominations(cast.tang.pk, min(first, 3000), min(last, 3000))
        span = f"generate_series({first}, {last - 1}) AS m JOIN bench_prison ON slot = mod(m, {len(province.prisons)})"
        high, low = cast.province.pk, cast.lincheng.pk
        office = f"CASE WHEN mod(m, 10) = 9 THEN {high} WHEN mod(m, 2) = 0 THEN {cast.office.pk} ELSE office END"
        prison = f"CASE WHEN mod(m, 10) = 9 THEN {low} WHEN mod(m, 2) = 0 THEN {cast.qingcen.pk} ELSE prison END"
        when = "clock() - ((200000 - m) * interval '3 minutes')"
        insert(
            Dispatch, span, id="2000000 + m", sender_id=prison, recipient_id=office, year="2021", sequence="1 + m",
            number="'旧件 ' || m", key="'old:' || m", legal_mode="(ARRAY['notified', 'copy', 'transfer', 'report'])[1 + mod(m / 2, 4)]",
            basis="'会签办法第六条'", kind="'history'", title="'旧件 ' || m", masked_title="'旧件 ' || m", sent_at=when, delivered_at=when,
            content="'{}'::jsonb", acknowledged_at=f"CASE WHEN mod(m / 2, 25) > 0 THEN {when} END",
            acknowledged_by_id=f"CASE WHEN mod(m / 2, 25) > 0 THEN {cast.chen.pk} END",
        )  # fmt: skip
        due = "(clock()::date + CASE WHEN mod(m / 2, 33) > 0 THEN -20 - mod(m, 1000) ELSE mod(m / 66, 60) - 5 END)"
        _clocks(span, "2000000 + m", office, prison, "mod(m / 2, 33) > 0", due, "other.reply")
    said(f"filings, dispatches and clocks {first} to {last} planted")


def _filings(clerk: int, first: int, last: int) -> None:
    who = (
        f"(SELECT i.id AS n, i.number, i.person_id, i.prison_id, i.ward_id, p.name, p.initials, 1 + mod(i.id, {BATCHES}) AS b, slot,"
        f" mod(i.id, 40) = 0 AS dropped FROM prisons_inmate i JOIN custody_person p ON p.id = i.person_id"
        f" JOIN bench_prison ON prison = i.prison_id WHERE i.id BETWEEN {FIRST + first} AND {FIRST + last - 1}) AS who"
    )
    insert(
        Filing, who, id="n", batch_id=BATCH, prison_id="prison_id", ward_id="ward_id", inmate_id="n", person_id="person_id",
        number="number", name="name", initials="initials", kind="'commutation'", route="'intermediate'", months="7", facts=FACTS,
        facts_hash="repeat('a', 64)", sent_at=SENT, filed_at="CASE WHEN b < 12 THEN clock() END", clock_id=BATCH,
        nominated_by_id=str(clerk), drop_reason="CASE WHEN dropped THEN '本人撤回' ELSE '' END",
        drop_step="CASE WHEN dropped THEN 'wardens' ELSE '' END", dropped_at="CASE WHEN dropped THEN clock() END",
        state="CASE WHEN dropped THEN 'dropped' WHEN b < 12 THEN 'filed' ELSE 'consulted' END",
    )  # fmt: skip
    insert(SentFiling, who, sending_id=BATCH, filing_id="n", position="n - 999999", facts_hash="repeat('a', 64)")


def _nominations(clerk: int, first: int, last: int) -> None:
    """The list the clerk is putting together, and what was said to its rows."""
    who = (
        f"(SELECT i.id AS n, i.number, i.person_id, i.prison_id, i.ward_id, p.name, p.initials FROM prisons_inmate i JOIN custody_person"
        f" p ON p.id = i.person_id JOIN bench_prison ON prison = i.prison_id WHERE slot = 0 AND i.id BETWEEN {FIRST + first} AND"
        f" {FIRST + last - 1}) AS who"
    )
    insert(
        Filing, who, id="3000000 + n", batch_id=str(MAKING), prison_id="prison_id", ward_id="ward_id", inmate_id="n", person_id="person_id",
        number="number", name="name", initials="initials", kind="'parole'", route="'intermediate'", facts=FACTS, nominated_by_id=str(clerk),
        facts_hash="repeat('a', 64)",
    )  # fmt: skip
    status = "CASE WHEN mod(n, 50) = 0 THEN 'refused' WHEN mod(n, 33) = 0 THEN 'warned' ELSE 'accepted' END"
    insert(
        UploadRow, who, upload_id=str(FIRST), organ_id="prison_id", number="n - 999990", status=status, ward_name="'1监区'",
        inmate_name="name", given=f"{FACTS} || jsonb_build_object('number', CASE WHEN mod(n, 50) = 0 THEN 'x' ELSE '' END || number)",
        problems="'[{\"key\": \"months\", \"field\": \"拟减刑期\", \"level\": \"refused\", \"given\": \"x\", \"reason\": \"不像刑期\","
        " \"mending\": \"填 7个月\"}]'::jsonb",
    )  # fmt: skip
