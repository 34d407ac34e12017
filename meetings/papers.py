"""The paper of a joint meeting, as GB/T 9704-2012 sets 纪要: no seal, both sides' signatures named at the end."""

from procuratorate.documents.registry import Kind, register

MINUTES = "meetings.minutes"
register(Kind(MINUTES, "联席会议纪要", "minutes", ("mark", "title", "sections", "attended")))
