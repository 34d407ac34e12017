"""The procuratorate's own papers that belong to no single field: law.md §5.2, practice.md §2 (names) and F20, #24."""

from procuratorate.documents.registers import REGISTERS
from procuratorate.documents.registry import LEGAL, Kind, register

APPROVAL, SLIP, BUNDLE = "documents.approval", "documents.slip", "documents.bundle"
ADDRESSED = ("addressee", *LEGAL)
register(
    Kind("documents.correction", "纠正意见书", "legal", ADDRESSED),
    Kind("documents.violation", "纠正违法通知书", "legal", (*ADDRESSED, "stub")),
    Kind("documents.suggestion", "检察建议书", "legal", ADDRESSED),
    Kind("documents.re_examination", "复查决定书", "legal", ADDRESSED),
    Kind("documents.report", "报告", "redhead", ("mark", "title", "sections")),
    Kind(APPROVAL, "发文签发单", "form", ("cells", "boxes"), numbered=False),
    Kind(BUNDLE, "卷宗目录", "bundle", ("cells", "heads", "rows"), numbered=False),
    Kind(SLIP, "送达回证", "slip", ("rows", "signed"), numbered=False),
    *(Kind(one.code, one.name, one.sheet, one.needs, numbered=False) for one in REGISTERS),
)
