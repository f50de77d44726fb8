"""The folder of secrets as one sealed file: useless without its passphrase."""

import io
import os
import tarfile
from pathlib import Path
from typing import Final

from nacl import pwhash
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

_LEFT_OUT: Final = ".new"


class WrongPassphrase(Exception):
    """The passphrase does not open these keys, or they were altered."""


def seal(folder: Path, passphrase: str) -> bytes:
    """All files of the folder, sealed."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != _LEFT_OUT:
                tar.add(path, arcname=path.relative_to(folder).as_posix())
    salt = os.urandom(pwhash.argon2id.SALTBYTES)
    return salt + bytes(_box(passphrase, salt).encrypt(packed.getvalue()))


def unseal(sealed: bytes, passphrase: str, folder: Path) -> None:
    """Write the files back, each 0600; what is in the folder besides stays."""
    salt, rest = sealed[: pwhash.argon2id.SALTBYTES], sealed[pwhash.argon2id.SALTBYTES :]
    try:
        opened = _box(passphrase, salt).decrypt(rest)
    except CryptoError:
        raise WrongPassphrase(WrongPassphrase.__doc__) from None
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tarfile.open(fileobj=io.BytesIO(opened)) as tar:
        tar.extractall(folder, filter="data")
    for path in folder.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)


def _box(passphrase: str, salt: bytes) -> SecretBox:
    key = pwhash.argon2id.kdf(
        SecretBox.KEY_SIZE,
        passphrase.encode(),
        salt,
        opslimit=pwhash.argon2id.OPSLIMIT_MODERATE,
        memlimit=pwhash.argon2id.MEMLIMIT_INTERACTIVE,
    )
    return SecretBox(key)
