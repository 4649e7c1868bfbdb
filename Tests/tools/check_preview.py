"""Runs `tapeout serve` on a copy of the sample and looks at it as its users do: in Chromium, while files are saved.

usage: check_preview.py TAPEOUT [--keep DIR]

Prints what is wrong, and last a line `N passed, N failed`. Exits with 1 where anything failed. With --keep it leaves
pictures of the preview in DIR. Needs Chromium and the packages in requirements.txt.
"""

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

REPOSITORY = Path(__file__).resolve().parent.parent.parent
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
MILESTONE = "Content/chips/custom-2/milestones/tape-out.md"
PAGE = "chips/custom-2/tape-out.html"
# Only to end what would never end.
PATIENCE = 60_000
AXE = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
CHECKS = []


def check(function):
    CHECKS.append(function)
    return function


def heeds_interrupts():
    """Lets Ctrl-C end a program that is about to start: what a shell runs in the background ignores it, and so would
    all that it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Serving:
    """A server on a copy of the sample, which it may save to."""

    def __init__(self, tapeout, folder):
        self.tapeout, self.root = tapeout, folder / "program"
        shutil.copytree(REPOSITORY / "Content", self.root / "Content")
        self.port = 0
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            [self.tapeout, "serve", "--root", self.root, "--port", str(self.port), "--editor", "vscode", "--no-history"],
            stdout=subprocess.PIPE, text=True, preexec_fn=heeds_interrupts)
        line = self.process.stdout.readline()
        self.address = re.search(r"http://\S+/", line).group()
        self.port = int(self.address.rsplit(":", 1)[1].strip("/"))

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=60)

    def text(self, path):
        return (self.root / path).read_text(encoding="utf-8")

    def save(self, path, text):
        """As most editors do: beside the file, then over it."""
        beside = self.root / (path + ".new~")
        beside.write_text(text, encoding="utf-8")
        beside.rename(self.root / path)

    def replace(self, path, old, new):
        text = self.text(path)
        assert old in text, f"{path} does not hold {old}"
        self.save(path, text.replace(old, new, 1))

    def restore(self):
        """The sample as it was, and every page told so."""
        for path in ["Content", "Templates"]:
            shutil.rmtree(self.root / path, ignore_errors=True)
        shutil.copytree(REPOSITORY / "Content", self.root / "Content")


def opened(context, serving, page=PAGE):
    tab = context.new_page()
    tab.set_default_timeout(PATIENCE)
    tab.problems = []
    tab.on("console", lambda message: tab.problems.append(message.text) if message.type == "error" else None)
    tab.on("pageerror", lambda error: tab.problems.append(str(error)))
    tab.goto(serving.address + page)
    expect(tab.locator("tapeout-preview #count")).to_be_visible(timeout=PATIENCE)
    expect(tab.locator("tapeout-preview #count")).not_to_be_empty(timeout=PATIENCE)
    return tab


def wait(tab, expression):
    """Waits until an expression holds. Asked from outside, since the page's policy lets nothing be evaluated in it."""
    end = time.monotonic() + PATIENCE / 1000
    while not tab.evaluate(expression):
        assert time.monotonic() < end, f"never: {expression}"
        time.sleep(0.01)


def is_accessible(tab):
    problems = list(tab.problems)
    found = Axe().run(tab, options=AXE)
    assert found.violations_count == 0, found.generate_report()
    # What the checker itself adds to a page, its policy forbids.
    tab.problems[:] = problems


def sees(tab, selector, text):
    expect(tab.locator(selector).first).to_contain_text(text, timeout=PATIENCE)


@check
def follows_in_place(context, serving):
    """A save changes the page; scroll, what was opened and focus stay, and the page is not loaded again."""
    tab = opened(context, serving, "chips/custom-2.html")
    tab.evaluate("""() => {
      window.isSame = true
      document.querySelectorAll("details").forEach(details => { details.open = true })
      scrollTo({ top: 900, behavior: "instant" })
      window.focused = document.querySelector("main a[href*='tape-out']")
      window.focused.focus({ preventScroll: true })
      window.start = scrollY
    }""")
    serving.replace(MILESTONE, "title: ", "title: Renamed ")
    sees(tab, "main", "Renamed")
    state = tab.evaluate("""() => ({
      isSame: window.isSame, scroll: Math.abs(scrollY - window.start),
      open: [...document.querySelectorAll("details")].every(details => details.open),
      focus: document.activeElement === window.focused, edition: document.documentElement.dataset.previewEdition
    })""")
    assert state["isSame"] and state["open"] and state["focus"] and state["edition"], state
    assert state["scroll"] <= 60, state
    return tab


