"""What is known of a video before it is fetched."""

from datetime import date

from medianest.contracts.record import Record


class Video(Record):
    """`source_id` is its id at the site, `site` the site's name."""

    title: str
    site: str | None = None
    channel: str | None = None
    source_id: str | None = None
    duration_s: float | None = None
    thumbnail_url: str | None = None
    published_on: date | None = None
