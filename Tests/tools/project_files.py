"""Holds project files, those that `tapeout` writes and reads, against MPXJ, which schedules them itself."""

import datetime
import json
import random
import re
import subprocess
from pathlib import Path

import jpype
import mpxj  # puts MPXJ's classes where the Java machine finds them

from plan_files import check_diagram, check_scheduled, check_table, check_workbook

START = datetime.date(2026, 3, 2)
WORKWEEKS = ["mon-fri", "sun-thu", "[mon, tue, wed, thu]", "[mon, tue, wed, thu, fri, sat]", "[sat]"]

# The rules of files and references, as Docs/rules.md lists them.
RULES = (Path(__file__).resolve().parent.parent.parent / "Docs/rules.md").read_text().split("\n## Dates\n")[0]
READING_RULES = set(re.findall(r"\[`?([a-z-]+)`?\]\(#", RULES))
assert len(READING_RULES) > 30, READING_RULES


def day(chance, first=-60, last=240):
    return START + datetime.timedelta(days=chance.randint(first, last))


# MARK: Out


def random_program(chance):
    """A program with everything that moves a date: parties with calendars, all units, slots, rings that are broken."""
    def calendar():
        lines = [f"workweek: {chance.choice(WORKWEEKS)}\n"] if chance.random() < 0.7 else []
        holidays = {}
        for _ in range(chance.randint(0, 6)):
            first = day(chance)
            last = first + datetime.timedelta(days=chance.choice([0, 0, 1, 6, 20]))
            holidays[f"{first}..{last}" if last > first else f"{first}"] = "Holiday & rest"
        named = "".join(f"  {days}: {name}\n" for days, name in holidays.items())
        return "".join(lines) + (f"holidays:\n{named}" if holidays else "")

    files = {"program.md": f"---\ntitle: Made up <1>\nlaunch: TBD\nstatus_date: {START}\n{calendar()}---\n"}
    for name, role in (("acme", "customer"), ("broadcom", "design-partner"), ("tsmc", "foundry")):
        own = calendar() if chance.random() < 0.6 else ""
        files[f"partners/{name}.md"] = f"---\ntitle: {name}\nrole: {role}\n{own}---\n"
    known = []
    for chip in range(chance.randint(1, 3)):
        files[f"chips/c{chip}/chip.md"] = (
            f"---\ntitle: Chip {chip}\nkind: custom\ndesign_partner: broadcom\nfoundry: tsmc\n---\n")
        for number in range(chance.randint(2, 14)):
            lines = [f"title: M {number} of {chip}", "kind: review", f"baseline: {day(chance)}",
                     f"from: {chance.choice(['acme', 'broadcom', 'tsmc'])}"]
            after = chance.sample(known, min(len(known), chance.choice([0, 1, 1, 2, 3])))
            state = chance.random()
            if state < 0.15:
                lines.append(f"actual: {day(chance, -60, 0)}")
            elif state < 0.2:
                lines += ["status: dropped", "reason: No need"]
            if state >= 0.15:
                if not after or chance.random() < 0.2:
                    lines.append(f"forecast: {chance.choice([day(chance), day(chance), '2026-Q3', '2026-W31'])}")
                if chance.random() < 0.2:
                    lines.append(f"not_before: {day(chance)}")
            if chance.random() < 0.2:
                lines.append(f"need_by: {day(chance)}")
            if chance.random() < 0.5:
                lines.append(f"owner: Team {chance.randint(1, 3)}")
            if after:
                lines.append("after:")
                lines += [f"  {name}: {length(chance)}" for name in after]
            files[f"chips/c{chip}/milestones/m{number}.md"] = "---\n" + "\n".join(lines) + "\n---\n"
            known.append(f"c{chip}/m{number}")
    return files


def length(chance):
    unit = chance.choice(["d", "w", "wd", "wd", "wd", "h"])
    likely = {"d": 40, "w": 8, "wd": 30, "h": 900}[unit]
    first = chance.randint(0, likely)
    if chance.random() < 0.03:
        return "TBD"
    return f"{first}{unit}" if chance.random() < 0.7 else f"{first}{unit}..{first + 3}{unit}..{first + 9}{unit}"


