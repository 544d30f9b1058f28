"""A headless Chromium, spoken to over its DevTools protocol through two pipes: no port is opened."""

import base64
import json
import os
import pathlib
import select
import shutil
import subprocess
import tempfile
import time

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--disable-extensions", "--disable-default-apps", "--disable-dev-shm-usage",
         "--hide-scrollbars", "--remote-debugging-pipe"]


def chromium():
    """Where the browser is, or None."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


class Browser:
    """One browser with one page. Keeps everything that the page logged, threw and asked for."""

    def __init__(self, seconds=180):
        self.deadline = time.monotonic() + seconds
        self.home = tempfile.TemporaryDirectory(prefix="smartstart-report-")
        self.number = 0
        self.rest = b""
        self.session = None
        self.forget()
        commands, our_commands = os.pipe()
        our_answers, answers = os.pipe()
        self.process = subprocess.Popen(
            ["bash", "-c", f'exec "$@" 3<&{commands} 4>&{answers}', "chromium", chromium(), *FLAGS,
             f"--user-data-dir={self.home.name}", "about:blank"],
            pass_fds=(commands, answers), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(commands)
        os.close(answers)
        self.write, self.read = our_commands, our_answers
        target = next(found for found in self.call("Target.getTargets")["targetInfos"]
                      if found["type"] == "page")
        self.session = self.call("Target.attachToTarget", targetId=target["targetId"],
                                 flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def close(self):
        """Ends the browser and takes its files away."""
        self.process.kill()
        self.process.wait()
        os.close(self.write)
        os.close(self.read)
        for _ in range(20):  # its children may still be writing there
            try:
                self.home.cleanup()
                return
            except OSError:
                time.sleep(0.1)

    def forget(self):
        """Starts the lists of what the page did anew."""
        self.complaints = []
        self.requests = []
        self.loaded = False

    def message(self):
        """The next message of the browser."""
        while b"\0" not in self.rest:
            left = self.deadline - time.monotonic()
            if left <= 0 or not select.select([self.read], [], [], left)[0]:
                raise TimeoutError("the browser did not answer in time")
            some = os.read(self.read, 1 << 20)
            if not some:
                raise EOFError("the browser has gone")
            self.rest += some
        text, self.rest = self.rest.split(b"\0", 1)
        return json.loads(text)

    def notice(self, message):
        """Keeps what a message tells of the page."""
        method, told = message.get("method"), message.get("params", {})
        if method == "Runtime.exceptionThrown":
            details = told["exceptionDetails"]
            self.complaints.append(details.get("exception", {}).get("description")
                                   or details["text"])
        elif method == "Runtime.consoleAPICalled" and told["type"] in ("error", "warning", "assert"):
            self.complaints.append(str([part.get("value") for part in told["args"]]))
        elif method == "Log.entryAdded" and told["entry"]["level"] in ("error", "warning"):
            self.complaints.append(told["entry"]["text"])
        elif method == "Network.requestWillBeSent":
            self.requests.append(told["request"]["url"])
        elif method == "Page.loadEventFired":
            self.loaded = True

    def call(self, method, **parameters):
        """Calls a method of the DevTools protocol and returns what it answers."""
        self.number += 1
        request = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            request["sessionId"] = self.session
        os.write(self.write, json.dumps(request).encode() + b"\0")
        while True:
            message = self.message()
            if message.get("id") == self.number:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']['message']}")
                return message["result"]
            self.notice(message)

    def load(self, url):
        """Goes to a page and waits until it is there; forgets the one before."""
        self.forget()
        self.call("Page.navigate", url=url)
        while not self.loaded:
            self.notice(self.message())

    def open(self, file, fragment="", width=1280, height=900):
        """Opens a file at a width in pixels and waits until its page is drawn."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height,
                  deviceScaleFactor=1, mobile=width < 600)
        # By way of an empty page: to go from a page to a place in it loads nothing.
        self.load("about:blank")
        self.load(pathlib.Path(file).resolve().as_uri() + fragment)
        # All of it is drawn, or will not be in five seconds; then two frames, so that what watches
        # the width has had its turn.
        self.run("""new Promise((done) => {
            let left = 500;
            const look = () => (document.documentElement.dataset.drawn || --left === 0
                ? requestAnimationFrame(() => requestAnimationFrame(done)) : setTimeout(look, 10));
            look();
        })""")

    def run(self, script):
        """The value of an expression in the page; promises are waited for."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True,
                           awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"]["exception"]["description"])
        return answer["result"].get("value")

    def press(self, key):
        """Presses and lets go of a key."""
        code = {"Enter": 13, "End": 35, "Home": 36, "ArrowLeft": 37, "ArrowRight": 39}[key]
        text = {"text": "\r"} if key == "Enter" else {}
        self.call("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", key=key,
                  code=key, windowsVirtualKeyCode=code, **text)
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key, code=key,
                  windowsVirtualKeyCode=code)

    def picture(self, file, height=None):
        """Writes the whole page as it looks to a PNG."""
        size = self.call("Page.getLayoutMetrics")["cssContentSize"]
        answer = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=True,
                           clip={"x": 0, "y": 0, "width": size["width"],
                                 "height": height or size["height"], "scale": 1})
        pathlib.Path(file).write_bytes(base64.b64decode(answer["data"]))

    def print_to(self, file):
        """Writes the page as it prints to a PDF."""
        answer = self.call("Page.printToPDF", printBackground=True, preferCSSPageSize=True)
        pathlib.Path(file).write_bytes(base64.b64decode(answer["data"]))
