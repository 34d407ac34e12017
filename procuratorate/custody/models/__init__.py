"""Facts of custody and punishment. Exported here so that others need not know the files."""

from procuratorate.custody.models.judgments import Judgment, Offence
from procuratorate.custody.models.persons import Alias, Correction, OfCategory, Person, Vulnerability
from procuratorate.custody.models.places import Custody
from procuratorate.custody.models.property import PropertyItem
from procuratorate.custody.models.recusals import Recusal
from procuratorate.custody.models.sealing import SealedQuery
from procuratorate.custody.models.sentences import Sentence, SentenceChange

__all__ = [
    "Alias", "Correction", "Custody", "Judgment", "OfCategory", "Offence", "Person", "PropertyItem", "Recusal",
    "SealedQuery", "Sentence", "SentenceChange", "Vulnerability",
]  # fmt: skip
