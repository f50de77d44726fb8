"""Plex: the media server as somebody sees it, what it is shown anew, and whom it is shared with."""
