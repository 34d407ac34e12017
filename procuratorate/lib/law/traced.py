"""One case as the rules read it: facts as traced scalars, and what a law package derives from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, ClassVar

from procuratorate.lib.law.tracing import Fact, Scalar, Tracer, leaf

OPS = Tracer()


class Traced:
    """Each column is made once, when first asked for. A law package says which there are."""

    facts: ClassVar[Mapping[str, Fact]]
    shared: ClassVar[Mapping[str, Callable[[Any, Any], Any]]]

    def __init__(self, told: Any, on: Scalar) -> None:
        self._told = told
        self.on = on

    def __getattr__(self, name: str) -> Scalar:
        if fact := self.facts.get(name):
            value = getattr(self._told, name)
            column: Any = leaf(fact, value.toordinal() if type(value) is date else value)
        elif derive := self.shared.get(name):
            column = derive(self, OPS)
        else:
            raise AttributeError(name)
        self.__dict__[name] = column
        return column  # type: ignore[no-any-return]
