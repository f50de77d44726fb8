"""Lets the tests beside it import `chaos_replicas`."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))
