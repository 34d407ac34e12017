"""Doorways of notices: HTML for both sides."""
