"""A whole list against the prison's records, against itself, and against what is already on its way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date

from commutation.checks import Row, check_row, facts_of
from commutation.columns import HEADERS, NEEDED
from commutation.dossiers import Dossier, dossiers
from commutation.models import Batch, Filing
from commutation.states import FilingState, Kind
from prisons.models import Inmate
from procuratorate.lib.digest import sm3_of
from procuratorate.lib.names import normalise
from procuratorate.organs.actors import Actor

Report = Callable[[int, int, str], None]
CHUNK = 200


def silent(done: int, total: int, text: str) -> None:
    """Progress nobody watches."""


def held(*, actor: Actor, prison_id: int) -> dict[str, Dossier]:
    """The dossiers of everyone held in a prison whom the actor may put forward."""
    return dossiers(Inmate.objects.visible_to(actor).filter(prison=prison_id))


def check_list(*, batch: Batch, rows: list[Row], actor: Actor, on: date, report: Report = silent) -> None:
    """Find every problem of every row. The rows are changed in place; nothing is written."""
    known = held(actor=actor, prison_id=batch.prison_id)
    is_ward = batch.prison_id not in actor.home
    for number, row in enumerate(rows, 1):
        _identify(row, known, "本监区" if is_ward else "本监狱")
        check_row(row, on)
        _require(row)
        if number % CHUNK == 0:
            report(number, len(rows), "核对档案")
    _refuse_twins(rows)
    _against_open(batch, rows)
    report(len(rows), len(rows), "核对完毕")


def _identify(row: Row, known: dict[str, Dossier], where: str) -> None:
    number, name = row.value("number"), row.value("name")
    if not number:
        return
    dossier = known.get(number)
    if dossier is None or not dossier.present:
        why = "已离监" if dossier else f"{where}没有这个编号的在押罪犯"
        row.refuse("number", why, "照档案核对编号；他监、他监区的罪犯由其所在单位报送")
    elif name and normalise(dossier.name) != name:
        _other_name(row, dossier, name)
    else:
        row.dossier = dossier


def _other_name(row: Row, dossier: Dossier, name: str) -> None:
    if name in dossier.aliases:
        row.dossier = dossier
        row.values["name"] = dossier.name
        row.warn("name", f"所填是曾用名、别名，档案姓名为“{dossier.name}”", "已按档案姓名列入，可不改")
    else:
        row.refuse("name", f"编号{dossier.number}在档案中是“{dossier.name}”", "核对编号和姓名，改正其中一个")


def _require(row: Row) -> None:
    """What neither the sheet nor the dossier says."""
    for name in NEEDED:
        if row.dossier and row.values.get(name) is None and not row.has_problem(name):
            row.refuse(name, "没有填，档案中也没有", f"照原件补填{HEADERS[name]}")


def _refuse_twins(rows: list[Row]) -> None:
    """The same number twice in one list: with another name, the same kind, or another kind."""
    by_number: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.value("number"):
            by_number[row.value("number")].append(row)
    for same in by_number.values():
        for row in same[1:]:
            _tell_twins(same[0], row)


def _tell_twins(first: Row, row: Row) -> None:
    if first.value("name") != row.value("name"):
        for one, other in ((first, row), (row, first)):
            one.refuse("number", f"与第{other.number}行相同，姓名不同", "核对两人档案，改正其中一行")
    elif first.value("kind") == row.value("kind"):
        row.refuse("number", f"与第{first.number}行重复", "删去其中一行")
    else:
        row.warn("kind", f"第{first.number}行已为此人提请另一种类", "核对是否两种都提请")


def _against_open(batch: Batch, rows: list[Row]) -> None:
    ids = {row.dossier.inmate_id for row in rows if row.dossier}
    found = {(filing.inmate_id, filing.kind): filing for filing in open_filings(ids)}
    for row in rows:
        filing = found.get((row.dossier.inmate_id, row.value("kind"))) if row.dossier else None
        if filing is not None:
            _meet(batch, row, filing)


def open_filings(inmate_ids: Iterable[int]) -> Iterable[Filing]:
    return Filing.objects.open().filter(inmate__in=list(inmate_ids)).select_related("batch")


def _meet(batch: Batch, row: Row, filing: Filing) -> None:
    """The person is put forward already: elsewhere, here in the same words, or here in others."""
    kind = Kind(filing.kind).label
    if filing.batch_id != batch.pk:
        row.refuse("number", f"已在{filing.batch.title}提请{kind}，尚未办结", "不能重复提请；原批次办结或退出后再报")
    elif filing.facts_hash == sm3_of(facts_of(row.values)):
        row.known = True
    elif filing.state != FilingState.NOMINATED:
        row.refuse("number", f"已在本批次提请{kind}，{filing.get_state_display()}，不能再改", "删去这一行")
    else:
        row.replaces = filing.pk
        row.warn(
            "number", f"已在本批次名单，与原报不同（{_changes(filing, row)}）", "提交后以本次所填为准；不改的删去这一行"
        )


def _changes(filing: Filing, row: Row) -> str:
    mine = facts_of(row.values)
    changed = [name for name in HEADERS if filing.facts.get(name, "") != mine.get(name, "")]
    said = "，".join(
        f"{HEADERS[name]} {filing.facts.get(name) or '空'} → {mine.get(name) or '空'}" for name in changed[:2]
    )
    return said + (f"等{len(changed)}处" if len(changed) > 2 else "")


def check_alone(*, row: Row, filing: Filing, actor: Actor, on: date) -> None:
    """One nomination mended by hand: the same checks, its own standing on the list aside."""
    people = dossiers(Inmate.objects.visible_to(actor).filter(pk=filing.inmate_id))
    _identify(row, people, "本监狱")
    check_row(row, on)
    _require(row)
