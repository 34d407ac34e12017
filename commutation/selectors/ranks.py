"""To which 院 a ruling on a ranked duty criminal is reported for the record (高检发监字〔2014〕5号第2、11条)."""

from __future__ import annotations

from commutation.law.words import Rank
from commutation.models import Filing
from commutation.ranks import of_duty, rank_of
from procuratorate.custody.models import Person
from procuratorate.organs.models import Organ
from procuratorate.organs.states import Kind, Level

LEVELS = {Rank.BUREAU: Level.NATIONAL, Rank.COUNTY: Level.PROVINCE}


def record_to(filing: Filing) -> tuple[str, Organ | None]:
    """The former rank and the 院 to report to: 厅局级 and above the national, 县处级 the provincial.

    An empty rank: nothing to report. None as the 院: it is not in this system, and is written to on paper.
    """
    words = filing.person.former_rank
    level = LEVELS.get(rank_of(words, official=False) or Rank.NONE)
    if level is None or not is_duty_criminal(filing.person):
        return "", None
    return words, Organ.objects.filter(kind=Kind.PROCURATORATE, level=level, until=None).first()


def is_duty_criminal(person: Person) -> bool:
    """Convicted of a duty crime, as 备案审查 counts it: what nobody registered is none."""
    return bool(Person.objects.filter(of_duty("pk"), pk=person.pk).exists())
