"""The papers of events in custody, in the 院's name."""

from procuratorate.documents.registry import LEGAL, LIST, Kind, register

NO_DOUBT = "incidents.no_doubt"
CONCLUSION = "incidents.conclusion"
SEALED = "incidents.sealed_video"
register(
    Kind(NO_DOUBT, "罪犯死亡检察通知书", "legal", ("addressee", *LEGAL)),
    Kind(CONCLUSION, "检察调查结论通知书", "legal", ("addressee", *LEGAL)),
    Kind(SEALED, "监控录像封存清单", "list", LIST, numbered=False),
)
