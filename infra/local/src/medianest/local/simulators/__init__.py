"""Stand-ins for the outside world. They speak real protocols, and are never shipped."""
