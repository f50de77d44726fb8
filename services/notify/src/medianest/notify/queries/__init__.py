"""What pages and deliveries read."""
