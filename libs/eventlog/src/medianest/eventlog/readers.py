"""What service engineers import to hear the others: `Heard` comes in, a `Reaction` answers it.

A reaction to other services is run by `listener.py`, one to the service's own facts by
`follower.py`; a read model that is fed by others takes `Heard` in its `apply`.
"""

from medianest.eventlog.heard import Heard
from medianest.eventlog.reactions import Reaction

__all__ = ["Heard", "Reaction"]
