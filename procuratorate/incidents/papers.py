"""The papers of events in custody, in the 院's name."""

from procuratorate.documents.registry import LEGAL, LIST, Kind, register

NO_DOUBT = "incidents.no_doubt"
CONCLUSION = "incidents.conclusion"
SEALED = "incidents.sealed_video"
EVENT = "incidents.event"
COURSE = "incidents.course"
register(
    Kind(NO_DOUBT, "罪犯死亡检察通知书", "legal", ("addressee", *LEGAL)),
    Kind(CONCLUSION, "检察调查结论通知书", "legal", ("addressee", *LEGAL)),
    Kind(EVENT, "监管事件登记表", "form", ("cells", "boxes"), numbered=False),
    Kind(COURSE, "事件办理记录", "list", LIST, numbered=False),
    Kind(SEALED, "监控录像封存清单", "list", LIST, numbered=False),
)
