"""Shapes of the API. Exported here so that others need not know the files."""

from commutation.serializers.records import (
    BatchSerializer,
    FilingSerializer,
    NewBatchSerializer,
    RulingSerializer,
    WholeFilingSerializer,
)
from commutation.serializers.rows import ResultSerializer, RowProblemSerializer, RowsSerializer
from commutation.serializers.rulings import RulingResultsSerializer, RulingRowsSerializer

__all__ = [
    "BatchSerializer", "FilingSerializer", "NewBatchSerializer", "ResultSerializer", "RowProblemSerializer",
    "RowsSerializer", "RulingResultsSerializer", "RulingRowsSerializer", "RulingSerializer", "WholeFilingSerializer",
]  # fmt: skip
