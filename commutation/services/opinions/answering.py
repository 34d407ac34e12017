"""Whether a paper may be begun about a ruling: of this person, said once, in its time or openly out of it."""

from __future__ import annotations

from datetime import date

from commutation.models import Filing, Ruling
from commutation.selectors.objections import in_hand
from commutation.states import Kind
from commutation.states.courts import RULING_MOVES
from commutation.states.reviews import PaperKind
from procuratorate.lib.errors import Unacceptable

DECISION = PaperKind.DECISION_OBJECTION


def demand_answerable(*, ruling: Ruling, kind: PaperKind, filing: Filing, is_report: bool, on: date) -> None:
    """Raise Unacceptable, saying which paper fits instead, unless `kind` may be drafted about this ruling today."""
    if ruling.filing_id != filing.pk:
        raise _wrong("ruling", "这份裁定、决定不是关于所选人员的。请从裁定页起草。")
    if (kind == DECISION) != (ruling.kind == Kind.OUTSIDE_SERVICE):
        raise _wrong("kind", f"对决定用“{DECISION.label}”，对减刑、假释裁定用纠正不当裁定意见书。")
    if ruling.state not in RULING_MOVES["report" if is_report else "object"].sources:
        raise _wrong("ruling", f"这份裁定现在是“{ruling.get_state_display()}”，不能再起草。请到裁定页查看。")
    if in_hand(ruling):
        raise _wrong("ruling", "这份裁定的纠正意见已有人在拟或者送审。请在文书列表中打开原稿办理。")
    if not is_report:
        _demand_time(ruling, kind, on)


def _demand_time(ruling: Ruling, kind: PaperKind, on: date) -> None:
    """Twenty days from the receipt of the 同级院; afterwards by the other paper, which has no period."""
    due = ruling.clock.due_on if ruling.clock else None
    if kind == PaperKind.LATE_OBJECTION:
        if due and on <= due:
            why = f"审查期限到{due}，还没有届满。请用“{PaperKind.RULING_OBJECTION.label}”。"
            raise _wrong("kind", why)
        return
    if due is None:
        raise _wrong("kind", "没有登记同级院收到的日期，算不出审查期限。请先在裁定页登记收到日。")
    if kind == PaperKind.RULING_OBJECTION and due < on:
        raise _wrong("kind", f"审查期限已于{due}届满。请改用“{PaperKind.LATE_OBJECTION.label}”，以建议方式提出。")


def _wrong(field: str, why: str) -> Unacceptable:
    return Unacceptable(why, fields={field: why})
