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


ARABIC = ["تجميد المواصفات", "تسليم التصميم المادي", "الإرسال إلى التصنيع", "أول رقاقة في المختبر", "إطلاق المنتج"]
HEBREW = ["הקפאת המפרט", "מסירת התכנון הפיזי", "שליחה לייצור", "סיליקון ראשון במעבדה", "השקת המוצר"]
FIVE = [("spec-freeze", 0), ("netlist-handoff", 14), ("tape-out", 16), ("first-silicon", 24), ("launch", 30)]


def chain(program, chip, start, titles, steps=FIVE, slip=0, lines=()):
    """A chain of steps, done up to the status date; what is open is `slip` days behind its baseline."""
    before, day = None, start
    for (kind, weeks), title in zip(steps, titles):
        day += timedelta(weeks=weeks)
        own = ["owner: Layout team", f"baseline: {day}", *lines]
        if before:
            own.append(f"after:\n  {before}: {max(weeks - 2, 0)}w..{weeks}w..{weeks + 5}w")
        if day + timedelta(days=slip) <= STATUS:
            own += [f"actual: {day + timedelta(days=slip)}", f"accepted: {day + timedelta(days=slip)}"]
        elif slip:
            own += [f"forecast: {day + timedelta(days=slip)}", "reason: The macro came late"]
        program.milestone(chip, kind, kind, title, own)
        before = kind


def right_to_left():
    """Titles that are written from right to left."""
    program = Program("برنامج السيليكون", launch="2026-01-01..2027-03-31")
    program.chip("arabic", "شريحة الاستدلال المخصصة")
    chain(program, "arabic", date(2025, 1, 6), ARABIC, slip=20)
    program.chip("hebrew", "שבב ההסקה המותאם")
    chain(program, "hebrew", date(2025, 3, 3), HEBREW)
    program.document("chips/arabic/risks/respin.md", [
        "title: إعادة تصنيع", "owner: فريق السيليكون", "probability: 30%", "delays: {launch: 2w..4w..8w}"])
    return program


def long_names():
    """Names of 120 characters, each with what tells it apart at both ends."""
    program = Program("Names of a hundred and twenty characters")
    for number in range(2):
        program.chip(f"chip-{number}", f"{number} " + "Inference accelerator for very large recommendation models " * 2)
        titles = [f"{place} " + ("All signoff corners closed on the merged database and reviewed by the customer " * 2)[:110] + f" no {place}"
                  for place in range(len(FIVE))]
        chain(program, f"chip-{number}", date(2025, 1 + number, 6), titles, slip=18)
    return program


def one_week():
    """Sixty milestones within one week."""
    program = Program()
    program.chip("week", "Week")
    for number in range(59):
        day = date(2026, 3, 2) + timedelta(days=number % 5)
        after = [f"after:\n  step-{number - 1:02}: 0d"] if number % 5 else []
        program.milestone("week", f"step-{number:02}", "review", f"Step number {number}",
                          [f"gate: {'true' if number % 9 == 0 else 'false'}", "baseline: 2026-02-27", f"forecast: {day}", "reason: All at once", *after])
    program.milestone("week", "launch", "launch", "Launch", [
        "baseline: 2026-03-06", "after:\n" + "\n".join(f"  step-{number:02}: 0d..1d..9d" for number in range(50, 59))])
    return program


def all_late():
    """Every chip and every open milestone is late."""
    program = Program()
    for number in range(3):
        program.chip(f"late-{number}", f"Late chip {number}")
        chain(program, f"late-{number}", date(2025, 3 + number, 3), [kind for kind, _ in FIVE], slip=120)
    return program


def all_done():
    """Everything has happened."""
    program = Program()
    for number in range(2):
        program.chip(f"done-{number}", f"Done chip {number}")
        chain(program, f"done-{number}", date(2023, 3 + number, 6), [kind for kind, _ in FIVE], slip=9)
    return program


def decade():
    """A plan of ten years, and a chip that begins at its end."""
    program = Program(launch="2035-01-01..2036-12-31")
    program.chip("decade", "Decade")
    chain(program, "decade", date(2025, 2, 3), [kind for kind, _ in FIVE],
          [("spec-freeze", 0), ("netlist-handoff", 140), ("tape-out", 120), ("first-silicon", 120), ("launch", 140)], slip=30)
    program.chip("next", "Next")
    chain(program, "next", date(2034, 1, 2), [kind for kind, _ in FIVE])
    return program


def four():
    """One chip with four milestones."""
    program = Program()
    program.chip("four", "Four")
    chain(program, "four", date(2025, 9, 1), ["Netlist", "Tape-out", "First silicon", "Launch"], FIVE[1:], slip=11)
    return program


def fleet(count):
    """Many chips in every state, each with a few gates."""
    program = Program(f"{count} chips")
    for number in range(count):
        chip = f"chip-{number:03}"
        kind = ["custom", "in-house", "merchant"][number % 3]
        program.chip(chip, f"{['Accelerator', 'Switch', 'Network card'][number % 3]} {number:03}", kind)
        start = date(2024, 3, 4) + timedelta(weeks=(number * 11) % 95)
        chain(program, chip, start, ["Specification frozen", "Netlist handed over", "Tape-out", "First silicon in the lab", "Launch"],
              slip=[0, 0, 12, 3, 45][number % 5])
        if number % 9 == 4:
            program.milestone(chip, "export-license", "export-license", "Export license", [
                "from: exports", "to: acme", "status: blocked", "reason: The regulator has not answered", "forecast: TBD", "baseline: 2026-02-02"])
            path = f"chips/{chip}/milestones/launch.md"
            program.files[path] = program.files[path].replace("after:\n", "after:\n  export-license: 4w\n").replace(
                "forecast: ", "not_before: ")
    return program


def thirty():
    return fleet(30)


def hundred_twenty():
    return fleet(120)


def long_chip():
    """One chip of 120 milestones."""
    program = Program()
    program.chip("long", "Long chip")
    start = date(2025, 2, 3)
    for block in range(6):
        pipeline(program, "long", start + timedelta(weeks=5 * block), PIPELINE[:-1],
                 lambda number, block=block: f"{PIPELINE[number][0].replace('-', ' ').capitalize()} of block {block}",
                 slip_from=8, suffix=f"-{block}", criteria=False)
    for number in range(5):
        program.milestone("long", f"review-{number}", "review", f"Review {number}", [
            f"baseline: 2026-0{number + 3}-02", f"after:\n  tape-out-{number}: 2w"])
    program.milestone("long", "launch", "launch", "Launch", [
        "baseline: 2027-11-30", "after:\n" + "\n".join(f"  qualification-{block}: 2w..4w..9w" for block in range(6))])
    return program


PROGRAMS = {
    "twenty": twenty, "one": one, "sixty": sixty, "many": many, "bare": bare, "none": none, "undated": undated,
    "same-day": same_day, "names": names, "hostile": hostile,
    "right-to-left": right_to_left, "long-names": long_names, "one-week": one_week, "all-late": all_late,
    "all-done": all_done, "decade": decade, "four": four, "thirty": thirty, "hundred-twenty": hundred_twenty,
    "long-chip": long_chip,
}
