from detention.models.acts import StageAct
from detention.models.detainees import Detainee, Stage
from detention.models.findings import Finding

__all__ = ["Detainee", "Finding", "Stage", "StageAct"]
