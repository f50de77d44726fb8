"""Who may come in, as whom, and how many at a time."""
