"""Lets the tests beside it import `infra_settings`."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))
