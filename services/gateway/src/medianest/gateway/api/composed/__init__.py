"""Pages that need several services: each is asked for its part, and who did not answer is named."""
