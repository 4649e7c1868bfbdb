#!/usr/bin/env python3
"""Time `tapeout serve`: from a save to the painted page, from the start to the first page, and its memory over many saves.

usage: preview_benchmark.py TAPEOUT [--saves N] [--runs N] [--skip PART,PART]

The save is a new title for one milestone, written beside the file and renamed over it, with the page of that milestone open in headless
Chromium. The clock runs from the end of the rename to the second frame after the page was exchanged. Medians are printed, and
the slowest. Memory is looked at while the sample's plan is saved N times (10,000) without a browser, and the end is timed from
Ctrl-C with 64 streams open. Needs
Chromium and the packages in Tests/tools/requirements.txt.
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import statistics
import subprocess
import tempfile
import time
import urllib.request

from made_up_program import memory_folder, write_program

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent.parent
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
PAINTED = """() => {
  window.painted = []
  document.addEventListener("tapeout:exchanged", () => requestAnimationFrame(() => requestAnimationFrame(() => {
    window.painted.push([document.querySelector("h1").textContent, performance.timeOrigin + performance.now()])
  })))
}"""


class Serving:
    def __init__(self, tapeout, root):
        self.began = time.time()
        self.process = subprocess.Popen(
            [tapeout, "serve", "--root", root, "--port", "0"], stdout=subprocess.PIPE, text=True)
        self.address = re.search(r"http://\S+/", self.process.stdout.readline()).group()
        self.ready = time.time()

    def get(self, path):
        with urllib.request.urlopen(self.address + path) as answer:
            return answer.read()

    def memory(self):
        """Resident memory in MB."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024

    def stop(self):
        self.process.terminate()
        self.process.wait()


def save(path, text):
    beside = path.with_name(path.name + ".new~")
    beside.write_text(text, encoding="utf-8")
    beside.rename(path)


def wait(tab, expression):
    while not tab.evaluate(expression):
        time.sleep(0.02)


def said(name, seconds):
    print(f"{name}: median {statistics.median(seconds) * 1000:.0f} ms, slowest {max(seconds) * 1000:.0f} ms "
          f"of {len(seconds)}", flush=True)


def saves(browser, tapeout, folder, chips, runs):
    root = folder / f"program-{chips}"
    write_program(root, chips)
    serving = Serving(tapeout, root)
    tab = browser.new_page()
    milestone = root / "Content/chips/chip-0001/milestones/bring-up.md"
    tab.goto(serving.address + "chips/chip-0001/bring-up.html")
    wait(tab, "document.querySelector('tapeout-preview').shadowRoot.getElementById('count').textContent !== ''")
    tab.evaluate(PAINTED)
    good = milestone.read_text(encoding="utf-8")
    taken = []
    for run in range(runs + 5):
        title = f"Bring-up number {run}"
        save(milestone, re.sub(r"(?m)^title: .*$", f"title: {title}", good))
        done = time.time()
        wait(tab, f"window.painted.some(([shown]) => shown === {json.dumps(title)})")
        painted = next(at for shown, at in tab.evaluate("window.painted") if shown == title)
        taken.append(painted / 1000 - done)
        time.sleep(0.05)
    said(f"{chips * 20} milestones, from a save to the painted page", taken[5:])
    tab.close()
    serving.stop()
    return root


def first_pages(browser, tapeout, root, milestones, runs):
    taken, served = [], []
    for _ in range(runs):
        serving = Serving(tapeout, root)
        serving.get("chips/chip-0001/bring-up.html")
        served.append(time.time() - serving.began)
        serving.stop()
        serving = Serving(tapeout, root)
        tab = browser.new_page()
        tab.goto(serving.address + "chips/chip-0001/bring-up.html")
        first = tab.evaluate("""() => new Promise(resolve => new PerformanceObserver(list => {
          const paint = list.getEntriesByName("first-contentful-paint")[0]
          if (paint) resolve(performance.timeOrigin + paint.startTime)
        }).observe({ type: "paint", buffered: true }))""")
        started = tab.evaluate("performance.timeOrigin")
        # Between the server's line and the browser's first step lies only this script.
        taken.append(serving.ready - serving.began + (first - started) / 1000)
        tab.close()
        serving.stop()
    said(f"{milestones} milestones, from the start to the first page as it left the server", served)
    said(f"{milestones} milestones, from the start to the first painted page in a new tab", taken)


def memory(tapeout, folder, count):
    root = folder / "sample"
    shutil.copytree(REPOSITORY / "Content", root / "Content")
    serving = Serving(tapeout, root)
    milestone = root / "Content/chips/custom-2/milestones/tape-out.md"
    good = milestone.read_text(encoding="utf-8")
    before = json.loads(serving.get("-/state"))["edition"]
    for number in range(count):
        # Every tenth save breaks the plan.
        broken = number % 10 == 9
        text = re.sub(r"(?m)^title: .*$", f"title: Number {number}", good)
        save(milestone, text.replace("kind: ", "kind: x", 1) if broken else text)
        while True:
            state = json.loads(serving.get("-/state"))
            if (state["errors"] > 0) if broken else (state["edition"] > before):
                break
        before = state["edition"]
        serving.get("chips/custom-2.html")
        if number + 1 in (100, 1000, 2000, 5000, count):
            print(f"after {number + 1} saves: {serving.memory():.1f} MB", flush=True)
    serving.stop()


def ends(tapeout, folder, runs):
    root = folder / "ended"
    shutil.copytree(REPOSITORY / "Content", root / "Content")
    taken = []
    for _ in range(runs):
        serving = Serving(tapeout, root)
        port = int(serving.address.split(":")[2].strip("/"))
        streams = [socket.create_connection(("127.0.0.1", port)) for _ in range(64)]
        for stream in streams:
            stream.sendall(f"GET /-/events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        for stream in streams:
            stream.recv(4096)
        start = time.perf_counter()
        serving.process.send_signal(signal.SIGINT)
        serving.process.wait()
        taken.append(time.perf_counter() - start)
        for stream in streams:
            stream.close()
    said("the sample with 64 streams open, from Ctrl-C to the end", taken)


def what_if(tapeout, folder, runs):
    root = folder / "supposed"
    shutil.copytree(REPOSITORY / "Content", root / "Content")
    serving = Serving(tapeout, root)
    taken = []
    for number in range(runs):
        start = time.perf_counter()
        serving.get(f"-/what-if?suppose=custom-1/bring-up%3D%2B{number + 1}d&suppose=custom-2/tape-out%3D%2B{number % 7 + 1}d")
        taken.append(time.perf_counter() - start)
    said("the sample, from a supposition to its answer", taken)
    serving.stop()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tapeout", type=lambda path: pathlib.Path(path).resolve())
    parser.add_argument("--saves", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=40)
    parser.add_argument("--skip", default="")
    options = parser.parse_args()
    skipped = options.skip.split(",")
    with tempfile.TemporaryDirectory(dir=memory_folder()) as name:
        folder = pathlib.Path(name)
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
        if "end" not in skipped:
            ends(options.tapeout, folder, max(5, options.runs // 2))
        if "what-if" not in skipped:
            what_if(options.tapeout, folder, options.runs)
        if "pages" not in skipped:
            from playwright.sync_api import sync_playwright
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"])
                for chips in (50, 500):
                    root = saves(browser, options.tapeout, folder, chips, options.runs)
                    first_pages(browser, options.tapeout, root, chips * 20, max(5, options.runs // 4))
                browser.close()
        if "memory" not in skipped:
            memory(options.tapeout, folder, options.saves)


if __name__ == "__main__":
    main()
