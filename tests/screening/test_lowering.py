"""Whatever rules may be written: an expression means on lanes what it means on scalars, unknowns and all."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from procuratorate.lib.law.articles import cite
from procuratorate.lib.law.params import Dated, Instrument, Quantity
from procuratorate.lib.law.plans import plan
from procuratorate.lib.law.rules import Kind, Rule
from procuratorate.lib.law.standings import Measure
from procuratorate.lib.law.tracing import Scalar, Tracer, lift
from procuratorate.screening.engine import Engine

DAYS, NUMBERS, FLAGS = ("d1", "d2"), ("n1", "n2"), ("f1", "f2")
FACTS = frozenset((*DAYS, *NUMBERS, *FLAGS))
LAW = Instrument("试", "试", date(2000, 2, 29))
SPANS = ((730179, 733000, LAW.param("k", 12, "1")), (733001, 735000, LAW.param("k", None, "1")),
         (736000, 737000, LAW.param("k", 31, "1")))  # fmt: skip
DATED = Dated("k", Quantity("试", Measure.MONTHS), SPANS)
Tree = tuple[Any, ...]


numbers = st.deferred(lambda: st.one_of(
    st.sampled_from([("fact", name) for name in NUMBERS]), st.tuples(st.just("plain"), st.integers(-40, 400)),
    st.tuples(st.sampled_from(["+", "-", "most", "least"]), numbers, numbers),
    st.tuples(st.sampled_from(["//", "%"]), numbers, st.integers(1, 12)),
    st.tuples(st.just("*"), numbers, st.integers(-3, 3)), st.tuples(st.just("size"), numbers),
    st.tuples(st.sampled_from(["where", "whichever"]), flags, numbers, numbers), st.tuples(st.just("pick"), days),
    st.tuples(st.just("need"), flags), st.tuples(st.just("same"), numbers, numbers),
    st.tuples(st.just("-"), days, days),
))  # fmt: skip
days = st.deferred(lambda: st.one_of(
    st.sampled_from([("fact", name) for name in DAYS]), st.tuples(st.just("first"), days, days),
    st.tuples(st.sampled_from(["after", "same_number", "eve", "years_after"]), days, numbers),
))  # fmt: skip
flags = st.deferred(lambda: st.one_of(
    st.sampled_from([("fact", name) for name in FLAGS]), st.tuples(st.just("happened"), days),
    st.tuples(st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), numbers, numbers),
    st.tuples(st.sampled_from(["&", "|"]), flags, flags), st.tuples(st.just("~"), flags),
    st.tuples(st.just("flagged"), flags, flags, flags),
))  # fmt: skip
known_days = st.one_of(st.none(), st.integers(1, 3652059), st.integers(736000, 740000))
rows = st.lists(
    st.fixed_dictionaries(
        dict.fromkeys(DAYS, known_days)
        | dict.fromkeys(NUMBERS, st.one_of(st.none(), st.integers(-3000, 3000)))
        | dict.fromkeys(FLAGS, st.one_of(st.none(), st.booleans()))
    ),
    min_size=1, max_size=40,
)  # fmt: skip


def work(tree: Tree, c: Any, o: Any) -> Any:
    """A tree as a rule would write it."""
    op, *rest = tree
    if op == "fact":
        return getattr(c, rest[0])
    if op == "plain":
        return o.most(rest[0], rest[0])
    args = [work(arg, c, o) if isinstance(arg, tuple) else arg for arg in rest]
    if op == "pick":
        return o.pick(DATED, args[0])
    return PYTHON[op](*args) if op in PYTHON else getattr(o, "where" if op == "flagged" else op)(*args)


PYTHON: dict[str, Any] = {
    "+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "//": lambda a, b: a // b,
    "%": lambda a, b: a % b, "<": lambda a, b: a < b, "<=": lambda a, b: a <= b, ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b, "==": lambda a, b: a == b, "!=": lambda a, b: a != b, "&": lambda a, b: a & b,
    "|": lambda a, b: a | b, "~": lambda a: ~a,
}  # fmt: skip


class Row:
    def __init__(self, values: dict[str, Any]) -> None:
        self.__dict__.update({name: Scalar(value) for name, value in values.items()})


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(flags, numbers, rows)
def test_lanes_mean_what_scalars_mean(applies: Tree, margin: Tree, given_rows: list[dict[str, Any]]) -> None:
    rule = Rule("r", "r", (cite("试", "1"),), Kind.SUBSTANCE, lambda c, o: (work(applies, c, o), work(margin, c, o)))
    kinds = dict.fromkeys([*DAYS, *NUMBERS], pl.Int32) | dict.fromkeys(FLAGS, pl.Boolean)
    frame = pl.DataFrame(given_rows, schema=kinds).with_row_index("id")
    told = {row[0]: row[2:] for row in Engine(plan([rule], FACTS, {})).hits(frame, undecided=True).hits.iter_rows()}
    for number, values in enumerate(given_rows):
        assert told.get(number) == meant(applies, margin, Row(values))


def meant(applies: Tree, margin: Tree, row: Row) -> tuple[str, int | None] | None:
    number = lift(work(margin, row, Tracer()))
    breached = (lift(work(applies, row, Tracer())) & (number < 0)).value
    if breached is None:
        return "cannot_decide", None
    return ("breached", number.value) if breached else None
