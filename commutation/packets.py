"""What lists put into packets for a separated network."""

from commutation.services.crossing import files_of, lay_sending, pack_sending
from procuratorate.dispatch.packets.registry import provide

provide("commutation.consultation", "commutation.filing_copy", pack=pack_sending, unpack=lay_sending, files=files_of)
