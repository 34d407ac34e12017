"""The list crosses to the procuratorate: as a consultation, later as the copy of the proposals."""

from commutation.services.sending.consulting import send_consultation
from commutation.services.sending.extending import extend_review
from commutation.services.sending.filing import send_filing_copy
from commutation.services.sending.parcels import resident_office
from commutation.services.sending.posting import lines_of, summary_of

__all__ = ["extend_review", "lines_of", "resident_office", "send_consultation", "send_filing_copy", "summary_of"]
