"""The law run over partitions of columns. Knows no law: rules, facts and derived columns are handed in."""