def run(tapeout, *arguments):
    ended = subprocess.run([tapeout, *map(str, arguments)], capture_output=True, check=False)
    assert ended.returncode in (0, 1), (arguments, ended.stderr.decode())
    return ended


def check_rescheduled(tapeout, root, folder):
    """What MPXJ schedules of our file is what we expect, for every milestone; return how many there are."""
    from org.mpxj.cpm import MicrosoftScheduler
    from org.mpxj.reader import UniversalProjectReader

    plan = json.loads(run(tapeout, "export", "--format", "json", "--root", root).stdout)
    data = run(tapeout, "export", "--format", "mspdi", "--root", root).stdout
    file = Path(folder) / "plan.xml"
    file.write_bytes(data)
    project = UniversalProjectReader().read(str(file))
    tasks = {}
    for task in project.getTasks():
        for line in str(task.getNotes() or "").splitlines():
            if line.startswith("tapeout: "):
                tasks[line.removeprefix("tapeout: ")] = task
    expected = {
        milestone["id"]: milestone["expected"] for milestone in plan["milestones"] if milestone["health"] != "dropped"}

    def finish(name):
        found = tasks[name].getFinish()
        return str(found)[:10] if found else None

    for name, date in expected.items():
        assert finish(name) == date, ("as written", name, finish(name), date)
    MicrosoftScheduler().schedule(project, project.getProjectProperties().getStartDate())
    for name, date in expected.items():
        assert finish(name) == date, ("rescheduled", name, finish(name), date)

    # Our own import reads it back to the same dates.
    back = Path(folder) / "back"
    back.mkdir()
    said = run(tapeout, "import", file, "--root", back).stdout.decode()
    compared = [line for line in said.splitlines() if line.startswith("As of ")]
    # What has no date here has none there, and neither has what waits for it.
    assert compared and "expected dates are the file’s" in compared[0].replace("date is", "dates are"), said
    assert "Dates that differ" not in said, said
    check_content(tapeout, back)
    subprocess.run(["rm", "-r", back], check=True)
    return len(expected)


# MARK: In


def check_content(tapeout, root):
    """What was made holds no error of reading: only what the plan itself has wrong."""
    findings = json.loads(run(tapeout, "check", "--format", "json", "--root", root).stdout)["findings"]
    # Dates may contradict each other as they did in the other tool.
    errors = [finding for finding in findings if finding["severity"] == "error" and finding["rule"] in READING_RULES]
    assert not errors, errors


