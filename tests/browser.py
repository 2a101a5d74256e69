"""Chromium for the tests, driven through its DevTools protocol over a pipe: no port, no network, no driver.

Messages are JSON, ended by a zero byte: ours go to the browser's descriptor 3, its own come from 4.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
#: How long a reply may take, seconds.
_PATIENCE = 60


def executable() -> str | None:
    """The browser, or None where there is none; DGREPORT_TEST_CHROMIUM names another."""
    return os.environ.get("DGREPORT_TEST_CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)


needs_browser = pytest.mark.skipif(executable() is None, reason="no Chromium here")


class Tab:
    """One page. `events` are all that the browser told of it, in order."""

    def __init__(self, send: Any, receive: Any) -> None:
        self._send, self._receive = send, receive
        self._count = 0
        self._read = b""
        self.events: list[dict[str, Any]] = []
        self._session: str | None = None
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network", "Accessibility"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._count += 1
        message = {"id": self._count, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        self._send.write(json.dumps(message).encode() + b"\0")
        self._send.flush()
        while True:
            reply = self._next()
            if reply.get("id") == self._count:
                assert "error" not in reply, reply["error"]
                return dict(reply["result"])

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._read:
            self._read += self._receive.read1(1 << 20) or pytest.fail("the browser ended")
        data, _, self._read = self._read.partition(b"\0")
        message = dict(json.loads(data))
        if "method" in message:
            self.events.append(message)
        return message

    def open(self, path: Path, width: int = 1280, height: int = 900) -> None:
        """The file in a window of that size, CSS pixels; returns when it has loaded with its fonts."""
        self.resize(width, height)
        del self.events[:]
        self.call("Page.navigate", url=path.resolve().as_uri())
        while not any(event["method"] == "Page.loadEventFired" for event in self.events):
            self._next()
        self.run("document.fonts.ready.then(() => 0)")

    def resize(self, width: int, height: int = 900) -> None:
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 500
        )

    def run(self, script: str) -> Any:
        """The value of a script, awaited where it is a promise."""
        done = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in done, done["exceptionDetails"]
        return done["result"].get("value")

    def complaints(self) -> list[str]:
        """What the page complained of since it was opened: console errors, exceptions, refused content."""
        found = []
        for event in self.events:
            if event["method"] in ("Runtime.exceptionThrown", "Log.entryAdded"):
                found.append(json.dumps(event["params"], ensure_ascii=False))
            if event["method"] == "Runtime.consoleAPICalled" and event["params"]["type"] in ("error", "warning"):
                found.append(json.dumps(event["params"], ensure_ascii=False))
        return found

    def requests(self) -> list[str]:
        """The addresses that the page asked for, itself included; data: left out."""
        asked = [e["params"]["request"]["url"] for e in self.events if e["method"] == "Network.requestWillBeSent"]
        return [url for url in asked if not url.startswith("data:")]

    def picture(self, whole: bool = False) -> bytes:
        """What is to be seen, as PNG; with `whole` the page from top to end."""
        return base64.b64decode(self.call("Page.captureScreenshot", captureBeyondViewport=whole)["data"])

    def pdf(self) -> bytes:
        """The page as it is printed."""
        done = self.call("Page.printToPDF", preferCSSPageSize=True, printBackground=False, generateDocumentOutline=True)
        return base64.b64decode(done["data"])


@contextmanager
def browser(script: bool = True) -> Iterator[Tab]:
    """A fresh Chromium with one tab; without `script` it runs no JavaScript of the page."""
    name = executable()
    assert name
    with tempfile.TemporaryDirectory(prefix="dgreport-browser-", ignore_cleanup_errors=True) as profile:
        ours, theirs = os.pipe(), os.pipe()
        # The shell puts the pipes where the browser looks for them.
        command = f'exec "$0" "$@" 3<&{ours[0]} 4>&{theirs[1]}'
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
        flags += ["--disable-component-update", "--remote-debugging-pipe", f"--user-data-dir={profile}"]
        process = subprocess.Popen(
            ["bash", "-c", command, name, *flags, "about:blank"],
            pass_fds=(ours[0], theirs[1]),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(ours[0])
        os.close(theirs[1])
        try:
            with os.fdopen(ours[1], "wb") as send, os.fdopen(theirs[0], "rb") as receive:
                tab = Tab(send, receive)
                if not script:
                    tab.call("Emulation.setScriptExecutionDisabled", value=True)
                yield tab
                tab.call("Browser.close") if tab._session is None else process.terminate()
        finally:
            process.terminate()
            process.wait(_PATIENCE)
