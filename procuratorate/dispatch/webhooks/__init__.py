"""Telling an organ's own systems: which addresses may be told, how it is signed, how it is posted."""
