"""Tasks, bundles and settings by declaration."""

from __future__ import annotations

from typing import Any

from ._declared import Declared
from ._templates import Key


class Task(Declared):
    """Something to run, described by files at addresses of one template::

        class Restart(Task, addr="cloud/restarts/[name].ron"):
            '''Restart a machine.'''

            machine: str = field("Its name.")

            async def run(self, key, body, arg, state):
                await self.connector.api.restart(body.machine)
    """

    async def run(self, key: Key, body: Any, arg: bytes | None, state: Any) -> Any:
        """One step. The first gets ``arg``, later ones what the last returned as :attr:`Step.state`.

        ``None`` ends the task, a text too and is shown; a :class:`Step` says more.
        """
        raise NotImplementedError(f"{type(self).__name__} has no `run`")


class Step:
    """What one step of a task gave."""

    def __init__(
        self,
        message: str = "",
        *,
        state: Any = None,
        wait: float = 0,
        outputs: dict[str, str | None] | None = None,
        sensitive_outputs: tuple[str, ...] = (),
        modified_files: tuple[str, ...] = (),
        secrets: dict[str, str] | None = None,
    ) -> None:
        """With ``state``, which is anything that JSON can hold, the task goes on after ``wait`` seconds."""
        self.message = message
        self.state = state
        self.wait = wait
        self.outputs = outputs
        self.sensitive_outputs = sensitive_outputs
        self.modified_files = modified_files
        self.secrets = secrets


class Bundle(Declared):
    """A file that expands into others."""

    def unbundle(self, key: Key, body: Any) -> Any:
        """The files: pairs of an address and a body, which is an instance of a resource, a mapping, text or bytes."""
        raise NotImplementedError(f"{type(self).__name__} has no `unbundle`")


class Settings(Declared):
    """A file that the connector itself reads, by ``self.settings(MySettings)`` in ``init``; its address has no
    placeholders. When it changes the host starts the connector again."""
