"""Pages of the screening: archive, models, runs, clues."""
