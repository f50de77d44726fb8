"""How facts are kept and passed on: log, relay, readers, jobs."""
