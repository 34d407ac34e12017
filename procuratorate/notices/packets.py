"""What notices put into packets for a separated network: outward how each stands, back what was answered."""

from procuratorate.dispatch.packets.registry import provide
from procuratorate.notices.services.crossing import lay_notice, pack_notice
from procuratorate.notices.services.crossing_back import lay_answer, lay_objection, pack_answer, pack_objection

TOLD = "notice back decision withdrawal mended chase closed served"
provide(*(f"notices.{what}" for what in TOLD.split()), pack=pack_notice, unpack=lay_notice)
provide("notices.answer", pack=pack_answer, unpack=lay_answer)
provide("notices.objection", pack=pack_objection, unpack=lay_objection)
