"""Elements that leave together.

A browser lays out the whole page anew for whatever arrives. Streamlit sends the elements of a run as they are made, in handfuls over
some 50 ms, so that it did so five times for every click; and the chart came with the last of them.
"""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from typing import Any

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
# Seconds that an element waits at most for those after it: what takes longer is to be seen growing.
LONGEST_WAIT = 0.06
# Seconds that a browser is left alone to draw a chart before it gets what stands after it.
DRAWING = 0.05


class Together:
    """ASGI middleware: the elements of a run wait for its chart, else for its end, and then go out one behind the other."""

    def __init__(self, app: Callable[[Message, Receive, Send], Awaitable[None]]) -> None:
        self.app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, Waiting(send).send if scope["type"] == "websocket" else send)


class Waiting:
    """What one browser has not been sent yet; the order of its messages is kept."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._held: list[Message] = []
        self._charts: set[str] = set()
        # When the browser will have drawn the last chart.
        self._drawn = 0.0
        self._sending = asyncio.Lock()
        self._limit: asyncio.Task[None] | None = None

    async def send(self, message: Message) -> None:
        """Hold back an element and what comes after it; send the rest, and all of them when the awaited one is there."""
        self._held.append(message)
        element, awaited = self._judge(message)
        now = asyncio.get_running_loop().time()
        if (awaited and now >= self._drawn) or (not element and len(self._held) == 1):
            if element:
                self._drawn = now + DRAWING
            await self._send_held()
        elif self._limit is None:
            self._limit = asyncio.create_task(self._send_later())

    def _judge(self, message: Message) -> tuple[bool, bool]:
        """Whether a message is an element, and whether it is what others wait for: a chart, the end of a run or of the visit."""
        if message["type"] != "websocket.send" or message.get("bytes") is None:
            return False, True
        content = ForwardMsg.FromString(message["bytes"])
        kind = content.WhichOneof("type")
        if kind == "delta" and content.delta.new_element.WhichOneof("type") == "plotly_chart":
            self._charts.add(content.hash)
            return True, True
        # Of an element that the browser has kept it is told the name alone.
        return kind in ("delta", "ref_hash"), kind == "script_finished" or content.ref_hash in self._charts

    async def _send_later(self) -> None:
        await asyncio.sleep(LONGEST_WAIT)
        self._limit = None
        # If the browser has gone, the next message finds out.
        with suppress(Exception):
            await self._send_held()

    async def _send_held(self) -> None:
        if self._limit is not None:
            self._limit.cancel()
            self._limit = None
        async with self._sending:
            while self._held:
                await self._send(self._held.pop(0))
