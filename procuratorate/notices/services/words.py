"""What an answer is, before it is anybody's row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from procuratorate.notices.services.files import Given
from procuratorate.notices.states import Stance


@dataclass(frozen=True)
class AnswerWords:
    """The answer to one point, with its proof."""

    position: int
    stance: Stance
    words: str
    done_on: date | None = None
    files: Sequence[Given] = field(default=())


@dataclass(frozen=True)
class Letter:
    """How an answer came: by whom, when, under which number of the addressee's."""

    by: str
    on: date
    number: str = ""
