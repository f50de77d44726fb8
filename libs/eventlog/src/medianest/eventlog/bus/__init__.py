"""NATS: the door to it, the streams, the relay, and latest and live values."""
