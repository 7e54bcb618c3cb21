"""What the server does beside the runs of pages: elements of a run leave together, and in their order."""

import asyncio
from typing import Any

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from pages.serving import together


def element(name: str, hash_: str = "") -> ForwardMsg:
    message = ForwardMsg(hash=hash_)
    getattr(message.delta.new_element, name).SetInParent()
    return message


def other(name: str) -> ForwardMsg:
    return ForwardMsg(script_finished=0) if name == "script_finished" else ForwardMsg(**{name: {}})


def kept(hash_: str) -> ForwardMsg:
    return ForwardMsg(ref_hash=hash_)


def sent_at_once(messages: list[ForwardMsg], pause: float = 0.0) -> list[str]:
    """The names of what has left right after the last of the messages came (or `pause` seconds later)."""

    async def run() -> list[str]:
        left: list[str] = []

        async def send(message: Any) -> None:
            content = ForwardMsg.FromString(message["bytes"])
            kind = str(content.WhichOneof("type"))
            left.append(str(content.delta.new_element.WhichOneof("type")) if kind == "delta" else kind)

        waiting = together.Waiting(send)
        for message in messages:
            await waiting.send({"type": "websocket.send", "bytes": message.SerializeToString()})
        if pause:
            await asyncio.sleep(pause)
        return left

    return asyncio.run(run())


AGES = 600.0  # Longer than a test on the slowest machine.
HTML, CHART, BUTTON = element("html"), element("plotly_chart", "c1"), element("button")
START, END = other("new_session"), other("script_finished")


@pytest.mark.parametrize(
    ("messages", "left"),
    [
        ([START], ["new_session"]),
        ([START, HTML], ["new_session"]),
        ([HTML, BUTTON, other("page_info_changed")], []),
        ([HTML, CHART], ["html", "plotly_chart"]),
        ([HTML, CHART, BUTTON], ["html", "plotly_chart"]),
        ([HTML, BUTTON, END], ["html", "button", "script_finished"]),
        ([CHART, HTML, kept("c1")], ["plotly_chart", "html", "ref_hash"]),
        ([CHART, HTML, kept("a list")], ["plotly_chart"]),
    ],
)
def test_elements_wait_for_the_chart_or_the_end(
    messages: list[ForwardMsg], left: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(together, "DRAWING", 0.0)
    monkeypatch.setattr(together, "LONGEST_WAIT", AGES)
    assert sent_at_once(messages) == left


def test_a_browser_is_left_alone_to_draw_a_chart(monkeypatch: pytest.MonkeyPatch) -> None:
    messages = [CHART, BUTTON, END]
    monkeypatch.setattr(together, "DRAWING", AGES)
    monkeypatch.setattr(together, "LONGEST_WAIT", AGES)
    assert sent_at_once(messages) == ["plotly_chart"]
    monkeypatch.setattr(together, "LONGEST_WAIT", 0.0)
    assert sent_at_once(messages, pause=0.1) == ["plotly_chart", "button", "script_finished"]


def test_nothing_waits_long() -> None:
    assert sent_at_once([HTML, BUTTON], pause=together.LONGEST_WAIT * 3) == ["html", "button"]
