"""The class that every connector derives from."""

from __future__ import annotations

from abc import abstractmethod
from typing import Sequence

from ._namespace import ConnectorMeta
from ._values import (
    Capabilities,
    Diagnostic,
    DocIdent,
    FilterResponse,
    GetDocResponse,
    GetResponse,
    OpExecResponse,
    PlanResponseElement,
    Skeleton,
    TaskExecResponse,
    UnbundleItem,
    VirtToPhyNull,
    VirtToPhyResponse,
)



class Connector(metaclass=ConnectorMeta):
    """A connector between the files of a repository and something behind an API.

    Addresses are paths below the connector's prefix, such as ``grafana/dashboards/home.json``.
    Methods may be called concurrently; calls overlap wherever one of them awaits.
    """

    @abstractmethod
    def __init__(self, name: str, prefix: str) -> None:
        """Keep ``name`` and ``prefix``; whatever can fail or take time belongs into ``init``."""

    @abstractmethod
    async def init(self) -> None:
        """Read the environment, check credentials, build clients. An exception is shown to the user."""

    @abstractmethod
    async def filter(self, addr: str) -> FilterResponse:
        """What ``addr`` is to this connector. Depends on nothing but the address and CONFIG files."""

    @abstractmethod
    async def list(self, subpath: str) -> Sequence[str]:
        """Physical addresses of everything that exists, at least of what is under ``subpath``."""

    async def subpaths(self) -> Sequence[str]:
        """How the address space divides, so that its parts can be listed at the same time."""
        return ["./"]

    @abstractmethod
    async def get(self, addr: str) -> GetResponse | None:
        """The remote truth at a physical address; ``None`` means that nothing exists there."""

    @abstractmethod
    async def plan(self, addr: str, current: bytes | None, desired: bytes | None) -> Sequence[PlanResponseElement]:
        """Operations that lead from ``current`` to ``desired``, in order; ``None`` means "does not exist"."""

    @abstractmethod
    async def op_exec(self, addr: str, op: str) -> OpExecResponse:
        """Execute one operation that ``plan`` defined."""

    async def addr_virt_to_phy(self, addr: str) -> VirtToPhyResponse:
        """The physical address of a virtual one."""
        return VirtToPhyNull(addr)

    async def addr_phy_to_virt(self, addr: str) -> str | None:
        """The virtual address of a physical one, or ``None`` when it has none."""
        return addr

    async def get_skeletons(self) -> Sequence[Skeleton]:
        """Example resources, for ``autoschematic create``."""
        return []

    async def get_docstring(self, addr: str, ident: DocIdent) -> GetDocResponse | None:
        """Documentation of a part of the body at ``addr``."""
        return None

    async def eq(self, addr: str, a: bytes, b: bytes) -> bool:
        """Whether two bodies mean the same."""
        return a == b

    async def diag(self, addr: str, a: bytes) -> Sequence[Diagnostic]:
        """Problems in a body."""
        return []

    async def unbundle(self, addr: str, bundle: bytes) -> Sequence[UnbundleItem]:
        """The files that a bundle expands into."""
        return []

    async def task_exec(self, addr: str, body: bytes, arg: bytes | None, state: bytes | None) -> TaskExecResponse:
        """Run one step of the task at ``addr``: the first with ``arg``, later ones with the last ``next_state``."""
        raise NotImplementedError(f"{type(self).__name__} has no tasks")

    async def capabilities(self) -> Capabilities:
        """What the connector promises beyond the plain protocol; asked once, before ``init``."""
        return Capabilities()

    async def shutdown(self) -> None:
        """Release what ``init`` acquired; called once when the connector is asked to stop."""