def random_project(chance, is_primavera):
    """A project of MPXJ’s, scheduled by it: an outline, all kinds of links and lags, two calendars.

    Primavera knows no elapsed time and no percentages, and its lags count on the earlier task’s calendar.
    """
    from java.time import DayOfWeek, LocalDate, LocalDateTime, LocalTime
    from org.mpxj import ActivityType, DayType, Duration, LocalTimeRange, ProjectFile, Relation, RelationType, TimeUnit
    from org.mpxj.cpm import MicrosoftScheduler, PrimaveraScheduler

    project = ProjectFile()
    calendar = project.addDefaultBaseCalendar()
    project.setDefaultCalendar(calendar)
    start = LocalDateTime.of(2026, 3, 2, 8, 0)
    project.getProjectProperties().setStartDate(start)
    # Before all of it: a link from start to finish may lead before the start.
    project.getProjectProperties().setStatusDate(LocalDateTime.of(2026, 1, 5, 8, 0))
    for number in range(chance.randint(0, 5)):
        first = LocalDate.of(2026, 3, 1).plusDays(chance.randint(0, 200))
        calendar.addCalendarException(first, first.plusDays(chance.randint(0, 9))).setName(f"Holiday {number}")
    other = project.addDefaultBaseCalendar()
    other.setName("With Saturdays")
    other.setCalendarDayType(DayOfWeek.SATURDAY, DayType.WORKING)
    other.addCalendarHours(DayOfWeek.SATURDAY).add(LocalTimeRange(LocalTime.of(8, 0), LocalTime.of(12, 0)))

    def task(parent, name, length, unit):
        made = parent.addTask()
        made.setName(name)
        made.setDuration(Duration.getInstance(length, unit))
        made.setActualDuration(Duration.getInstance(0, unit))
        made.setRemainingDuration(Duration.getInstance(length, unit))
        made.setMilestone(length == 0)
        made.setActivityType(ActivityType.FINISH_MILESTONE if length == 0 else ActivityType.TASK_DEPENDENT)
        return made

    parents = [project]
    for number in range(chance.randint(1, 4)):
        chip = task(project, f"Chip {number}", 1, TimeUnit.DAYS)
        parents.append(chip)
        if chance.random() < 0.4:
            parents.append(task(chip, f"Phase of {number}", 1, TimeUnit.DAYS))
    tasks = []
    for number in range(chance.randint(3, 40)):
        elapsed = [] if is_primavera else [TimeUnit.ELAPSED_DAYS]
        unit = chance.choice([TimeUnit.DAYS] * 5 + [TimeUnit.HOURS, TimeUnit.WEEKS] + elapsed)
        made = task(
            chance.choice(parents), f"Task {number}", chance.choice([0, 0, 0, 0, 0.5, 1, 2, 3, 5, 10, 13]), unit)
        if chance.random() < 0.1:
            made.setCalendar(other)
        for before in chance.sample(tasks, min(len(tasks), chance.choice([0, 1, 1, 1, 2, 3]))):
            link = Relation.Builder().predecessorTask(before)
            if chance.random() < 0.3:
                link = link.type(
                    chance.choice([RelationType.START_START, RelationType.FINISH_FINISH, RelationType.START_FINISH]))
            if chance.random() < 0.4:
                units = [TimeUnit.DAYS, TimeUnit.WEEKS]
                if not is_primavera:
                    units += [TimeUnit.ELAPSED_DAYS, TimeUnit.PERCENT]
                link = link.lag(Duration.getInstance(chance.choice([1, 2, 5, 50]), chance.choice(units)))
            made.addPredecessor(link)
        tasks.append(made)
    (PrimaveraScheduler if is_primavera else MicrosoftScheduler)().schedule(project, start)
    return project


def check_imported(tapeout, chance, folder, is_primavera):
    """The dates of a foreign plan stay what they were, whichever of its tasks come over."""
    from org.mpxj.writer import FileFormat, UniversalProjectWriter

    form = FileFormat.XER if is_primavera else FileFormat.MSPDI
    file = Path(folder) / "foreign"
    UniversalProjectWriter(form).write(random_project(chance, is_primavera), str(file))
    for options in ([], ["--tasks"], ["--outline", "1"], ["--tasks", "--chip", "one"]):
        root = Path(folder) / "imported"
        root.mkdir()
        ended = run(tapeout, "import", file, "--root", root, *options)
        if ended.returncode == 1 and b"is a milestone" in ended.stderr:
            root.rmdir()
            continue
        assert ended.returncode == 0, ended.stderr.decode()
        report = (root / "import-report.md").read_text()
        assert "## Dates that differ\n\nNone.\n" in report, (options, report)
        check_content(tapeout, root)
        subprocess.run(["rm", "-r", root], check=True)


def check_projects(tapeout, repository, folder, write, count):
    """Hold so many random plans and projects against MPXJ; return a summary."""
    jpype.startJVM()
    folder = Path(folder) / "projects"
    folder.mkdir()
    milestones = scheduled = drawn = 0
    if (repository / "Content").is_dir():
        milestones += check_rescheduled(tapeout, repository, folder)
        scheduled += check_scheduled(tapeout, repository, folder)
        drawn += check_diagram(tapeout, repository, folder)
        check_workbook(tapeout, repository, folder)
        check_table(tapeout, repository, folder)
    for seed in range(count):
        root = folder / f"plan-{seed}"
        root.mkdir()
        write(root, random_program(random.Random(seed)))
        milestones += check_rescheduled(tapeout, root, folder)
        scheduled += check_scheduled(tapeout, root, folder)
        drawn += check_diagram(tapeout, root, folder)
        if seed == 0:
            check_workbook(tapeout, root, folder)
    for seed in range(count // 4):
        for is_primavera in (False, True):
            check_imported(tapeout, random.Random(seed), folder, is_primavera)
    return (f"{milestones} milestones rescheduled by MPXJ, {scheduled} scheduled by tj3, "
            f"{drawn} read back from diagrams")
