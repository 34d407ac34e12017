from detention.models.acts import StageAct
from detention.models.detainees import Detainee, Stage
from detention.models.feeds import DailyFeed, SharedList
from detention.models.findings import Finding

__all__ = ["DailyFeed", "Detainee", "Finding", "SharedList", "Stage", "StageAct"]
