"""The rules of downloads: no clock, no ids, no I/O."""
