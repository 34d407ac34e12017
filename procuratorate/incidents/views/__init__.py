"""Doorways: lists, one event, entry, recordings."""
