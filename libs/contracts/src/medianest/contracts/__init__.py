"""What services say to each other: events, their audience, permissions, and who reads whom."""
