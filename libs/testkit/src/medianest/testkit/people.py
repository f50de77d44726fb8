"""The people and the times of all stories."""

from datetime import UTC, datetime
from typing import Final
from uuid import UUID

ANNA: Final = UUID("01938e5c-0000-7000-8000-00000000a11a")
BEN: Final = UUID("01938e5c-0000-7000-8000-000000000be1")
THE_OWNER: Final = UUID("01938e5c-0000-7000-8000-000000000001")

NOON: Final = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
