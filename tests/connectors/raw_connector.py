"""A connector on bare gRPC, without any SDK, that misbehaves on request.

Variables choose how it starts, addresses choose how a call goes.
"""

import json
import os
import subprocess
import sys
import threading
import time
from concurrent import futures

MODE = os.environ.get("MODE", "")
name, prefix, socket_path, dump_path = sys.argv[1:5]


def log(text):
    print(text, file=sys.stderr, flush=True)


if MODE == "exits":
    for number in range(1, 61):
        log(f"line {number}")
    sys.exit(3)
if MODE == "dumps":
    with open(dump_path, "w") as dump:
        dump.write("the license is missing\n")
    sys.exit(1)
if MODE == "throws":
    raise RuntimeError("nobody expects this")
if MODE == "module":
    import a_module_nobody_has  # noqa: F401
if MODE == "no-sdk":
    raise ModuleNotFoundError("No module named 'autoschematic_sdk'", name="autoschematic_sdk")
if MODE == "silent":
    log("thinking")
    time.sleep(600)
if MODE == "grandchildren":
    # One in our group, one that left it, and one that ignores SIGTERM.
    children = [
        subprocess.Popen(["sleep", "600"]),
        subprocess.Popen(["setsid", "sleep", "600"]),
        subprocess.Popen(["sh", "-c", "trap '' TERM; while :; do sleep 1; done"]),
    ]
    time.sleep(0.1)
    with open(os.environ["PIDS"], "w") as pids:
        pids.write("\n".join(str(child.pid) for child in children) + "\n")

import grpc  # noqa: E402


def varint(number):
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def data(field, value):
    value = value.encode() if isinstance(value, str) else value
    return varint(field << 3 | 2) + varint(len(value)) + value


def number(field, value):
    return varint(field << 3) + varint(value)


def fields(message):
    """Fields of a message: the last value of each number."""
    found, at = {}, 0

    def read():
        nonlocal at
        value = shift = 0
        while True:
            byte = message[at]
            at += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    while at < len(message):
        key = read()
        value = read()
        if key & 7 == 2:
            value, at = message[at : at + value], at + value
        found[key >> 3] = value
    return found


lock = threading.Lock()
state = {"pid": os.getpid(), "now": 0, "most": 0, "tries": 0, "inits": 0, "filters": 0}


def resource(body):
    return number(1, 1) + data(2, body)


def tracked(seconds):
    with lock:
        state["now"] += 1
        state["most"] = max(state["most"], state["now"])
    time.sleep(seconds)
    with lock:
        state["now"] -= 1


def get(request, context):
    addr = fields(request).get(1, b"").decode()
    if addr == "absent":
        return b""
    if addr == "world":
        return resource(json.dumps({"argv": sys.argv[1:], "cwd": os.getcwd(), "env": dict(os.environ)}))
    if addr == "state":
        return resource(json.dumps(state))
    if addr == "metadata":
        return resource(json.dumps({k: v for k, v in context.invocation_metadata() if isinstance(v, str)}))
    if addr == "hang":
        time.sleep(600)
    if addr == "die":
        log("I am dying")
        os._exit(7)
    if addr == "escape":
        context.abort(grpc.StatusCode.UNKNOWN, "\x1b[31mred\x1b[0m\x07 alert \u202egnitaerhtib")
    if addr == "secret":
        context.abort(grpc.StatusCode.UNKNOWN, "the key is hunter2-hunter2")
    if addr == "empty-message":
        context.abort(grpc.StatusCode.INTERNAL, "")
    if addr == "flaky":
        state["tries"] += 1
        if state["tries"] < 3:
            context.abort(grpc.StatusCode.UNAVAILABLE, "try again")
    if addr == "detail":
        span = data(4, data(1, number(1, 2) + number(2, 5)) + data(2, number(1, 2) + number(2, 9)))
        detail = data(1, "bad field") + data(2, "because of this") + data(2, "and that") + number(3, 2) + span
        context.set_trailing_metadata((("autoschematic-error-bin", detail),))
        context.abort(grpc.StatusCode.INVALID_ARGUMENT, "short")
    if addr == "log":
        log("\x1b[1mloud\x1b[0m hunter2-hunter2")
    if addr.startswith("slow"):
        tracked(0.3)
    if addr.startswith("large"):
        return resource(b"x" * (50 * 1024 * 1024))
    return resource(f"body of {addr}")


