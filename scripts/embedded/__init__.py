"""PostgreSQL, Redis and the product's own processes on one machine, with the standard library only."""
