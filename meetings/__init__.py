"""To come: see the open capabilities in docs."""
