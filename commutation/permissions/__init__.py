"""Who may do what. Each predicate answers a Refusal, or None. One module for each aggregate."""

from commutation.permissions.batches import (
    CLERKS,
    NOMINATORS,
    READERS,
    SENDERS,
    STAFF,
    may_amend,
    may_ask_of_upload,
    may_cancel,
    may_drop,
    may_extend,
    may_handle_upload,
    may_nominate,
    may_plan,
    may_prepare,
    may_send,
)

__all__ = [
    "CLERKS", "NOMINATORS", "READERS", "SENDERS", "STAFF", "may_amend", "may_ask_of_upload", "may_cancel", "may_drop",
    "may_extend", "may_handle_upload", "may_nominate", "may_plan", "may_prepare", "may_send",
]  # fmt: skip
