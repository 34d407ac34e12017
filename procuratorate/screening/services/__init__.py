"""The acts of the screening: import, model, run, send down, settle."""
