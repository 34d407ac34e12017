"""The kinds of papers there are. Every app names its own in a module `papers.py`: `register(Kind(…), …)`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """One kind of paper: its usual name, the sheet it is set on, the facts that sheet cannot do without.

    `numbered` papers bear a 文号 and are issued by a house (院, prison); others may be an office's own.
    """

    code: str
    name: str
    sheet: str
    needs: tuple[str, ...] = ()
    numbered: bool = True

    @property
    def template(self) -> str:
        return f"documents/sheets/{self.sheet}.html"


KINDS: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """Make kinds known."""
    KINDS.update({kind.code: kind for kind in kinds})


LEGAL = ("paragraphs",)
LIST = ("heads", "rows")
