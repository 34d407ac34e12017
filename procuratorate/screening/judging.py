"""A partition held against rules, all its places at once: breaches row by row, and how many of which place."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from procuratorate.lib.digest import sm3_of
from procuratorate.lib.law.plans import plan
from procuratorate.lib.law.rules import Rule
from procuratorate.screening.engine import Engine
from procuratorate.screening.fields import FIELDS, Field
from procuratorate.screening.partitions import read
from procuratorate.screening.states import WHOLE

ROOT = ("record", "key", "site", "case_kind", "day", "person")
ROW = "_row"


@dataclass(frozen=True)
class Asked:
    """What a run asks of every partition."""

    field: str
    rules: frozenset[str]
    kinds: frozenset[int]
    sites: frozenset[int]
    slack: int = 0
    permille: int = WHOLE


@dataclass(frozen=True)
class Judged:
    """`hits`: rule, record, key, person, site, margin. `counts`: site, rule, judged, breached, undecided."""

    hits: pl.DataFrame
    counts: pl.DataFrame


def judge(stored: str, asked: Asked) -> Judged:
    """Hold the rules against one partition. Depends on nothing but the file and what is asked: the same every time."""
    field = FIELDS[asked.field]
    frame = _sampled(read(stored, [*ROOT, *field.facts]), asked)
    given = frame.with_columns(pl.col("day").alias("on"), pl.col("case_kind").alias(field.kind_fact))
    engine = _engine(field.code, asked.rules)
    found = engine.hits(given.with_row_index(ROW), key=ROW, undecided=True).hits
    listed, open_ = found.filter(pl.col("margin") < -asked.slack), found.filter(pl.col("margin").is_null())
    cases = given.select("record", "key", pl.col("person").cast(pl.Int64), "site")[listed["id"]]
    hits = cases.with_columns(listed["rule"].cast(pl.String), listed["margin"].cast(pl.Int64))
    undecided = pl.DataFrame([open_["rule"].cast(pl.String), given["site"].gather(open_["id"])])
    return Judged(hits.select(list(HITS)), _counted(given["site"], engine.codes, hits, undecided))


HITS = {"rule": pl.String, "record": pl.String, "key": pl.String, "person": pl.Int64, "site": pl.Int64}
HITS |= {"margin": pl.Int64}
COUNTS = {"site": pl.Int64, "rule": pl.String, "judged": pl.Int64, "breached": pl.Int64, "undecided": pl.Int64}


def _sampled(frame: pl.DataFrame, asked: Asked) -> pl.DataFrame:
    """Places and kinds in scope; of a sample the cases whose own number falls into it, the same for every version."""
    frame = frame.filter(pl.col("site").is_in(sorted(asked.sites)) & pl.col("case_kind").is_in(sorted(asked.kinds)))
    if asked.permille < WHOLE:
        number = pl.col("record").str.slice(0, 8).str.to_integer(base=16, dtype=pl.Int64)
        frame = frame.filter(number % WHOLE < asked.permille)
    return frame if "person" in frame.columns else frame.with_columns(pl.lit(None, dtype=pl.Int64).alias("person"))


def _counted(sites: pl.Series, rules: Sequence[str], hits: pl.DataFrame, undecided: pl.DataFrame) -> pl.DataFrame:
    """Per place how many cases (rule ""), and per place and rule how many breaches and how many open.

    What is less than the slack short is not listed, and not counted either.
    """
    places = sites.value_counts(name="judged")
    cases = places.select("site", rule=pl.lit(""), judged=pl.col("judged").cast(pl.Int64))
    made = places.select("site").join(pl.DataFrame({"rule": rules}, schema={"rule": pl.String}), how="cross")
    for name, rows in (("breached", hits), ("undecided", undecided)):
        counts = rows.group_by("site", "rule").agg(pl.len().cast(pl.Int64).alias(name))
        made = made.join(counts, on=["site", "rule"], how="left")
    counted = pl.concat([cases, made], how="diagonal").fill_null(0)
    return counted.select(pl.col(name).cast(kind) for name, kind in COUNTS.items()).sort("site", "rule")


@lru_cache(maxsize=8)
def _engine(code: str, rules: frozenset[str]) -> Engine:
    """The rules of a model compiled, once in a process: it costs up to seconds."""
    field = FIELDS[code]
    chosen = [rule for rule in field.rules if rule.code in rules]
    return Engine(plan(chosen, frozenset(field.facts), field.derived, asked=field.kind_fact))


def digests(field: Field, rules: Collection[str]) -> dict[str, str]:
    """What each rule says today, as a hash: its definition recorded as a graph, with its articles and numbers."""
    return {code: _digest(field.code, code) for code in sorted(rules)}


@lru_cache(maxsize=1024)
def _digest(code: str, rule: str) -> str:
    field = FIELDS[code]
    found = field.rule(rule)
    return "" if found is None else sm3_of(_described(found, field))


def _described(rule: Rule, field: Field) -> list[object]:
    graph = plan([rule], frozenset(field.facts), field.derived).graph
    nodes = [[node.op, *(_named(arg) for arg in node.args)] for node in graph.nodes]
    return [rule.code, rule.title, [cite.formal for cite in rule.cites], rule.standing.name, nodes]


def _named(arg: object) -> str:
    """A node by its place, a dated number by its spans, a plain number by itself."""
    if hasattr(arg, "number"):
        return f"n{arg.number}"
    if hasattr(arg, "spans"):
        return ";".join(f"{first}-{last}={param.value}" for first, last, param in arg.spans)
    return repr(arg)
