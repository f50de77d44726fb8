"""Errors as yt-dlp raised them (their texts were recorded), in our classes."""

import errno
import io
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
