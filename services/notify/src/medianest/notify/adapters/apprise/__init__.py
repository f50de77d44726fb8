"""Letters to chat services, by Apprise, in a child whose only way out is the egress proxy."""
