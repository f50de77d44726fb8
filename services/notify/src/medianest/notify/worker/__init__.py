"""What notify does when it is due."""
