"""Programs at the edges of what a site must look right for: made here, so that nobody has to keep 200 chips in Git."""

import json
from datetime import date, timedelta

STATUS = date(2026, 1, 15)

PARTNERS = {"acme": "customer", "broadcom": "design-partner", "tsmc": "foundry", "exports": "regulator"}

# A pipeline of twenty steps: kind, weeks after the one before, who gives, who takes.
PIPELINE = [
    ("kickoff", 0, None), ("spec-freeze", 6, None), ("architecture-freeze", 8, None), ("capacity-booking", 2, None),
    ("ip-delivery", 7, None), ("rtl-freeze", 9, None), ("verification-complete", 5, None), ("dft-complete", 2, None),
    ("netlist-handoff", 2, None), ("floorplan-freeze", 3, None), ("place-and-route", 8, None),
    ("timing-signoff", 4, None), ("power-signoff", 1, None), ("physical-verification", 1, None), ("tape-out", 3, None),
    ("wafers-out", 17, None), ("first-silicon", 8, None), ("bring-up", 6, None), ("qualification", 12, None),
    ("launch", 6, None),
]


def quoted(text):
    """As a YAML double-quoted scalar."""
    # Line separators would end the line for libyaml.
    return json.dumps(text, ensure_ascii=False).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


class Program:
    """Content files by path, written step by step."""

    def __init__(self, title="Stress program", partners=True, **fields):
        self.files = {}
        lines = [f"title: {quoted(title)}"] if title else []
        fields = {"launch": "2026", "status_date": STATUS.isoformat(), **fields}
        lines += [f"{name}: {value}" for name, value in fields.items() if value is not None]
        self.document("program.md", lines)
        if partners:
            for name, role in PARTNERS.items():
                self.document(f"partners/{name}.md", [f"title: {name.capitalize()}", f"role: {role}"])

    def document(self, path, lines, body=""):
        self.files[path] = "---\n" + "\n".join(lines) + "\n---\n" + (f"\n{body}\n" if body else "")

    def chip(self, chip, title="Chip", kind="custom", lines=(), body=""):
        parties = [] if kind == "merchant" else ["foundry: tsmc", "packaging: tsmc"]
        if kind == "custom":
            parties.append("design_partner: broadcom")
        self.document(f"chips/{chip}/chip.md", [f"title: {quoted(title)}", f"kind: {kind}", *parties, *lines], body)

    def milestone(self, chip, name, kind, title=None, lines=(), body=""):
        path = f"chips/{chip}/milestones/{name}.md"
        self.document(path, [f"title: {quoted(title or name)}", f"kind: {kind}", *lines], body)

    def write(self, root):
        for name, text in self.files.items():
            path = root / "Content" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


def pipeline(program, chip, start, steps, titles=None, criteria=True, slip_from=99, suffix=""):
    """A chain of `steps` of the pipeline, done up to the status date."""
    before, day = None, start
    for number, (kind, weeks, _) in enumerate(steps):
        day += timedelta(weeks=weeks)
        slip = timedelta(days=17 if number >= slip_from else 0)
        lines = ["owner: Layout team", f"baseline: {day}"]
        is_done = day + slip <= STATUS
        if before:
            low, high = max(1, weeks - 1), weeks + 3
            lines.append(f"after:\n  {before}: {low}w..{max(1, weeks)}w..{high}w")
        if is_done:
            lines += [f"actual: {day + slip}", f"accepted: {day + slip}"]
        elif slip:
            lines += [f"forecast: {day + slip}", "reason: The SerDes macro came late"]
        body = ""
        if criteria:
            box = "x" if is_done else " "
            body = (
                f"## Exit criteria\n\n- [{box}] Every corner closed on the merged database\n"
                f"- [{box}] Review held and its minutes filed\n\nThe team reports weekly on this step."
            )
        name = kind + suffix
        title = titles(number) if titles else kind.replace("-", " ").capitalize()
        program.milestone(chip, name, kind, title, lines, body)
        before = name


