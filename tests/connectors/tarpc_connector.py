"""A connector that speaks tarpc, without any library, as Rust connectors do: one call runs at a time.

Addresses choose how a call goes, as in ``raw_connector.py``. ``state`` tells how many requests were ever waiting at
once, how many times Init came, which calls were cancelled and the seconds that OpExec was given.
"""

import json
import os
import socket
import struct
import sys
import threading
import time

name, prefix, socket_path, dump_path = sys.argv[1:5]
state = {"inits": 0, "waiting": 0, "most": 0, "cancelled": [], "op_seconds": None}
lock = threading.Lock()
method_lock = threading.Lock()


class Failed(Exception):
    """An error of the connector's method."""


class Reader:
    def __init__(self, payload):
        self.payload, self.at = payload, 0

    def raw(self, count):
        self.at += count
        return self.payload[self.at - count : self.at]

    def number(self):
        first = self.raw(1)[0]
        size = {251: 2, 252: 4, 253: 8, 254: 16}.get(first, 0)
        return int.from_bytes(self.raw(size), "little") if size else first

    def data(self):
        return self.raw(self.number())

    def text(self):
        return self.data().decode()

    def optional(self):
        return self.data() if self.raw(1)[0] else None


def number(value):
    if value <= 250:
        return bytes([value])
    for mark, size in ((251, 2), (252, 4), (253, 8)):
        if value < 1 << 8 * size:
            return bytes([mark]) + value.to_bytes(size, "little")
    raise ValueError(value)


def data(value):
    value = value.encode() if isinstance(value, str) else value
    return number(len(value)) + value


def some(value):
    return b"\0" if value is None else b"\1" + value


def items(values):
    return number(len(values)) + b"".join(values)


def pairs(values):
    return items([data(key) + value for key, value in values.items()])


def resource(body):
    return some(data(body) + some(data("virtual.json")) + some(pairs({"id": data("7")})))


def get(addr, reader):
    if addr == "absent":
        return some(None)
    if addr == "world":
        return resource(json.dumps({"argv": sys.argv[1:], "cwd": os.getcwd(), "env": dict(os.environ)}))
    if addr == "state":
        return resource(json.dumps(state))
    if addr == "die":
        print("I am dying", file=sys.stderr, flush=True)
        os._exit(7)
    if addr == "hang":
        time.sleep(3)
    if addr.startswith("slow"):
        time.sleep(0.1)
    if addr == "error":
        raise Failed("\x1b[31mthe cloud\x1b[0m said no")
    return resource(f"body of {addr}")


def plan(addr, reader):
    current, desired = reader.optional(), reader.optional()
    return items([data(f"{current!r} -> {desired!r}") + items([data("id")]) + some(data("a plan"))])


def op_exec(addr, reader):
    if reader.text() == "die":
        os._exit(9)
    return some(pairs({"id": some(data("8")), "gone": some(None)})) + some(data("done"))


def init(reader):
    state["inits"] += 1
    return b""


def with_address(method):
    return lambda reader: method(reader.text(), reader)


METHODS = {
    0: init,
    1: with_address(lambda addr, reader: number(2 if addr.endswith(".json") else 0)),
    2: with_address(lambda subpath, reader: items([data("a.json"), data("b.json")])),
    3: lambda reader: items([data("./")]),
    4: with_address(get),
    5: with_address(plan),
    6: with_address(op_exec),
    7: with_address(lambda addr, reader: number(2) + data(f"physical/{addr}")),
    8: with_address(lambda addr, reader: some(data(f"virtual/{addr}"))),
    9: lambda reader: items([data("[name].json") + data("{}")]),
    10: with_address(lambda addr, reader: some(data("struct") + data("# docs") + items([data("field")]))),
    11: with_address(lambda addr, reader: bytes([reader.data().strip() == reader.data().strip()])),
    12: with_address(
        lambda addr, reader: some(items([bytes([2]) + number(1) + number(2) + number(3) + number(4) + data("odd")]))
    ),
    13: with_address(lambda addr, reader: b"\0" * 4 + some(data("task done")) + b"\0"),
    14: with_address(lambda addr, reader: items([data("child.json") + data(reader.data())])),
    15: lambda reader: data(os.environ.get("VERSION", "0.13.1")),
}


class Peer:
    def __init__(self, connection):
        self.connection = connection
        self.writing = threading.Lock()

    def serve(self):
        while header := self.receive(4):
            reader = Reader(self.receive(struct.unpack(">I", header)[0]))
            if reader.number() == 1:
                reader.raw(16)
                reader.number()
                state["cancelled"].append(reader.number() >= 0)
            else:
                self.request(reader)

    def receive(self, count):
        received = b""
        while len(received) < count:
            part = self.connection.recv(count - len(received))
            if not part:
                return b""
            received += part
        return received

    def request(self, reader):
        seconds, _ = reader.number(), reader.number()
        reader.raw(16)
        reader.number(), reader.number()
        request, method = reader.number(), reader.number()
        if method == 6:
            state["op_seconds"] = seconds
        if method == 4 and reader.payload[reader.at :] == data("hang up"):
            # The process goes on, its connection does not.
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        with lock:
            state["waiting"] += 1
            state["most"] = max(state["most"], state["waiting"])
        threading.Thread(target=self.answer, args=(request, method, reader), daemon=True).start()

    def answer(self, request, method, reader):
        with method_lock:
            try:
                if method == 4 and reader.payload[reader.at :] == data("refused"):
                    reply = number(1) + number(16) + data("the handler panicked")
                else:
                    reply = number(0) + number(method) + number(0) + METHODS[method](reader)
            except Failed as error:
                reply = number(0) + number(method) + number(1) + data(str(error))
        with lock:
            state["waiting"] -= 1
        payload = number(request) + reply
        with self.writing:
            self.connection.sendall(struct.pack(">I", len(payload)) + payload)


listener = socket.socket(socket.AF_UNIX)
listener.bind(socket_path)
listener.listen()
print(f"{name} serves {prefix}", file=sys.stderr, flush=True)
while True:
    connection, _ = listener.accept()
    threading.Thread(target=Peer(connection).serve, daemon=True).start()
