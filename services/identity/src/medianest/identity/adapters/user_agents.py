"""What a browser says of itself, in words that its owner knows: “Firefox on Windows”.

The strings are whatever a client sent; ua-parser (the reader of uap-core's own list) makes words of
them or of nothing, and never fails.
"""

from typing import Final

from ua_parser import parse

_PLAIN: Final = {"Mobile Safari": "Safari", "Chrome Mobile": "Chrome", "Firefox Mobile": "Firefox"}


def device_words(user_agent: str) -> str | None:
    """The browser and what it runs on; None if neither is known."""
    found = parse(user_agent)
    browser = found.user_agent.family if found.user_agent else None
    browser = _PLAIN.get(browser, browser) if browser else None
    device = found.device.family if found.device else None
    system = device or (found.os.family if found.os else None)
    if browser and system:
        return f"{browser} on {system}"
    return browser or system