def twenty():
    """The chip of twenty milestones that the page budgets speak of."""
    program = Program("Program of one chip")
    program.chip("custom-1", "Custom chip 1")
    pipeline(program, "custom-1", date(2024, 9, 2), PIPELINE, slip_from=13)
    for number, chance in enumerate(["60%", "25%", "10%"]):
        program.document(
            f"chips/custom-1/risks/risk-{number}.md",
            [
                f"title: A0 needs respin number {number}", "owner: Silicon lead", f"probability: {chance}",
                "delays: {launch: 4w..8w..12w}", "status: open", "review_by: 2026-03-01",
            ],
        )
    program.document("reports/2026-01-15.md", ["title: Tape-out at risk"], "# In short\n\nOne step is late.\n\n## Next\n\nMore.")
    return program


def one():
    program = Program()
    program.chip("solo", "Solo")
    program.milestone("solo", "launch", "launch", "Launch", ["baseline: 2026-09-01", "forecast: 2026-10-13", "reason: Late"])
    return program


def sixty():
    program = Program()
    program.chip("big", "Big chip")
    start = date(2023, 6, 1)
    for block in range(3):
        pipeline(program, "big", start + timedelta(weeks=9 * block), PIPELINE[:-1],
                 lambda number, block=block: f"{PIPELINE[number][0].replace('-', ' ').capitalize()} of block {block}",
                 slip_from=12, suffix=f"-{block}")
    for number in range(2):
        program.milestone("big", f"review-{number}", "review", f"Review {number}", [f"baseline: 2026-0{number + 3}-02",
                          f"after:\n  tape-out-{number}: 2w"])
    program.milestone("big", "launch", "launch", "Launch", [
        "baseline: 2026-11-30", "after:\n" + "\n".join(f"  qualification-{block}: 2w..4w..9w" for block in range(3))])
    return program


def many():
    """200 chips, each with a tape-out and a launch."""
    program = Program("Two hundred chips")
    for number in range(200):
        chip = f"chip-{number:03}"
        program.chip(chip, f"Inference accelerator {number:03}", "in-house" if number % 3 else "custom")
        out = date(2025, 3, 1) + timedelta(days=(number * 37) % 500)
        done = [f"actual: {out}", f"accepted: {out}"] if out <= STATUS else []
        program.milestone(chip, "tape-out", "tape-out", "Tape-out", [f"baseline: {out - timedelta(days=number % 40)}", *(
            done or [f"forecast: {out}", "reason: Macro late"])])
        program.milestone(chip, "launch", "launch", "Launch", [
            f"baseline: {out + timedelta(weeks=50)}", "after:\n  tape-out: 40w..52w..60w"])
    return program


def bare():
    """A chip without milestones, beside partners without handoffs."""
    program = Program()
    program.chip("bare", "Bare")
    return program


def none():
    return Program(partners=False)


def undated():
    program = Program(launch=None)
    program.chip("undated", "Undated")
    for kind, _, _ in PIPELINE[13:17]:
        program.milestone("undated", kind, kind, kind.capitalize(), ["forecast: TBD"])
    program.milestone("undated", "launch", "launch", "Launch")
    return program


def same_day():
    program = Program()
    program.chip("crowd", "Crowd")
    for number in range(200):
        program.milestone("crowd", f"review-{number:03}", "review", f"Review number {number}",
                          ["gate: true", "baseline: 2026-05-04", "forecast: 2026-06-12", "reason: All moved"])
    return program


LONG = "Antidisestablishmentarianism" * 11
NAMES = [
    LONG[:300], "مراجعة التصميم النهائي للشريحة المخصصة للاستدلال", "定制推理芯片的最终流片评审与签核会议记录",
    "🚀🧪👩‍👩‍👧‍👦 launch 🇮🇩🏴󠁧󠁢󠁥󠁮󠁧󠁿", "שלום ‏ABC‏ 123", "e\u0301\u0302\u0303 combining", "a" * 290 + " b",
]


