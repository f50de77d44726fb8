"""Errors as yt-dlp raised them (their texts were recorded), in our classes."""

import errno
import io
from datetime import timedelta
from typing import Any

import pytest
from yt_dlp.networking import Response
from yt_dlp.networking import exceptions as net
from yt_dlp.utils import (
    ContentTooShortError,
    DownloadError,
    ExtractorError,
    GeoRestrictedError,
    PostProcessingError,
    UnsupportedError,
    UserNotLive,
)

from medianest.chassis.clock import now
from medianest.downloads.adapters.ytdlp.errors import failure_of, permanent


def said(text: str) -> DownloadError:
    """An extractor's word, wrapped as yt-dlp wraps it."""
    error = ExtractorError(text, expected=True)
    return DownloadError(f"ERROR: {text}", (ExtractorError, error, None))


def answered(status: int, reason: str = "-") -> ExtractorError:
    response = Response(io.BytesIO(b""), "https://a.example/v", {}, status=status, reason=reason)
    return ExtractorError("Unable to download webpage", cause=net.HTTPError(response))


RECORDED: list[tuple[BaseException, str, str]] = [
    (UnsupportedError("https://a.example"), "permanent", "this site"),
    (said("No suitable extractor found for URL"), "permanent", "this site"),
    (said("Private video. Sign in if you've been granted access"), "permanent", "private"),
    (said("Video unavailable. It was removed by the uploader"), "permanent", "any more"),
    (said("Join this channel to get access to members-only content"), "permanent", "members"),
    (said("Sign in to confirm your age. This video may be inappropriate"), "permanent", "adults"),
    (said("This video is DRM protected"), "permanent", "protected"),
    (
        said("Sign in to confirm you're not a bot. Use --cookies-from-browser"),
        "source_blocked",
        "turning us away",
    ),
    (said("Premieres in 6 hours"), "not_yet", "not been shown"),
    (said("This live event will begin in 3 days."), "not_yet", "not been shown"),
    (said("Video unavailable. This content isn't available, try again later."),
     "source_blocked", "turning us away"),
    (said("The uploader has not made this video available in your country"),
     "permanent", "country"),
    (said("Video unavailable. It contains content from X, who has blocked it in your country "
          "on copyright grounds"), "permanent", "country"),
    (said("It contains content from X, who has blocked it on copyright grounds"),
     "permanent", "any more"),
    (said("This live stream recording is not available."), "permanent", "any more"),
    (said("This video has been removed for violating the terms"), "permanent", "any more"),
    (said("The account associated with this video has been terminated"), "permanent", "any more"),
    (said("This video is available to this channel's members on level: Nest"),
     "permanent", "members"),
    (said("This video requires payment to watch"), "permanent", "members or buyers"),
    (said("This video is only available for registered users. Use --cookies"),
     "permanent", "sign-in"),
    (said("HTTP Error 429: Too Many Requests"), "source_blocked", "turning us away"),
    (said("Requested format is not available"), "permanent", "No video was found"),
    (GeoRestrictedError("blocked"), "permanent", "country"),
    (UserNotLive(), "not_yet", "not begun"),
    (answered(404), "permanent", "no such video (404)"),
    (answered(410), "permanent", "no such video (410)"),
    (answered(403), "transient", "(403)"),
    (answered(403, "address"), "permanent", "private network"),
    (answered(429), "source_blocked", "turning us away"),
    (answered(503), "transient", "(503)"),
    (answered(307), "permanent", "circles"),
    (
        net.RequestError("No connection adapters were found for 'file:///etc/hostname'"),
        "permanent",
        "not fetched from",
    ),
    (answered(451), "permanent", "(451)"),
    (net.TransportError("timed out"), "transient", "broke off"),
    (net.IncompleteRead(5, 10), "transient", "broke off"),
    (ContentTooShortError(5, 10), "transient", "broke off"),
    (net.CertificateVerifyError("expired"), "permanent", "certificate"),
    (net.ProxyError("Tunnel connection failed: 403 address"), "permanent", "private network"),
    (OSError(errno.ENOSPC, "No space left on device"), "local", "disk is full"),
    (OSError(errno.EROFS, "Read-only file system"), "local", "can't write"),
    (OSError(errno.EFBIG, "File too large"), "permanent", "larger"),
    (MemoryError(), "local", "memory"),
    (PostProcessingError("ffmpeg exited with code 1"), "permanent", "put together"),
    (PostProcessingError("av_interleaved_write_frame(): No space left on device"),
     "local", "disk is full"),
    (PostProcessingError("ffmpeg not found. Please install or provide the path"),
     "local", "lacks the program"),
    (OSError(errno.EACCES, "Permission denied"), "local", "can't write"),
    (OSError(errno.EDQUOT, "Disk quota exceeded"), "local", "disk is full"),
    (ConnectionResetError(errno.ECONNRESET, "reset"), "transient", "broke off"),
    (net.TransportError("no answer", cause=OSError(errno.ENOSPC, "full")), "local", "disk is full"),
    (permanent("This file is no video."), "permanent", "no video"),
    (KeyError("formats"), "transient", "no sense"),
]  # fmt: skip


@pytest.mark.parametrize(("error", "error_class", "words"), RECORDED)
def test_each_error_has_a_class_and_plain_words(
    error: BaseException, error_class: str, words: str
) -> None:
    failure = failure_of(error)
    assert failure.error_class == error_class
    assert words in failure.reason
    assert failure.reason.endswith(".")


@pytest.mark.parametrize(("error", "error_class", "words"), RECORDED)
def test_a_wrapped_error_means_the_same(error: Any, error_class: str, words: str) -> None:
    wrapped = DownloadError(f"ERROR: {error}", (type(error), error, None))
    assert failure_of(wrapped).error_class == error_class


def until_shown(text: str) -> timedelta | None:
    failure = failure_of(said(text))
    assert failure.error_class == "not_yet"
    return None if failure.not_before is None else failure.not_before - now()


def test_what_is_shown_later_waits_for_that_time() -> None:
    for text, hours in (
        ("Premieres in 6 hours", 6),
        ("This live event will begin in 3 days.", 72),
        ("Premieres in 30 minutes", 0.5),
    ):
        wait = until_shown(text)
        assert wait is not None
        assert abs(wait - timedelta(hours=hours)) < timedelta(minutes=1)
    assert until_shown("This live event will begin in a few moments.") is None
