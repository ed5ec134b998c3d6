"""The easy way: declare resources, write the calls of the API, and have the rest derived."""

from ._connector import ResourceConnector
from ._fields import Struct, field
from ._resource import Resource
from ._secrets import SecretRef
from ._tasks import Bundle, Settings, Step, Task
from ._templates import Key

__all__ = ["Bundle", "Key", "Resource", "ResourceConnector", "SecretRef", "Settings", "Step", "Struct", "Task", "field"]
