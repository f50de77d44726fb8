"""What people read, and what was measured."""
