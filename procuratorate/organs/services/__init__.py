"""The verbs of organs and people."""

from procuratorate.organs.services.access import grant, issue_token, revoke, revoke_token, tidy
from procuratorate.organs.services.accounts import (
    change_password,
    create_officer,
    disable_officer,
    edit_officer,
    enable_officer,
    reset_password,
    reset_totp,
    set_preferences,
)
from procuratorate.organs.services.codes import confirm_code, pending_device
from procuratorate.organs.services.delegating import delegate, end_delegation
from procuratorate.organs.services.drafts import forget_taken, keep_draft
from procuratorate.organs.services.posts import add_post, end_post, hand_over, substitute
from procuratorate.organs.services.takeovers import take_over
from procuratorate.organs.services.tree import (
    add_organ,
    close_organ,
    edit_organ,
    end_competence,
    end_pairing,
    pair,
    plant,
    set_competence,
)

__all__ = [
    "add_organ", "add_post", "change_password", "close_organ", "confirm_code", "create_officer", "delegate",
    "disable_officer", "edit_officer", "edit_organ", "enable_officer", "end_competence", "end_delegation",
    "end_pairing", "end_post", "forget_taken", "grant", "hand_over", "issue_token", "keep_draft", "pair",
    "pending_device", "plant", "reset_password", "reset_totp", "revoke", "revoke_token", "set_competence",
    "set_preferences", "substitute", "take_over", "tidy",
]  # fmt: skip
