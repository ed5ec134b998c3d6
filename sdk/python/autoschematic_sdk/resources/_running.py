"""Runs declared tasks and expands declared bundles."""

from __future__ import annotations

import json
import time
from typing import Any, Callable

from .._values import TaskExecResponse, UnbundleItem
from ._bodies import Body
from ._declared import gathered
from ._tasks import Bundle, Step, Task
from ._templates import Key


async def run_step(
    task: Task, body: Body, key: Key, content: bytes, arg: bytes | None, state: bytes | None
) -> TaskExecResponse:
    """One step of a task."""
    plain, _ = body.load(content, key)
    answer = await task.run(key, body.value(plain), arg, None if state is None else json.loads(state))
    if answer is None or isinstance(answer, str):
        return TaskExecResponse(friendly_message=answer or "")
    if not isinstance(answer, Step):
        raise TypeError(f"{type(task).__name__}.run must return a `Step`, a text or nothing, not {answer!r:.100}")
    return TaskExecResponse(
        next_state=None if answer.state is None else json.dumps(answer.state).encode(),
        modified_files=list(answer.modified_files),
        outputs=answer.outputs,
        secrets=answer.secrets,
        friendly_message=answer.message,
        delay_until=time.time() + answer.wait if answer.wait else None,
        sensitive_outputs=list(answer.sensitive_outputs),
    )


async def unbundled(
    bundle: Bundle, body: Body, key: Key, content: bytes, write: Callable[[str, Any], bytes]
) -> list[UnbundleItem]:
    """The files of a bundle."""
    plain, _ = body.load(content, key)
    what = f"{type(bundle).__name__}.unbundle"
    answer = bundle.unbundle(key, body.value(plain))
    return [UnbundleItem(addr, write(addr, value)) async for addr, value in gathered(answer, what)]
