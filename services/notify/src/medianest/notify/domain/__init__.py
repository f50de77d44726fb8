"""The rules of notify: who wants to know what, and how a notification lives."""
