"""What the pages of notices are handed."""
