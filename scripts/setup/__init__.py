"""From a fresh clone to everything installed: the environment, the browser's assets, fonts, system libraries."""
