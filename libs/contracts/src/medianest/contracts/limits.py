"""The limits that a member can have of their own, by name; without one the house's own counts."""

from typing import Literal

LimitName = Literal["requests_per_hour", "downloads_per_hour", "download_gb_per_day"]
