"""Finds ffmpeg, and gives it a folder in which it has the name that yt-dlp looks for."""

import os
from pathlib import Path

import imageio_ffmpeg


def ffmpeg_folder(program: Path | None, within: Path) -> Path:
    """The folder to name to yt-dlp; a link in `within` if the program has another name."""
    found = program or Path(imageio_ffmpeg.get_ffmpeg_exe())
    if found.name == "ffmpeg":
        return found.parent
    folder = within / "ffmpeg"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    link = folder / "ffmpeg"
    if not link.exists() or link.resolve() != found.resolve():
        beside = folder / f".{found.name}-{os.getpid()}"  # two may start at once
        beside.unlink(missing_ok=True)
        beside.symlink_to(found)
        beside.replace(link)
    return folder
