"""Calendar and clocks. Exported here so that others need not know the files."""

from procuratorate.deadlines.models.calendar import CalendarDay, CalendarNotice
from procuratorate.deadlines.models.clocks import Deadline, Extension, Pause, Reminder, Shift

__all__ = ["CalendarDay", "CalendarNotice", "Deadline", "Extension", "Pause", "Reminder", "Shift"]
