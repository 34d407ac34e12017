"""Pages of organs and people, by act."""
