"""Where a paper stands. An issued paper never changes: a mended one takes its place."""

from django.db.models import TextChoices

from procuratorate.lib.moves import moves


class PaperState(TextChoices):
    DRAFT = "draft", "草稿"
    ISSUED = "issued", "已印发"
    SUPERSEDED = "superseded", "已被替代"


PAPER_MOVES = moves(
    issue=({PaperState.DRAFT}, PaperState.ISSUED),
    supersede=({PaperState.ISSUED}, PaperState.SUPERSEDED),
)

# What the auditor reads.
ACTS = {
    "documents.draft": "拟制文书", "documents.issue": "印发文书", "documents.supersede": "更正文书",
    "documents.hand_over": "分送文书", "documents.print_again": "重新排版", "documents.read": "查阅文书",
    "documents.write_entry": "登记表册", "documents.strike_entry": "划去登记", "documents.freeze": "冻结表册",
    "documents.continue": "续报表册", "documents.read_register": "查阅表册", "documents.export_register": "导出表册",
    "documents.download": "下载文书", "documents.print": "打印文书", "documents.read_list": "查阅文书列表",
}  # fmt: skip
