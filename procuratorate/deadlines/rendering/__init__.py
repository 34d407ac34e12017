"""What the pages are handed: the face of a clock, the lines of a sum, a year of days, where a clock leads."""

from procuratorate.deadlines.rendering.faces import ClockFace, face
from procuratorate.deadlines.rendering.sums import SumLine, sum_lines
from procuratorate.deadlines.rendering.ways import way_to
from procuratorate.deadlines.rendering.years import Year, year_of

__all__ = ["ClockFace", "SumLine", "Year", "face", "sum_lines", "way_to", "year_of"]
