"""Shape of input, one module for each aggregate. No writes here."""

from commutation.forms.batches import (
    AmendForm,
    BatchForm,
    ConsultForm,
    DropForm,
    FileForm,
    PickForm,
    PlanForm,
    ReasonForm,
    UploadForm,
    opened,
)

__all__ = [
    "AmendForm", "BatchForm", "ConsultForm", "DropForm", "FileForm", "PickForm", "PlanForm", "ReasonForm",
    "UploadForm", "opened",
]  # fmt: skip
