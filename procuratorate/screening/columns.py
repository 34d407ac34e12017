"""The columns of a historic file: what tells one case from another, and every fact of the field by its own label."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

import polars as pl

from procuratorate.lib.cells import MISSING, Parse, Parsed, Raw, choice, day, extent, money, text, whole, yes_no
from procuratorate.lib.characters import bare
from procuratorate.lib.identifiers import citizen_id
from procuratorate.lib.law.standings import Measure
from procuratorate.lib.law.tracing import Fact
from procuratorate.lib.names import normalise
from procuratorate.lib.sheets import Column, Layout
from procuratorate.screening.fields import FIELDS, Field

MOST = 10**9


@dataclass(frozen=True)
class Typed:
    """How a column is read (`parse` gives a plain value) and kept."""

    column: Column
    parse: Parse
    kept: pl.DataType


@cache
def layout_of(code: str) -> Layout:
    """The columns a file of this field may have, in the order of a template."""
    return Layout([typed.column for typed in typed_of(code).values()], naming="name")


@cache
def typed_of(code: str) -> Mapping[str, Typed]:
    """Every column by key: those of any case, then the facts."""
    field = FIELDS[code]
    facts = {f"{key}": _of_fact(key, fact, field) for key, fact in field.facts.items() if key != field.kind_fact}
    return _common(field) | facts


def _common(field: Field) -> dict[str, Typed]:
    kinds = partial(_coded, choice({str(one.code): one.label for one in field.kinds}))
    return {
        "site": Typed(_column("site", "单位", ("监狱", "执行机关", "关押单位", "劳教所"), True), text(), pl.String()),
        "number": Typed(_column("number", "编号", ("罪犯编号", "人员编号", "档案号"), True), _number, pl.String()),
        "name": Typed(_column("name", "姓名", ("罪犯姓名",), True), _name, pl.String()),
        "identity": Typed(_column("identity", "公民身份号码", ("身份证号", "身份证号码")), citizen_id, pl.String()),
        "case_kind": Typed(_column("case_kind", "种类", ("案件种类", "提请种类"), True), kinds, pl.Int32()),
        "sealed": Typed(_column("sealed", "犯罪记录封存", ("封存",)), yes_no, pl.Boolean()),
    }


def _column(key: str, title: str, synonyms: tuple[str, ...] = (), required: bool = False) -> Column:
    return Column(key, title, required=required, synonyms=synonyms, width=14)


def _of_fact(key: str, fact: Fact, field: Field) -> Typed:
    """Days are titled 判决日期, so that 裁定减为有期徒刑 the day and the term are two columns."""
    parse, kept = _reading(key, fact, field)
    title = f"{fact.label}日期" if fact.measure is Measure.DATE else fact.label
    synonyms = (f"{fact.label}日", key) if fact.measure is Measure.DATE else (key,)
    return Typed(Column(key, title, synonyms=synonyms, help=fact.where, width=14), parse, kept)


def _reading(key: str, fact: Fact, field: Field) -> tuple[Parse, pl.DataType]:
    number = pl.Int32()
    if fact.measure is Measure.DATE:
        return partial(_ordinal, day), number
    if fact.measure is Measure.FLAG:
        return yes_no, pl.Boolean()
    if fact.measure is Measure.MONTHS:
        return extent, number
    if fact.measure is Measure.CODE:
        return partial(_coded, choice({str(one): word for one, word in field.words[key].items()})), number
    if fact.measure is Measure.YUAN:
        return partial(_whole, money()), number
    return whole(unit=fact.measure.label or "次", most=MOST), number


def _ordinal(parse: Parse, raw: Raw) -> Parsed:
    return _turned(parse(raw), lambda value: value.toordinal())


def _coded(parse: Parse, raw: Raw) -> Parsed:
    return _turned(parse(raw), int)


def _whole(parse: Parse, raw: Raw) -> Parsed:
    return _turned(parse(raw), lambda value: min(int(value), MOST))


def _turned(read: Parsed, turn: Any) -> Parsed:
    plain = read.value is not None and read.value is not MISSING
    return Parsed(turn(read.value) if plain else None, read.problem, read.mending, read.note)


def _name(raw: Raw) -> Parsed:
    """A name as the old register bears it: one masked there is kept, the paper says the rest."""
    return _turned(text(max_length=120)(raw), normalise)


def _number(raw: Raw) -> Parsed:
    """A number as a key: full-width digits and inner spaces are no other number."""
    return _turned(text(max_length=60)(raw), bare)
