"""Where the columns of a frame lie in memory, by the C data interface of Arrow: nothing is copied."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import polars as pl

BITS = 8  # of a byte


class _Array(ctypes.Structure):
    pass


_Array._fields_ = [
    ("length", ctypes.c_int64), ("null_count", ctypes.c_int64), ("offset", ctypes.c_int64),
    ("n_buffers", ctypes.c_int64), ("n_children", ctypes.c_int64), ("buffers", ctypes.POINTER(ctypes.c_void_p)),
    ("children", ctypes.POINTER(ctypes.POINTER(_Array))), ("dictionary", ctypes.c_void_p),
    ("release", ctypes.CFUNCTYPE(None, ctypes.POINTER(_Array))), ("private_data", ctypes.c_void_p),
]  # fmt: skip


class _Stream(ctypes.Structure):
    pass


_Stream._fields_ = [
    ("get_schema", ctypes.c_void_p),
    ("get_next", ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(_Stream), ctypes.POINTER(_Array))),
    ("get_last_error", ctypes.c_void_p), ("release", ctypes.c_void_p), ("private_data", ctypes.c_void_p),
]  # fmt: skip
_capsule = ctypes.pythonapi.PyCapsule_GetPointer
_capsule.restype, _capsule.argtypes = ctypes.c_void_p, [ctypes.py_object, ctypes.c_char_p]


@contextmanager
def buffers(frame: pl.DataFrame) -> Iterator[list[tuple[int, int]]]:
    """Of each column (Int32, Date or Boolean) its values and its bits of validity, as addresses; 0: every row is known.

    The frame must not be empty; the addresses hold inside the block. Every column begins at a whole byte.
    """
    with _exported(frame.rechunk()) as columns:
        if not any(column.offset % BITS for column in columns):
            yield [_found(column, kind) for column, kind in zip(columns, frame.dtypes, strict=True)]
            return
    with buffers(frame.select(pl.all().gather(pl.int_range(pl.len())))) as found:
        yield found


@contextmanager
def _exported(frame: pl.DataFrame) -> Iterator[list[Any]]:
    capsule, array = frame.__arrow_c_stream__(), _Array()
    stream = _Stream.from_address(_capsule(capsule, b"arrow_array_stream"))
    if stream.get_next(ctypes.byref(stream), ctypes.byref(array)):
        raise RuntimeError("polars did not hand out its columns")
    try:
        yield [array.children[number].contents for number in range(array.n_children)]
    finally:
        array.release(ctypes.byref(array))


def _found(column: Any, kind: pl.DataType) -> tuple[int, int]:
    known, values = column.buffers[0], column.buffers[1]
    size = 1 if kind == pl.Boolean else 4 * BITS
    return values + column.offset * size // BITS, known + column.offset // BITS if known and column.null_count else 0
