"""What is up, what is down, and since when."""
