"""Series, meetings with their agenda and roster, minutes with remarks and signatures, what was agreed."""

from meetings.models.agenda import AgreedItem, Aside, Item
from meetings.models.meetings import Attendance, Meeting, Series
from meetings.models.minutes import Countersign, Minutes, Remark

__all__ = ["AgreedItem", "Aside", "Attendance", "Countersign", "Item", "Meeting", "Minutes", "Remark", "Series"]