@check
def flashes_once(context, serving):
    """What has changed flashes and comes to rest; nothing moves for those who want no motion."""
    tab = opened(context, serving)
    tab.evaluate("""() => {
      window.flashed = []
      document.addEventListener("animationstart", event => window.flashed.push(event.animationName))
    }""")
    calm = opened(context.browser.new_context(reduced_motion="reduce"), serving)
    serving.replace(MILESTONE, "title: ", "title: Flashing ")
    sees(tab, "h1", "Flashing")
    sees(calm, "h1", "Flashing")
    wait(tab, "window.flashed.includes('tapeout-changed')")
    wait(tab, "!document.querySelector('.tapeout-changed')")
    assert calm.evaluate("document.querySelectorAll('.tapeout-changed').length") == 0
    calm.context.close()
    return tab


@check
def two_tabs(context, serving):
    """Two pages follow the same save, each with its own part of it."""
    first, second = opened(context, serving), opened(context, serving, "index.html")
    serving.replace("Content/program.md", "title: ", "title: Both ")
    sees(first, "header", "Both")
    sees(second, "header", "Both")
    first.close()
    return second


@check
def panel_comes_and_goes(context, serving):
    """A save that breaks the plan leaves the page below a panel with every finding, which goes when it is mended."""
    tab = opened(context, serving)
    before = tab.locator("main").inner_html()
    good = serving.text(MILESTONE)
    serving.save(MILESTONE, good.replace("kind: tape-out", "kind: tapeout <img src=x>", 1))
    panel = tab.locator("tapeout-preview #panel")
    expect(panel).to_be_visible(timeout=PATIENCE)
    sees(tab, "tapeout-preview #list h3", "There is no milestone kind")
    sees(tab, "tapeout-preview #list pre", "^~~~")
    assert tab.locator("tapeout-preview #list img").count() == 0
    link = tab.locator("tapeout-preview #list a").first.get_attribute("href")
    assert re.fullmatch(r"vscode://file/.*/tape-out\.md:\d+:\d+", link), link
    assert tab.locator("main").inner_html() == before, "the page changed"
    is_accessible(tab)
    serving.save(MILESTONE, good)
    expect(panel).to_be_hidden(timeout=PATIENCE)
    return tab


@check
def count_opens_panel(context, serving):
    """Warnings are a count in the corner that opens the panel, by keyboard too."""
    tab = opened(context, serving)
    count = tab.locator("tapeout-preview #count")
    assert re.fullmatch(r"\d+ warnings?", count.inner_text()), count.inner_text()
    count.focus()
    tab.keyboard.press("Enter")
    expect(tab.locator("tapeout-preview #panel")).to_be_visible(timeout=PATIENCE)
    tab.keyboard.press("Escape")
    expect(tab.locator("tapeout-preview #panel")).to_be_hidden(timeout=PATIENCE)
    assert tab.evaluate("document.querySelector('tapeout-preview').shadowRoot.activeElement.id") == "count"
    return tab


@check
def styles_are_exchanged(context, serving):
    """New styles show without the page being loaded again."""
    tab = opened(context, serving)
    tab.evaluate("window.isSame = true")
    css = (REPOSITORY / "Templates" / "site.css").read_text(encoding="utf-8")
    (serving.root / "Templates").mkdir()
    serving.save("Templates/site.css", css + "\nh1{color:rgb(1,2,3)}\n")
    wait(tab, "getComputedStyle(document.querySelector('h1')).color === 'rgb(1, 2, 3)'")
    assert tab.evaluate("window.isSame"), "the page was loaded again"
    return tab


@check
def survives_a_restart(context, serving):
    """A page goes on by itself when the server is back, with what was saved meanwhile."""
    tab = opened(context, serving)
    tab.evaluate("window.isSame = true")
    serving.stop()
    sees(tab, "tapeout-preview #note", "Not connected")
    serving.replace(MILESTONE, "title: ", "title: Back ")
    serving.start()
    sees(tab, "h1", "Back")
    assert tab.evaluate("window.isSame"), "the page was loaded again"
    tab.problems.clear()
    return tab


@check
def begins_broken(context, serving):
    """A plan that is broken from the start has a page of its own, which becomes the site when it is mended."""
    serving.stop()
    good = serving.text(MILESTONE)
    serving.save(MILESTONE, "---\nkind: tapeout\n---\n")
    serving.start()
    tab = opened(context, serving)
    sees(tab, "main", "There is no page yet")
    expect(tab.locator("tapeout-preview #panel")).to_be_visible(timeout=PATIENCE)
    serving.save(MILESTONE, good)
    sees(tab, "header", "AI silicon program")
    tab.problems.clear()
    return tab


