"""Whom a test's own clients trust: nobody. They call this machine, without TLS.

A client that is not told so reads the certificates of the whole world first, which takes longer
than most of what it is made for.
"""

import ssl
from typing import Final

NOBODY: Final = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