def names():
    """Titles in every script and of any length."""
    program = Program(NAMES[1], launch="2026-01-01..2026-12-31")
    for number, name in enumerate(NAMES):
        chip = f"chip-{number}"
        program.chip(chip, name, lines=[f"facts:\n  {quoted(name[:60])}: {quoted(name)}"], body=f"# {name}\n\n{name}")
        pipeline(program, chip, date(2025, 6, 1) + timedelta(weeks=number), PIPELINE[13:],
                 lambda step, name=name: name if step % 2 else f"{name} {step}", slip_from=2)
        program.document(f"chips/{chip}/risks/risk.md", [
            f"title: {quoted(name)}", f"owner: {quoted(name)}", "probability: 30%", "delays: {launch: 2w..4w..8w}"])
    program.document("partners/long.md", [f"title: {quoted(LONG[:300])}", "role: supplier"])
    return program


# Each would run a script or put an element on the page if it came through as markup. A quote or a bracket before a
# combining mark or a joiner, or behind a prepended sign, is another character to whoever compares characters.
SCRIPT = "<script>window.pwned=1</script>"
ELEMENT = "<x-pwned onclick=window.pwned=1>"
HOSTILE = [
    SCRIPT, ELEMENT, f"\"><img src=x onerror=window.pwned=1>{ELEMENT}", f"'>{ELEMENT}", f"</title></textarea>{ELEMENT}{SCRIPT}",
    "<\u0301x-pwned>", "\"\u0301 onmouseover=window.pwned=1 x=", f"\u0600{ELEMENT}", f"\u0600<script>window.pwned=1\u0600</script>",
    f"\"\u200d>{ELEMENT}", "<\u200dx-pwned>", "javascript:window.pwned=1", "{{.title}} {{{.content}}} {{>layout}}",
    f"--><!-- {ELEMENT}", f"]]>{ELEMENT}", "&lt;x-pwned&gt; &#60;x-pwned> &amp;lt;", f"<svg/onload=window.pwned=1>{ELEMENT}",
    f"</script>{SCRIPT}", f"\\\">{ELEMENT}", f"'; window.pwned=1; //{ELEMENT}", f"\u2028{ELEMENT}\u2029",
]


def hostile():
    """What a hostile editor of one file might write, in every field that is text."""
    everything = quoted(" ".join(HOSTILE[:6]))
    program = Program(
        HOSTILE[4], notice=everything,
        source=f"\n  - {{title: {everything}, url: \"https://example.com/?a=1&b='x-pwned'\"}}")
    for number, text in enumerate(HOSTILE):
        chip = f"chip-{number}"
        program.chip(chip, text, lines=[f"stepping: {quoted(text)}", f"facts:\n  {quoted(text[:40])}: {quoted(text)}"],
                     body=f"# {text}\n\n{text}\n\n> {text}\n\n`{text}`")
        program.milestone(chip, "tape-out", "tape-out", text, [
            "from: broadcom", "to: tsmc", f"owner: {quoted(text)}", "baseline: 2026-02-01", "forecast: 2026-03-01",
            f"reason: {quoted(text)}", f"tags: [{quoted(text)}]",
            f"history:\n  2025-09-01: {quoted('2026-02-01 Then ' + text)}",
        ], f"## Exit criteria\n\n### {text}\n\n- [ ] {text}\n- [-] Held (waived by Lab until 2027-01-01: {text})\n\n{text}")
        program.milestone(chip, "launch", "launch", text, [
            f"status: blocked", f"reason: {quoted(text)}", "baseline: 2026-09-01", "after:\n  tape-out: 20w..26w..30w"])
        program.document(f"chips/{chip}/risks/risk.md", [
            f"title: {quoted(text)}", f"owner: {quoted(text)}", "probability: 30%", "delays: {launch: 2w..4w..8w}"], text)
        program.document(f"partners/party-{number}.md", [f"title: {quoted(text)}", "role: supplier"], text)
    program.document("reports/2026-01-15.md", [f"title: {quoted(HOSTILE[0])}"], "\n\n".join(HOSTILE))
    return program


PROGRAMS = {
    "twenty": twenty, "one": one, "sixty": sixty, "many": many, "bare": bare, "none": none, "undated": undated,
    "same-day": same_day, "names": names, "hostile": hostile,
}
