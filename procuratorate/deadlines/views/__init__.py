"""Pages of clocks and of the calendar."""