@check
def what_if_answers(context, serving):
    """Milestones and risks move by keyboard, the launches answer, and the command says the same."""
    tab = opened(context, serving, "what-if")
    slider = tab.locator("#what-if input[type=range]").first
    slider.focus()
    tab.keyboard.press("PageUp")
    tab.keyboard.press("ArrowRight")
    sees(tab, "#what-if .move output", "8 days later")
    sees(tab, "#what-if code", "=+8d")
    sees(tab, "#what-if .said", "instead of")
    tab.locator("#what-if fieldset").first.get_by_label("happens").check()
    sees(tab, "#what-if code", "=occurs'")
    command = tab.locator("#what-if code").inner_text()
    shown = tab.locator("#what-if .launch").first.inner_text()
    said = subprocess.run(
        ["sh", "-c", command.replace("tapeout", '"$0"', 1) + ' --root "$1"', serving.tapeout, serving.root],
        capture_output=True, text=True, check=True).stdout
    for day in re.findall(r"\d{4}-\d\d-\d\d", shown):
        assert day in said, f"{day} is not in the answer of {command}"
    is_accessible(tab)
    # The address holds what is supposed.
    tab.reload()
    sees(tab, "#what-if code", "=occurs'")
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    return tab


@check
def narrow(context, serving):
    """Nothing is wider than a phone, the panel included, in the dark."""
    phone = context.browser.new_context(viewport={"width": 320, "height": 700}, color_scheme="dark")
    tab = opened(phone, serving, "what-if")
    sees(tab, "#what-if code", "tapeout forecast")
    serving.replace(MILESTONE, "kind: tape-out", "kind: " + "tapeout" * 30)
    expect(tab.locator("tapeout-preview #panel")).to_be_visible(timeout=PATIENCE)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 320
    assert tab.evaluate(
        "(() => { const panel = document.querySelector('tapeout-preview').shadowRoot.getElementById('panel');"
        " return panel.scrollWidth <= panel.clientWidth })()"), "the panel scrolls sideways"
    is_accessible(tab)
    phone.close()


@check
def ends_at_once(context, serving):
    """Ctrl-C ends it while pages listen, and the port is free again."""
    tab = opened(context, serving)
    serving.stop()
    assert serving.process.returncode == -signal.SIGINT, serving.process.returncode
    try:
        urllib.request.urlopen(serving.address)
        raise AssertionError("somebody still answers")
    except urllib.error.URLError:
        pass
    serving.start()
    tab.problems.clear()
    return tab


def pictures(browser, serving, folder):
    folder.mkdir(parents=True, exist_ok=True)
    good = serving.text(MILESTONE)
    for name, page in [("panel", PAGE), ("what-if", "what-if")]:
        if name == "panel":
            serving.save(MILESTONE, re.sub(r"(?m)^kind: .*$", "kind: tapeout", good).replace(
                "baseline: ", "baseline: 2026-02-30 # "))
        else:
            serving.save(MILESTONE, good)
        for width, height in [(1440, 900), (390, 844)]:
            for scheme in ["light", "dark"]:
                context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
                tab = opened(context, serving, page)
                if name == "panel":
                    expect(tab.locator("tapeout-preview #panel")).to_be_visible(timeout=PATIENCE)
                else:
                    slider = tab.locator("#what-if input[type=range]").first
                    slider.focus()
                    for _ in range(5):
                        tab.keyboard.press("PageUp")
                    sees(tab, "#what-if code", "=+5w")
                    sees(tab, "#what-if .said", "instead of")
                tab.screenshot(path=folder / f"{name}-{width}-{scheme}.png")
                context.close()
    serving.save(MILESTONE, good)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tapeout", type=lambda path: Path(path).resolve())
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--only")
    options = parser.parse_args()
    failed = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        # Nothing here reads or writes the user's own settings.
        os.environ["HOME"] = folder
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage", "--font-render-hinting=none"])
        serving = Serving(options.tapeout, Path(folder))
        chosen = [one for one in CHECKS if not options.only or one.__name__ in options.only.split(",")]
        for function in chosen:
            context = browser.new_context(viewport={"width": 1280, "height": 800})
            try:
                tab = function(context, serving)
                assert not tab or not tab.problems, tab.problems
            except Exception as problem:  # Whatever it is, the others are still looked at.
                failed.append(function.__name__)
                print(f"{function.__name__}: {function.__doc__.strip()}\n  {str(problem)[:2000]}")
            context.close()
            serving.restore()
        if options.keep:
            pictures(browser, serving, options.keep)
        serving.stop()
        browser.close()
    print(f"{len(chosen) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
