"""settings.SESSION_ENGINE: Django looks for the name `SessionStore` in this module."""

from procuratorate.organs.models.sessions import SessionStore

__all__ = ["SessionStore"]
