"""Backups: the database as of one moment, and the keys without which it can't be read.

- One dump holds all schemas from one snapshot, so no reader is ahead of what it reads.
- Keys lie in a file of their own, sealed with a passphrase, to be kept apart.
- A backup is whole or not there: it gets its name when everything in it is on disk.
- NATS and Valkey are not in it. Every log begins a new epoch after a restore, and is said again.
"""
