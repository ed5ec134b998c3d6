"""What a connector's methods take and return."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, IntFlag
from typing import Union


class FilterResponse(IntFlag):
    """What an address is to a connector: a set of bits, tested bit by bit."""

    NONE = 0
    """Not this connector's."""
    CONFIG = 1
    """A file the connector itself reads; a change of it restarts the connector."""
    RESOURCE = 2
    """A resource."""
    BUNDLE = 4
    """A file that expands into others through ``unbundle``."""
    TASK = 8
    """A task that ``task_exec`` runs."""
    METRIC = 16
    """A metric."""


@dataclass
class GetResponse:
    """The remote truth about one resource."""

    exists: bool
    """Whether the resource exists."""
    resource_definition: bytes | None = None
    """Its body, as it would be written into the repository."""
    virt_addr: str | None = None
    """The address the connector would like it to have in the repository, for a first import."""
    outputs: dict[str, str] | None = None
    """Values only the remote side can know, such as ids."""
    sensitive_outputs: list[str] = field(default_factory=list)
    """Keys of ``outputs`` that are stored sealed and never shown."""


class OpKind(IntEnum):
    """What an operation does to the resource."""

    UNSPECIFIED = 0
    CREATE = 1
    UPDATE = 2
    DELETE = 3
    REPLACE = 4
    OTHER = 5


@dataclass
class PlanResponseElement:
    """One operation on the way from the current to the desired state."""

    op_definition: str
    """The operation, in a form that ``op_exec`` understands."""
    writes_outputs: list[str] = field(default_factory=list)
    """Keys of the outputs that the operation may write."""
    friendly_message: str = ""
    """What the operation does, for the person who reads the plan."""
    kind: OpKind = OpKind.UNSPECIFIED
    """What the operation does, for the tool."""
    irreversible: bool = False
    """Whether it cannot be taken back."""
    destroys_data: bool = False
    """Whether it destroys data."""
    needs: list[str] = field(default_factory=list)
    """Addresses of resources that the same run creates or changes before it, and deletes after it."""


@dataclass
class OpExecResponse:
    """What an executed operation gave."""

    outputs: dict[str, str | None] | None = None
    """Outputs to store; ``None`` as a value deletes the output of that name."""
    friendly_message: str = ""
    """What was done, for people."""
    sensitive_outputs: list[str] = field(default_factory=list)
    """Keys of ``outputs`` that are stored sealed and never shown."""


@dataclass
class TaskExecResponse:
    """What one step of a task gave; the task is called again while there is a ``next_state``."""

    next_state: bytes | None = None
    """Given back to the next step as ``state``; ``None`` or empty ends the task."""
    modified_files: list[str] = field(default_factory=list)
    """Addresses of files that the step changed in the working tree."""
    outputs: dict[str, str | None] | None = None
    """Outputs to store; ``None`` as a value deletes the output of that name."""
    secrets: dict[str, str] | None = None
    """Secrets to seal, by path."""
    friendly_message: str = ""
    """What was done, for people."""
    delay_until: datetime | float | None = None
    """When the next step may start: a point in time, or seconds since the epoch."""
    sensitive_outputs: list[str] = field(default_factory=list)
    """Keys of ``outputs`` that are stored sealed and never shown."""


@dataclass
class ReadOutput:
    """An output of another resource."""

    addr: str
    """The virtual address of that resource."""
    key: str
    """The name of the output."""


@dataclass
class VirtToPhyNotPresent:
    """The resource has no physical address yet: it was not created."""


@dataclass
class VirtToPhyDeferred:
    """The physical address depends on outputs that do not exist yet."""

    reads: list[ReadOutput]
    """The outputs waited for."""


@dataclass
class VirtToPhyPresent:
    """The resource is mapped to a physical address."""

    path: str
    """The physical address."""


@dataclass
class VirtToPhyNull:
    """This kind of address needs no mapping."""

    path: str
    """The address itself."""


VirtToPhyResponse = Union[VirtToPhyNotPresent, VirtToPhyDeferred, VirtToPhyPresent, VirtToPhyNull]
"""Any answer of ``addr_virt_to_phy``."""


@dataclass
class Skeleton:
    """An example resource."""

    addr: str
    """Its address, with ``[placeholders]``."""
    body: bytes
    """Its body."""


@dataclass
class DocIdent:
    """What documentation is asked for: one of the three kinds below."""


@dataclass
class StructIdent(DocIdent):
    """A struct, or the body as a whole."""

    name: str = ""


@dataclass
class FieldIdent(DocIdent):
    """A field of a struct."""

    parent: str = ""
    name: str = ""


@dataclass
class EnumVariantIdent(DocIdent):
    """A variant of an enum."""

    parent: str = ""
    name: str = ""


@dataclass
class GetDocResponse:
    """Documentation of a struct, a field or a variant."""

    has_doc: bool
    """Whether there is any."""
    type: str = ""
    """The type, as text."""
    markdown: str = ""
    """The text, in Markdown."""
    fields: list[str] = field(default_factory=list)
    """Names of the fields or variants below it."""


@dataclass
class DiagnosticPosition:
    """A place in a body; line and column count from 1."""

    line: int
    col: int


@dataclass
class DiagnosticSpan:
    """A piece of a body, up to but not including ``end``."""

    start: DiagnosticPosition
    end: DiagnosticPosition


@dataclass
class Diagnostic:
    """A problem in a body."""

    severity: int
    """1 error, 2 warning, 3 information, 4 hint."""
    span: DiagnosticSpan
    """Where it is."""
    message: str
    """What is wrong."""


@dataclass
class UnbundleItem:
    """A child file of a bundle."""

    addr: str
    """Its address."""
    contents: bytes
    """Its body."""


class Mapping(IntEnum):
    """How a declared kind of resource maps virtual to physical addresses."""

    CONNECTOR = 0
    """The connector is asked."""
    NONE = 1
    """Both are the same."""
    OUTPUT = 2
    """The physical address is the output named by ``mapping_output``."""


class Equality(IntEnum):
    """How bodies of a declared kind of resource are compared."""

    CONNECTOR = 0
    """The connector is asked about bodies whose bytes differ."""
    BYTES = 1
    """Byte by byte."""
    STRUCTURAL = 2
    """As parsed RON or JSON values, map keys in any order."""


@dataclass
class ResourceKind:
    """A kind of resource for which the host may answer in the connector's place."""

    addr_template: str
    """Its address, with ``[placeholders]``."""
    filter_bits: FilterResponse = FilterResponse.RESOURCE
    mapping: Mapping = Mapping.CONNECTOR
    mapping_output: str = ""
    equality: Equality = Equality.CONNECTOR


@dataclass
class Capabilities:
    """What a connector says of itself before ``init``; the defaults promise nothing."""

    max_concurrency: int = 0
    """Calls, operations included, that are useful at once; 0 leaves it to the host: reads overlap, operations do not."""
    idempotent_ops: bool = False
    """Whether an operation may be executed twice without harm."""
    kinds: list[ResourceKind] = field(default_factory=list)
    """Every kind of resource the connector has; empty when the host should ask."""
