"""A folder of secrets: one file each, 0600, written whole or not at all, never made twice."""

import os
from collections.abc import Callable
from pathlib import Path


class Vault:
    """Secrets under `folder`, named by relative paths such as `identity/pepper`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, name: str) -> Path:
        return self.folder / name

    def read(self, name: str) -> str:
        return self.path(name).read_text(encoding="utf-8").rstrip("\n")

    def has(self, name: str) -> bool:
        return self.path(name).exists()

    def keep(self, name: str, make: Callable[[], str]) -> str:
        """Return the secret of that name; make it only when there is none."""
        if not self.has(name):
            self.write(name, make())
        return self.read(name)

    def write(self, name: str, text: str) -> None:
        """Write it as 0600, in one step, so that nobody reads half a file."""
        path = self.path(name)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        content = text.rstrip("\n") + "\n"
        if path.exists() and path.read_text(encoding="utf-8") == content:
            path.chmod(0o600)
            return
        fresh = path.with_name(f".{path.name}.new")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
