"""The archive's manifest, models and their versions, runs, hits, clues."""

from procuratorate.screening.models.archive import Holding, Import, Partition, Sealed
from procuratorate.screening.models.clues import Clue, Followed, Sending, Snooze, Suspicion
from procuratorate.screening.models.runs import Hit, Run, RunPart, Tally
from procuratorate.screening.models.versions import SupervisionModel, Version

__all__ = [
    "Clue", "Followed", "Hit", "Holding", "Import", "Partition", "Run", "RunPart", "Sealed", "Sending", "Snooze",
    "SupervisionModel", "Suspicion", "Tally", "Version",
]  # fmt: skip
