"""How every service starts, listens, authorizes, logs, measures, reaches out and refuses."""
