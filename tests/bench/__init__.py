"""`make bench`: what docs/measurements.md says, measured anew. Not collected by pytest: it takes minutes."""
