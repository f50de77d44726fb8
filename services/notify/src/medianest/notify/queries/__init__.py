"""What pages and workers read."""
