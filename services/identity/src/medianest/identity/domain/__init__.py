"""The rules of identity, one file per aggregate: what may happen to members and their sessions."""
