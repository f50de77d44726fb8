"""What a service tells of itself: logs, measurements, traces, health."""