def op_exec(request, context):
    op = fields(request)[2].decode()
    if op == "slow":
        tracked(0.2)
    if op == "hang":
        time.sleep(600)
    if op == "late":
        # Not ended by anybody's deadline: it must come to its end.
        time.sleep(1)
        with open(os.environ["LATE"], "w") as late:
            late.write(f"active={context.is_active()} deadline={(context.time_remaining() or 1e9) < 1e6}")
    if op == "die":
        os._exit(9)
    if op == "unavailable":
        state["tries"] += 1
        context.abort(grpc.StatusCode.UNAVAILABLE, "try again")
    key = dict(context.invocation_metadata()).get("autoschematic-idempotency-key", "")
    return data(1, data(1, "key") + data(2, key)) + data(2, "done") + data(100, "gone") + data(101, "key")


def init(request, context):
    state["inits"] += 1
    if "INIT_SECONDS" in os.environ:
        time.sleep(float(os.environ["INIT_SECONDS"]))
    if MODE == "init-unless" and not os.path.exists(os.environ["MARK"]):
        context.abort(grpc.StatusCode.UNKNOWN, "the token is missing")
    if MODE == "init-hangs-once":
        if not os.path.exists(os.environ["MARK"]):
            open(os.environ["MARK"], "w").close()
            time.sleep(600)
    if MODE == "init-once":
        # The token is good for one process.
        if os.path.exists(os.environ["MARK"]):
            context.abort(grpc.StatusCode.UNKNOWN, "the token was used already")
        open(os.environ["MARK"], "w").close()
    if MODE == "init":
        context.abort(grpc.StatusCode.UNKNOWN, "GRAFANA_URL environment variable is required")
    return b""


def filters(request, context):
    state["filters"] += 1
    if fields(request).get(1, b"").decode() in os.environ.get("CONFIG_FILES", "").split():
        return number(1, 1)
    return number(1, 10)


def version(request, context):
    if MODE == "hangs":
        time.sleep(600)
    return data(1, os.environ.get("VERSION", "0.14.2"))


METHODS = {
    "Version": version,
    "Init": init,
    "Filter": filters,
    "List": lambda request, context: data(1, "a") + data(1, "../b"),
    "Get": get,
    "Plan": lambda request, context: data(1, data(1, repr(sorted(fields(request).items()))) + data(3, "\x1b[2Jplan")),
    "OpExec": op_exec,
}
if os.environ.get("CAPS"):
    METHODS["Capabilities"] = lambda request, context: (
        number(1, 1) + number(3, int(os.environ["CAPS"])) + number(6, 16 * 1024 * 1024)
    )
if MODE == "capabilities":
    METHODS["Capabilities"] = lambda request, context: log("no capabilities") or os._exit(8)
for missing in os.environ.get("WITHOUT", "").split():
    METHODS.pop(missing)


class Service(grpc.GenericRpcHandler):
    def service(self, details):
        method = METHODS.get(details.method.split("/")[-1])
        return method and grpc.unary_unary_rpc_method_handler(method)


server = grpc.server(
    futures.ThreadPoolExecutor(max_workers=80),
    options=[("grpc.max_receive_message_length", -1), ("grpc.max_send_message_length", -1)],
)
server.add_generic_rpc_handlers((Service(),))
server.add_insecure_port(f"unix:{socket_path}")
server.start()
log(f"{name} serves {prefix}")
server.wait_for_termination()
