"""A plan compiled for this machine. Two seconds for the rules of commutation, so nothing is kept on disk."""

from __future__ import annotations

import ctypes
from collections.abc import Collection
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

import llvmlite.binding as llvm
import numpy as np
import polars as pl

from procuratorate.lib.law.plans import Plan
from procuratorate.screening.engine.assembling import assembled, scratch_size
from procuratorate.screening.engine.buffers import buffers
from procuratorate.screening.engine.calendars import tables
from procuratorate.screening.engine.lanes import WIDTH
from procuratorate.screening.engine.lowering import Lowering

LINE = 64  # bytes of a line of the cache
OPEN = -(2**31)  # stands for the margin of what is undecided
_compiling = Lock()  # LLVM is not asked by two threads at once


class _Out(ctypes.Structure):
    _fields_ = [
        ("found", ctypes.c_int64), ("room", ctypes.c_int64), ("rows", ctypes.c_void_p), ("rules", ctypes.c_void_p),
        ("margins", ctypes.c_void_p), ("breaches", ctypes.c_void_p), ("open", ctypes.c_void_p),
        ("counts", ctypes.c_void_p),
    ]  # fmt: skip


@dataclass
class Found:
    """Hits as columns of numbers, some thousands at a time; `counts` has per rule breached, undecided, margin."""

    rules: int
    listed: np.ndarray[Any, np.dtype[np.bool_]]
    undecided: bool
    counts: np.ndarray[Any, np.dtype[np.int64]] = field(init=False)
    parts: list[tuple[Any, Any, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.counts = np.zeros((self.rules, 3), dtype=np.int64)
        self.breaches = np.where(self.listed, -1, 0).astype(np.int16)
        self.open = np.where(self.listed & self.undecided, -1, 0).astype(np.int16)

    def column(self, number: int, kind: Any) -> Any:
        """Rows, rules or margins, of all parts."""
        return np.concatenate([np.empty(0, kind), *(part[number] for part in self.parts)])


class Kernel:
    """Answers every rule of a plan over columns; `flags` are the facts that must be Boolean, all others Int32."""

    def __init__(self, plan: Plan) -> None:
        self.facts, self.rules = plan.facts, len(plan.answers)
        lowering = Lowering(plan.graph, {name: number for number, name in enumerate(plan.facts)})
        nodes = (node for node in plan.graph.nodes if node.op == "fact" and node.number in lowering.flags)
        self.flags = frozenset(str(node.args[0]) for node in nodes)
        with _compiling:
            self._engine = _compiled(assembled(plan, lowering))
        self._screen = ctypes.CFUNCTYPE(ctypes.c_int64, *[ctypes.c_void_p] * 3, *[ctypes.c_int64] * 3, ctypes.c_void_p)(
            self._engine.get_function_address("screen")
        )
        self._tables = (ctypes.c_void_p * 3)(*(table.ctypes.data for table in tables()))

    def run(self, frame: pl.DataFrame, found: Found) -> None:
        """Screen a frame of the facts in their order; hits and counts are added to `found`."""
        whole = frame.height - frame.height % WIDTH
        if whole:
            self._part(frame[:whole], whole, 0, found)
        if frame.height > whole:
            padding = pl.DataFrame(schema=frame.schema).clear(WIDTH - frame.height % WIDTH)
            self._part(pl.concat([frame[whole:], padding]), frame.height - whole, whole, found)

    def _part(self, frame: pl.DataFrame, rows: int, offset: int, found: Found) -> None:
        """Whole blocks, of which `rows` count; `offset` is the number of the first."""
        known = np.full(frame.height // 8, 255, dtype=np.uint8)
        with buffers(frame) as columns:
            pointers = [part for values, bits in columns for part in (values, bits or known.ctypes.data)]
            at, block, blocks = (ctypes.c_void_p * len(pointers))(*pointers), 0, frame.height // WIDTH
            while block < blocks:
                hits = Hits(self.rules, rows)
                block = self._screen(at, self._tables, hits.scratch_at, block, blocks, rows, hits.out(found))
                found.parts.append(hits.taken(offset))


class Hits:
    """Room for the hits of some blocks: when it is full the kernel comes back."""

    def __init__(self, rules: int, rows: int) -> None:
        block = WIDTH * rules  # as many as a block may have at worst
        self.room = block + rows // 2
        self.columns: tuple[Any, ...] = tuple(
            np.empty(self.room + block, kind) for kind in (np.int32, np.int16, np.int32)
        )
        self._scratch = np.empty(scratch_size(rules) + LINE, dtype=np.uint8)
        self.scratch_at = self._scratch.ctypes.data + -self._scratch.ctypes.data % LINE

    def out(self, found: Found) -> Any:
        arrays = (*self.columns, found.breaches, found.open, found.counts)
        self._out = _Out(0, self.room, *(array.ctypes.data for array in arrays))
        return ctypes.byref(self._out)

    def taken(self, offset: int) -> tuple[Any, Any, Any]:
        rows, rules, margins = (column[: self._out.found].copy() for column in self.columns)
        return rows + np.int32(offset), rules, margins


def found_by(kernel: Kernel, listed: Collection[int], *, undecided: bool) -> Found:
    """Room for what a kernel finds by these of its rules."""
    wanted = np.zeros(kernel.rules, dtype=np.bool_)
    wanted[list(listed)] = True
    return Found(kernel.rules, wanted, undecided)


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
