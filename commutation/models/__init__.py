"""Batches, filings, uploads, sendings. Exported here so that others need not know the files."""

from commutation.models.batches import Batch, PlanStep
from commutation.models.filings import Filing
from commutation.models.sendings import Sending, SentFiling
from commutation.models.uploads import Upload, UploadRow

__all__ = ["Batch", "Filing", "PlanStep", "Sending", "SentFiling", "Upload", "UploadRow"]
