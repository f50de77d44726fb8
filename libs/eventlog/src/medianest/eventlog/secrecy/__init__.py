"""Whose text is whose: keys of people, secrets of the service, and forgetting for good."""
