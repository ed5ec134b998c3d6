"""The items of ``items.py`` behind a plain connector: bare gRPC without extensions, as the existing ecosystem has them.

Only the classes of the messages come from the SDK. It has no Capabilities, so that the host has to ask it everything.
"""

import asyncio
import signal
import sys

from autoschematic_sdk._wire import SERVICE, message
from grpc import aio, method_handlers_generic_handler, unary_unary_rpc_method_handler
from marks import Marks, body_of, existing

REMOTE = {addr: body_of(addr) for addr in existing()}
marks = Marks()


async def version(request, context):
    return message("VersionResponse")(version="0.14.0")


async def init(request, context):
    return message("Empty")()


async def filter(request, context):
    with marks.enter("Filter"):
        return message("FilterResponse")(bitmask=2 if request.addr.startswith("item/") else 0)


async def list(request, context):
    return message("ListResponse")(addrs=REMOTE)


async def get(request, context):
    with marks.enter("Get"):
        body = REMOTE.get(request.addr)
        if body is None:
            return message("GetResponse")()
        return message("GetResponse")(exists=True, resource_definition=body, outputs={"id": f"id of {request.addr}"})


async def addr_virt_to_phy(request, context):
    with marks.enter("AddrVirtToPhy"):
        answer = message("AddrVirtToPhyResponse")()
        answer.null.path = request.addr
        return answer


async def eq(request, context):
    with marks.enter("Eq"):
        return message("EqResponse")(equal=request.a == request.b)


METHODS = {
    "Version": (version, "Empty"),
    "Init": (init, "Empty"),
    "Filter": (filter, "FilterRequest"),
    "List": (list, "ListRequest"),
    "Get": (get, "GetRequest"),
    "AddrVirtToPhy": (addr_virt_to_phy, "AddrVirtToPhyRequest"),
    "Eq": (eq, "EqRequest"),
}


async def main() -> None:
    server = aio.server()
    server.add_generic_rpc_handlers((method_handlers_generic_handler(SERVICE, {
        name: unary_unary_rpc_method_handler(
            handler,
            request_deserializer=message(request).FromString,
            response_serializer=lambda answer: answer.SerializeToString(),
        )
        for name, (handler, request) in METHODS.items()
    }),))
    server.add_insecure_port(f"unix:{sys.argv[3]}")
    await server.start()
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    await stop.wait()
    marks.write()
    await server.stop(0)


asyncio.run(main())
