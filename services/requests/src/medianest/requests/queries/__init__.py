"""What the pages of requests read."""
