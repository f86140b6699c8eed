"""In the kernel: `%%node`, `%espalier`, and the witness of what cells do. What is compiled does not depend on it."""

from typing import Any

from . import channel, directive, magics
from .witness import Witness

_ATTRIBUTE = "_espalier_witness"


def load(shell: Any) -> None:
    """Begins to watch; once, however often it is called."""
    if getattr(shell, _ATTRIBUTE, None) is not None:
        return
    directive.register(shell)
    magics.register(shell)
    witness = Witness(shell)
    setattr(shell, _ATTRIBUTE, witness)
    witness.listeners.append(channel.open_channel(witness))
    witness.start()


def unload(shell: Any) -> None:
    """Leaves the shell as it was."""
    witness = getattr(shell, _ATTRIBUTE, None)
    if witness is None:
        return
    delattr(shell, _ATTRIBUTE)
    witness.stop()
    channel.close_channel()
    magics.unregister(shell)
    directive.unregister(shell)
