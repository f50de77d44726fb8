"""The rules of status: pure, without clock, ids or I/O."""
