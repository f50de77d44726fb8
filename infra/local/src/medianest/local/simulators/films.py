"""The films of the video origin: real H.264 and AAC, made once by ffmpeg and kept."""

import subprocess
from pathlib import Path
from typing import Final

from medianest.contracts.record import Record
from medianest.local.servers import binaries


class Film(Record):
    """One film. `mbit_s` pads it to a steady rate, so that it is as large as it claims."""

    slug: str
    title: str
    about: str
    seconds: int
    tone_hz: int
    mbit_s: int | None = None

    @property
    def file(self) -> str:
        return f"{self.slug}.mp4"

    @property
    def poster(self) -> str:
        return f"{self.slug}.jpg"


FILMS: Final = (
    Film(
        slug="night-train",
        title="A night train",
        about="From the last platform to the sea, in twelve seconds.",
        seconds=12,
        tone_hz=330,
    ),
    Film(
        slug="harbour-at-dawn",
        title="Harbour at dawn",
        about="Boats leave; nobody speaks.",
        seconds=20,
        tone_hz=440,
    ),
    Film(
        slug="letters-from-the-attic",
        title="Letters from the attic",
        about="A box is opened after forty years.",
        seconds=8,
        tone_hz=550,
    ),
    Film(
        slug="a-very-long-evening",
        title="A very long evening",
        about="Fifty megabytes of it.",
        seconds=60,
        tone_hz=220,
        mbit_s=7,
    ),
)
# Files by themselves, without a page, of kinds that a player may stumble over.
ODD_FILES: Final = {
    "ten-bit.mp4": ("-c:v", "libx264", "-pix_fmt", "yuv420p10le", "-c:a", "aac"),
    "sound-only.m4a": ("-vn", "-c:a", "aac"),
    "sound-in-a-video.mp4": ("-vn", "-c:a", "aac"),
}
BY_SLUG: Final = {film.slug: film for film in FILMS}


def make_films(folder: Path) -> None:
    """Make every film that is not there yet, short ones first, and an HLS stream of one."""
    folder.mkdir(parents=True, exist_ok=True)
    for film in FILMS:
        if not (folder / film.file).exists():
            _make(film, folder)
        if not (folder / film.poster).exists():
            _photograph(film, folder)
    for name, options in ODD_FILES.items():
        if not (folder / name).exists():
            _make_odd(folder, name, options)
    hls = folder / "hls"
    if not (hls / "index.m3u8").exists():
        _cut_into_hls(folder / BY_SLUG["harbour-at-dawn"].file, hls)


def _make(film: Film, folder: Path) -> None:
    length = f"duration={film.seconds}"
    padded = (
        *("-b:v", f"{film.mbit_s}M", "-minrate", f"{film.mbit_s}M", "-maxrate", f"{film.mbit_s}M"),
        *("-bufsize", f"{film.mbit_s}M", "-x264-params", "nal-hrd=cbr:filler=1:force-cfr=1"),
    )
    fresh = folder / f".{film.slug}.making.mp4"
    _ffmpeg(
        *("-f", "lavfi", "-i", f"testsrc2={length}:size=640x360:rate=25"),
        *("-f", "lavfi", "-i", f"sine=frequency={film.tone_hz}:{length}"),
        *("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "50"),
        *(padded if film.mbit_s else ()),
        *("-c:a", "aac", "-b:a", "96k", "-metadata", f"title={film.title}"),
        *("-movflags", "+faststart", str(fresh)),
    )
    fresh.replace(folder / film.file)


def _make_odd(folder: Path, name: str, options: tuple[str, ...]) -> None:
    fresh = folder / f".making.{name}"
    _ffmpeg(
        *("-f", "lavfi", "-i", "testsrc2=duration=3:size=320x180:rate=25"),
        *("-f", "lavfi", "-i", "sine=frequency=330:duration=3"),
        *options,
        *("-movflags", "+faststart", str(fresh)),
    )
    fresh.replace(folder / name)


def _photograph(film: Film, folder: Path) -> None:
    fresh = folder / f".{film.slug}.making.jpg"
    at = ("-ss", "1", "-i", str(folder / film.file))
    _ffmpeg(*at, "-frames:v", "1", "-update", "1", str(fresh))
    fresh.replace(folder / film.poster)


def _cut_into_hls(film: Path, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    _ffmpeg(
        *("-i", str(film), "-c", "copy", "-f", "hls", "-hls_time", "4"),
        *("-hls_playlist_type", "vod", "-hls_flags", "temp_file"),
        *("-hls_segment_filename", str(folder / "part-%03d.ts"), str(folder / "index.m3u8")),
    )


def _ffmpeg(*arguments: str) -> None:
    subprocess.run(  # noqa: S603  our own command line
        [
            str(binaries.ffmpeg()),
            "-hide_banner",
            "-loglevel",
            "error",
            "-nostdin",
            "-y",
            *arguments,
        ],
        check=True,
        timeout=120,
    )
