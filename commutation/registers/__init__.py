"""What this field puts into the procuratorate's registers (documents.registers): loaded when the apps are ready."""

from commutation.registers import diary, filings, improper, release

__all__ = ["diary", "filings", "improper", "release"]
