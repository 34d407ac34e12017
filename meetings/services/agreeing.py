"""What was agreed, as rows and as text: only what the signed text says may become somebody's clock."""

from __future__ import annotations

from meetings.models import AgreedItem, Meeting, Minutes
from meetings.rendering import stands_in
from meetings.states import Outcome
from procuratorate.lib.errors import Unacceptable


def agreed_of(meeting: Meeting) -> list[AgreedItem]:
    """The rows that become clocks with the issue."""
    rows = AgreedItem.objects.filter(item__meeting=meeting, item__outcome__in=(Outcome.AGREED, Outcome.UPWARD))
    return list(rows.select_related("item", "organ"))


def must_stand(meeting: Meeting, text: Minutes) -> None:
    """Raises Unacceptable, naming them, for rows whose words, unit and day stand in no paragraph of `text`."""
    amiss = [f"“{one}”" for one in agreed_of(meeting) if not stands_in(one, text.sections)]
    if amiss:
        raise Unacceptable(
            f"议定事项{'、'.join(amiss)}的内容、责任单位、时限与纪要正文不一致（三者应当写在同一段）。"
            "请在双方核对时修改正文，或者按“修改议定事项”改成正文所写的，再提请会签。"
        )
