"""Three thousand rows checked and stored: our upload against django-import-export on the same sheet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import connection

from commutation.columns import LAYOUT
from commutation.models import Batch, Filing, Upload
from commutation.services.batches import create_batch
from commutation.services.lists import upload_sheet
from commutation.services.nominating import commit_upload
from prisons.models import Inmate
from procuratorate.lib.sheets import write_table
from procuratorate.organs.actors import BUILDER, Actor
from procuratorate.organs.models import Assignment, Organ
from procuratorate.organs.reach import acting_as, actor_for
from procuratorate.work.services import run_job
from tests.bench.filling import analyse
from tests.bench.people import Province, fill
from tests.bench.stats import Line, Series
from tests.bench.world import DATABASE, owner

ROWS, WRONG, OURS, THEIRS = 3000, 60, 5, 3
FIRST = 200_000  # of the people uploaded; those before are the supervised prisons'


def measure(province: Province) -> list[Line]:
    """One prison a run, each with its own three thousand; the rival imports the sheets of the same prisons."""
    fill(province.listed, FIRST, ROWS * len(province.listed))
    _table_of_the_rival()
    analyse()
    whole, checked, stored = (Series(name) for name in ("whole", "file → preview", "preview → list"))
    single, bulk, twice = (
        Series(f"django-import-export {name}") for name in ("defaults", "in bulk", "defaults, preview and import")
    )
    jobs = list(zip(province.listed, province.clerks, strict=True))
    warm, *runs = jobs[: OURS + 1]
    actor, batch, sheet = _sheet_of(*warm)
    _upload(actor, batch, sheet, Series(""), Series(""))  # imports and caches of the first use, on both sides
    _import(warm[0], "InBulk", sheet)
    _forget(warm[0])
    for number, (prison, clerk) in enumerate(runs):
        actor, batch, sheet = _sheet_of(prison, clerk)
        whole.meter(lambda: _upload(actor, batch, sheet, checked, stored))  # noqa: B023  called at once
        if number < THEIRS:
            _rival(prison, sheet, single, bulk, twice)
    what = "3,000 rows: file → preview → on the list"
    lines = [Line(what, whole, single), Line(what, whole, bulk), Line(what, whole, twice, "≥ 20×")]
    lines[-1].met = (lines[-1].ratio or 0) >= 20  # of the three, this one does what ours does: check, show, then store
    return [*lines, Line("of this: file → preview", checked), Line("of this: preview → list", stored)]


def _rival(prison: Organ, sheet: bytes, single: Series, bulk: Series, twice: Series) -> None:
    """The same sheet in its three ways, each into an empty table."""
    single.meter(lambda: _import(prison, "OneByOne", sheet))
    _forget(prison)
    bulk.meter(lambda: _import(prison, "InBulk", sheet))
    _forget(prison)
    twice.meter(lambda: [_import(prison, "OneByOne", sheet, dry=dry) for dry in (True, False)])
    _forget(prison)


def _sheet_of(prison: Organ, clerk: Any) -> tuple[Actor, Batch, bytes]:
    """The clerk, a new batch, and a workbook with every column filled; sixty rows are wrong in three ways."""
    with acting_as(BUILDER):
        post = Assignment.objects.select_related("organ__house", "officer", "acting_for").get(officer=clerk)
        actor = actor_for(post, date.today())
        people = list(Inmate.objects.filter(prison=prison).select_related("person", "ward").order_by("pk")[:ROWS])
        rows = [_row(number, one) for number, one in enumerate(people)]
    with acting_as(actor) as at:
        made = create_batch(actor=actor, year=2026, ordinal=4, cutoff_on=date(2026, 9, 30), at=at)
    return actor, made, write_table(LAYOUT.columns, rows)


def _row(place: int, one: Inmate) -> dict[str, Any]:
    commuted = one.pk % 2 == 0
    return {
        "ward": one.ward.short_name, "number": one.number, "name": one.person.name, "id_number": one.person.id_number,
        "kind": "减刑", "months": "7个月", "term": "8年6个月", "judged_on": "2021-02-03", "effective_on": "2021-03-05",
        "delivered_on": "2021-04-01", "starts_on": "2020-08-01", "ends_on": "2028-05-31",
        "earlier_on": "2024-02-20" if commuted else "", "earlier_served_on": "2024-03-01" if commuted else "",
        "earlier_months": "8个月" if commuted else "", "conduct_since": "2024-03", "conduct_until": "2026-09",
        "points": "2438", "commendations": "4", "performance": "全部履行", "proof": "卷2页14", "note": "无",
        **_wrong(place),
    }  # fmt: skip


def _wrong(place: int) -> dict[str, str]:
    if place % (ROWS // WRONG):
        return {}
    return ({"name": "查无此"}, {"effective_on": "2021-01-05"}, {"months": "许多"})[place // (ROWS // WRONG) % 3]


def _upload(actor: Actor, batch: Batch, sheet: bytes, checked: Series, stored: Series) -> None:
    """As the clerk: send the file, have the job check it, commit the good part. Services, sandbox, audit and all."""
    upload: Upload = checked.meter(lambda: _check(actor, batch, sheet))

    def commit() -> None:
        with acting_as(actor) as at:
            commit_upload(upload=upload, actor=actor, at=at)

    stored.meter(commit)
    with acting_as(BUILDER):
        assert Filing.objects.filter(batch=batch).count() == ROWS - WRONG


def _check(actor: Actor, batch: Batch, sheet: bytes) -> Upload:
    with acting_as(actor) as at:
        upload = upload_sheet(batch=batch, actor=actor, data=sheet, filename="名单.xlsx", at=at)
    run_job(job_id=upload.job_id)
    with acting_as(actor):
        return Upload.objects.select_related("batch").get(pk=upload.pk)


def _import(prison: Organ, resource: str, sheet: bytes, *, dry: bool = False) -> None:
    """As its admin page does: workbook → dataset → import_data. On the builder's side, where row security is free."""
    from import_export.formats.base_formats import XLSX

    from tests.bench.rival import resources

    with acting_as(BUILDER):
        dataset = XLSX().create_dataset(sheet)
        dataset.headers = [title.rstrip("*") for title in dataset.headers]
        with _reaching(prison) as actor:
            result = getattr(resources, resource)(actor, prison.pk).import_data(dataset, dry_run=dry)
    assert not result.has_errors(), [one.error for one in result.base_errors] or result.row_errors()[0][1][0].error
    assert len(result.invalid_rows) == WRONG, len(result.invalid_rows)


@contextmanager
def _reaching(prison: Organ) -> Iterator[Actor]:
    post = Assignment.objects.select_related("organ__house", "officer", "acting_for").get(organ=prison)
    yield actor_for(post, date.today())


def _table_of_the_rival() -> None:
    """Its table, made by the owner, open to the builder's side."""
    from tests.bench.rival.models import Nomination

    with connection.schema_editor(collect_sql=True) as editor:
        editor.create_model(Nomination)
    link = owner(DATABASE)
    with link.cursor() as cursor:
        for statement in editor.collected_sql:
            cursor.execute(statement)
        cursor.execute("GRANT ALL ON rival_nomination TO side_builder")
        cursor.execute("GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO side_builder")
    link.close()


def _forget(prison: Organ) -> None:
    from tests.bench.rival.models import Nomination

    with acting_as(BUILDER):
        Nomination.objects.filter(inmate__prison=prison)._raw_delete("default")
