"""Organs, officers, posts. Exported here so that others need not know the files."""

from procuratorate.organs.models.drafts import Draft
from procuratorate.organs.models.officers import Assignment, Credential, Habit, Officer, SavedView
from procuratorate.organs.models.organs import Competence, Organ, Pairing
from procuratorate.organs.models.sessions import Session
from procuratorate.organs.models.tokens import IdempotencyKey, NamedGrant, Token

__all__ = [
    "Assignment", "Competence", "Credential", "Draft", "Habit", "IdempotencyKey", "NamedGrant", "Officer", "Organ",
    "Pairing", "SavedView", "Session", "Token",
]  # fmt: skip
