"""The doors of status."""
