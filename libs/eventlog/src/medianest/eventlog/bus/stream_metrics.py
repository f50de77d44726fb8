"""What the messaging half measures beside `metrics.py`: how full a stream is, what was dropped."""

from typing import Final

from prometheus_client import Counter, Gauge

from medianest.eventlog.metrics import REGISTRY

STREAM_BYTES_RATIO: Final = Gauge(
    "medianest_stream_bytes_ratio",
    "How full a stream is; alert at 0.7.",
    ["service", "stream"],
    registry=REGISTRY,
)
LIVE_DROPPED: Final = Counter(
    "medianest_live_values_dropped",
    "Live values that were replaced or dropped unsent.",
    ["service"],
    registry=REGISTRY,
)
