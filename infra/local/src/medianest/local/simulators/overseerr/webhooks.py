"""What it calls others with: three generations of one template, unsigned, all leaves texts."""

from typing import Any, Final, Literal

import httpx

from medianest.local.simulators.overseerr.house import House, Request, title_of

Generation = Literal[1, 2, 3]
_EVENTS: Final = {
    "MEDIA_PENDING": "New {} Request",
    "MEDIA_APPROVED": "{} Request Approved",
    "MEDIA_AUTO_APPROVED": "{} Request Automatically Approved",
    "MEDIA_AVAILABLE": "{} Request Now Available",
    "MEDIA_DECLINED": "{} Request Declined",
    "MEDIA_FAILED": "{} Request Failed",
}
_STATUSES: Final = (
    "UNKNOWN",
    "UNKNOWN",
    "PENDING",
    "PROCESSING",
    "PARTIALLY_AVAILABLE",
    "AVAILABLE",
)


def body_of(
    house: House, request: Request | None, kind: str, generation: Generation
) -> dict[str, Any]:
    """What is sent when `kind` happens; without a request it is the test of its settings page."""
    if request is None:
        nothing: dict[str, Any] = {"media": None, "request": None, "issue": None, "comment": None}
        words = {"event": "", "subject": "Test Notification", "message": "Check check, 1, 2, 3."}
        return {
            "notification_type": "TEST_NOTIFICATION",
            **words,
            "image": "",
            **nothing,
            "extra": [],
        }
    media_type, tmdb_id = request.key
    film = "Movie" if media_type == "movie" else "Series"
    known = title_of(request.key)
    told = house.media(request.key, with_requests=False) or {}
    return {
        "notification_type": kind,
        "event": ("4K " if request.is_4k else "") + _EVENTS[kind].format(film),
        "subject": known.name if known else "",
        "message": known.about if known else "",
        "image": "",
        "media": {
            "media_type": media_type,
            "tmdbId": str(tmdb_id),
            "tvdbId": "",
            "status": _STATUSES[told.get("status", 0)],
            "status4k": _STATUSES[told.get("status4k", 0)],
            **({"imdbId": "{{media_imdbid}}"} if generation > 1 else {}),
        },
        "request": {
            "request_id": str(request.id),
            "requestedBy_email": "anna@example.org",
            "requestedBy_username": "anna",
            "requestedBy_avatar": "",
            _discord(generation): "",
            "requestedBy_settings_telegramChatId": "",
        },
        "issue": None,
        "comment": None,
        "extra": [],
    }


async def send(url: str, secret: str, body: dict[str, Any], *, times: int = 1) -> list[int]:
    """Call, and answer what they said; nobody is called again who did not hear it."""
    async with httpx.AsyncClient(timeout=5, trust_env=False) as client:
        headers = {"Authorization": secret} if secret else {}
        heard = [await client.post(url, json=body, headers=headers) for _ in range(times)]
    return [answer.status_code for answer in heard]


def _discord(generation: Generation) -> str:
    return "requestedBy_settings_discordId" + ("s" if generation > 1 else "")
