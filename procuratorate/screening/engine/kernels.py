"""A plan compiled for this machine. Two seconds for the rules of commutation, so nothing is kept on disk."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

import llvmlite.binding as llvm
import numpy as np
import polars as pl

from procuratorate.lib.law.plans import Plan
from procuratorate.screening.engine.assembling import BATCH, assembled
from procuratorate.screening.engine.buffers import buffers
from procuratorate.screening.engine.calendars import tables
from procuratorate.screening.engine.lanes import WIDTH
from procuratorate.screening.engine.lowering import Lowering
from procuratorate.screening.engine.partitions import EPOCH

LINE = 64  # bytes of a line of the cache
OPEN = -(2**31)  # stands for the margin of what is undecided
_SCREEN = ctypes.CFUNCTYPE(ctypes.c_int64, *[ctypes.c_void_p] * 3, *[ctypes.c_int64] * 3, ctypes.c_void_p)
_compiling = Lock()  # LLVM is not asked by two threads at once


class _Out(ctypes.Structure):
    _fields_ = [
        ("found", ctypes.c_int64), ("room", ctypes.c_int64), ("rows", ctypes.c_void_p), ("rules", ctypes.c_void_p),
        ("margins", ctypes.c_void_p), ("numbers", ctypes.c_void_p), ("breaches", ctypes.c_void_p),
        ("open", ctypes.c_void_p), ("counts", ctypes.c_void_p),
    ]  # fmt: skip


@dataclass
class Found:
    """Hits as columns of numbers, some thousands at a time; `counts` has per rule breached, undecided, margin."""

    listed: np.ndarray[Any, np.dtype[np.bool_]]
    undecided: bool
    counts: np.ndarray[Any, np.dtype[np.int64]] = field(init=False)
    parts: list[tuple[Any, Any, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.counts = np.zeros((len(self.listed), 3), dtype=np.int64)
        self.breaches = self.listed.astype(np.int64)
        self.open = -(self.listed & self.undecided).astype(np.int64)

    def column(self, number: int, kind: Any) -> Any:
        """Rows, rules or margins, of all parts."""
        return np.concatenate([np.empty(0, kind), *(part[number] for part in self.parts)])


class Kernel:
    """Answers the rules about one kind of row (0: of all) over columns of a plan's facts, in blocks of sixteen rows."""

    def __init__(self, plan: Plan, lowering: Lowering, kind: int) -> None:
        rules = [number for number, answer in enumerate(plan.answers) if not kind or kind in answer.asks]
        made = assembled([plan.answers[number] for number in rules], plan.kinds.get(kind), lowering)
        with _compiling:
            self._engine = _compiled(made.text)
        self._screen = _SCREEN(self._engine.get_function_address("screen"))
        self._tables = (ctypes.c_void_p * 3)(*(table.ctypes.data for table in tables()))
        self.numbers, self.scratch = np.array(rules, dtype=np.int16), made.scratch

    def run(self, columns: Columns, blocks: range, found: Found) -> None:
        """Screen blocks of the columns; hits and counts are added to `found`."""
        block, rows = blocks.start, min(columns.rows, blocks.stop * WIDTH)
        while block < blocks.stop:
            hits = Hits(self, columns, blocks, found)
            block = self._screen(columns.at, self._tables, hits.scratch_at, block, blocks.stop, rows, hits.out_at)
            found.parts.append(hits.taken())


@dataclass
class Columns:
    """A frame's facts: address of values, of validity, what is added to each; `rows` of them count, the rest fills the
    last block; `offset` numbers the first.
    """

    at: Any
    rows: int
    offset: int


@contextmanager
def columns_of(frame: pl.DataFrame, rows: int, offset: int) -> Iterator[Columns]:
    """Whole blocks of sixteen rows; the addresses hold inside the block."""
    known = np.full(frame.height // 8, 255, dtype=np.uint8)
    with buffers(frame) as found:
        shifts = [EPOCH if kind == pl.Date else 0 for kind in frame.dtypes]
        both = zip(found, shifts, strict=True)
        pointers = [part for (values, bits), shift in both for part in (values, bits or known.ctypes.data, shift)]
        yield Columns((ctypes.c_void_p * len(pointers))(*pointers), rows, offset)


class Hits:
    """Room for the hits of some blocks: when it is full the kernel comes back."""

    def __init__(self, kernel: Kernel, columns: Columns, blocks: range, found: Found) -> None:
        batch = WIDTH * BATCH * len(kernel.numbers)  # as many as a batch may have at worst
        self.offset, room = columns.offset, batch + len(blocks) * WIDTH
        self._columns: tuple[Any, ...] = tuple(np.empty(room + batch, kind) for kind in (np.int32, np.int16, np.int32))
        self._scratch = np.empty(kernel.scratch + LINE, dtype=np.uint8)
        self.scratch_at = self._scratch.ctypes.data + -self._scratch.ctypes.data % LINE
        arrays = (*self._columns, kernel.numbers, found.breaches, found.open, found.counts)
        self._out = _Out(0, room, *(array.ctypes.data for array in arrays))
        self.out_at = ctypes.byref(self._out)

    def taken(self) -> tuple[Any, Any, Any]:
        rows, rules, margins = (column[: self._out.found].copy() for column in self._columns)
        return rows + np.int32(self.offset), rules, margins


def _compiled(text: str) -> Any:
    """Machine code for the processor at hand. The instructions come as they shall stand: nothing is left to passes."""
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    features = llvm.get_host_cpu_features().flatten()
    target = llvm.Target.from_default_triple()
    machine = target.create_target_machine(cpu=llvm.get_host_cpu_name(), features=features, opt=2)
    module = llvm.parse_assembly(text)
    module.verify()
    engine = llvm.create_mcjit_compiler(module, machine)
    engine.finalize_object()
    return engine
