from detention.models.acts import StageAct
from detention.models.committals import Committal
from detention.models.corrections import Correction
from detention.models.deliveries import Delivery
from detention.models.detainees import Detainee, Stage
from detention.models.feeds import DailyFeed, SharedList
from detention.models.findings import Finding
from detention.models.noticing import FindingNotice

__all__ = [
    "Committal", "Correction", "DailyFeed", "Delivery", "Detainee", "Finding", "FindingNotice", "SharedList", "Stage",
    "StageAct",
]  # fmt: skip
