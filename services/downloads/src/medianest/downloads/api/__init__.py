"""The door of people: previews, submissions, the list, and what may be done with a download."""
