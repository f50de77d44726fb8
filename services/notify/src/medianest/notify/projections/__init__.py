"""How facts become what pages and workers read."""
