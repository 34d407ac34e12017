"""`make bench-screening`: ten million cases against all rules, and what else could have screened them."""
