"""一志八表 and 一志一账六表: the official columns, and who fills them."""

from procuratorate.documents.registers.filling import FILLERS, Filler, Line, Period, fills
from procuratorate.documents.registers.forms import OF_CODE, REGISTERS, Register, Site, filled

__all__ = ["FILLERS", "OF_CODE", "REGISTERS", "Filler", "Line", "Period", "Register", "Site", "filled", "fills"]
