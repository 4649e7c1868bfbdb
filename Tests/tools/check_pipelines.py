#!/usr/bin/env python3
"""Runs what Docs/pipelines offers to copy, as far as that goes without the services it is for.

usage: check_pipelines.py TAPEOUT

Steps of workflows run in a clone of a plan with a history; hooks run in Git; servers, where they are installed,
serve the site with their settings.
"""

import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

import yaml

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
PIPELINES = REPOSITORY / "Docs" / "pipelines"
BROKEN = "---\ntitle: Side\nkind: review\nowner: Ana\nbaseline: 2026-02-30\n---\n"


class Place:
    """A scratch folder with a plan under version control, and the program in its PATH."""

    def __init__(self, folder, tapeout):
        self.folder = pathlib.Path(folder)
        (self.folder / "bin").mkdir()
        (self.folder / "bin" / "tapeout").symlink_to(tapeout)
        self.environment = {
            "PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}", "HOME": str(self.folder / "home"),
            "LANG": "C.UTF-8", "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "Ana", "GIT_AUTHOR_EMAIL": "a@example.org",
            "GIT_COMMITTER_NAME": "Ana", "GIT_COMMITTER_EMAIL": "a@example.org",
            "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "init.defaultBranch", "GIT_CONFIG_VALUE_0": "main",
        }  # fmt: skip
        (self.folder / "home").mkdir()
        self.plan = self.folder / "plan"
        self.run(["tapeout", "init", str(self.plan)])
        self.git("init", "--quiet")
        self.commit("Start the plan")

    def run(self, command, cwd=None, status=0, **variables):
        run = subprocess.run(
            command, cwd=cwd or self.folder, env={**self.environment, **variables}, capture_output=True, text=True,
            shell=isinstance(command, str), executable="/bin/bash" if isinstance(command, str) else None)
        assert run.returncode == status, (command, run.returncode, run.stdout, run.stderr)
        return run

    def git(self, *arguments, status=0):
        return self.run(["git", *arguments], self.plan, status)

    def commit(self, subject):
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", subject)

    def milestone(self):
        """The first milestone of the plan's chip."""
        return sorted(self.plan.glob("Content/chips/*/milestones/*.md"))[0]


def read(name):
    return yaml.safe_load((PIPELINES / name).read_text())


def step(workflow, job, name):
    """The command of a step, as the shell of a workflow runs it."""
    found = [step for step in workflow["jobs"][job]["steps"] if step.get("name") == name]
    assert len(found) == 1, (job, name)
    return "set -eo pipefail\n" + found[0]["run"]


def check_github(place):
    workflow = read("github-pull-request.yml")
    assert workflow["permissions"] == {"contents": "read"}
    place.git("update-ref", "refs/remotes/origin/main", "main")
    place.git("checkout", "--quiet", "-b", "change")
    summary = place.folder / "summary"
    variables = {
        "GITHUB_WORKSPACE": str(place.plan), "GITHUB_BASE_REF": "main", "GITHUB_STEP_SUMMARY": str(summary)}
    place.run(step(workflow, "check", "Check"), place.plan, **variables)
    place.run(step(workflow, "check", "Say what moves"), place.plan, **variables)
    assert summary.read_text() == (place.plan / "changes.md").read_text() != ""
    stray = place.milestone().with_name("side.md")
    stray.write_text(BROKEN)
    found = place.run(step(workflow, "check", "Check"), place.plan, status=1, **variables).stdout
    assert "::error file=Content/chips/" in found, found
    stray.unlink()
    (place.plan / "changes.md").unlink()
    place.git("checkout", "--quiet", "main")

    workflow = read("github-pages.yml")
    assert workflow["permissions"] == {}
    assert workflow["jobs"]["build"]["permissions"] == {"contents": "read"}
    place.run(step(workflow, "build", "Build"), place.plan)
    assert (place.plan / "site" / "index.html").is_file()
    shutil.rmtree(place.plan / "site")


def check_gitlab(place):
    pipeline = read("gitlab-ci.yml")

    def script(job):
        return "set -eo pipefail\n" + "\n".join(pipeline[job]["script"])

    variables = {"CI_PROJECT_DIR": str(place.plan)}
    place.run(script("check"), place.plan, **variables)
    assert isinstance(json.loads((place.plan / "codequality.json").read_text()), list)
    stray = place.milestone().with_name("side.md")
    stray.write_text(BROKEN)
    place.run(script("check"), place.plan, status=1, **variables)
    entries = json.loads((place.plan / "codequality.json").read_text())
    path = str(stray.relative_to(place.plan))
    assert any(e["severity"] == "critical" and e["location"]["path"] == path for e in entries), entries
    stray.unlink()
    base = place.git("rev-parse", "HEAD").stdout.strip()
    place.run(script("note"), place.plan, CI_MERGE_REQUEST_DIFF_BASE_SHA=base, **variables)
    assert (place.plan / "changes.md").read_text()
    place.run(script("pages"), place.plan, **variables)
    assert (place.plan / "public" / "index.html").is_file()
    shutil.rmtree(place.plan / "public")
    for name in ("codequality.json", "changes.md"):
        (place.plan / name).unlink()


def check_hooks(place):
    hook = place.plan / ".git" / "hooks" / "pre-commit"
    shutil.copy(PIPELINES / "pre-commit", hook)
    stray = place.milestone().with_name("side.md")
    stray.write_text(BROKEN)
    place.git("add", "--all")
    refused = place.git("commit", "--quiet", "--message", "Add a side review", status=1)
    assert "2026-02-30" in refused.stdout + refused.stderr, refused
    # What is staged counts, not what lies in the worktree.
    stray.write_text(BROKEN.replace("2026-02-30", "2026-02-28"))
    place.git("commit", "--quiet", "--message", "Add a side review", status=1)
    place.git("add", "--all")
    place.git("commit", "--quiet", "--message", "Add a side review")
    place.git("reset", "--quiet", "--hard", "HEAD~1")
    hook.unlink()
    framework = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text())
    place.run(framework[0]["entry"], place.plan)


def check_bare(place):
    bare = place.folder / "plan.git"
    place.git("clone", "--quiet", "--bare", ".", str(bare))
    served = place.folder / "served"
    served.mkdir()
    command = [str(PIPELINES / "build-from-bare"), str(bare), str(served)]
    place.run(command)
    first = (served / "site" / "index.html").read_bytes()
    built = (served / "built").read_text()
    # Nothing new: nothing is built.
    (served / "site" / "index.html").unlink()
    place.run(command)
    assert not (served / "site" / "index.html").exists()
    (served / "site" / "index.html").write_bytes(first)
    # An error leaves the last site, and is tried again.
    stray = place.milestone().with_name("side.md")
    stray.write_text(BROKEN)
    place.commit("Break the plan")
    place.git("push", "--quiet", str(bare), "main")
    place.run(command, status=1)
    assert (served / "site" / "index.html").read_bytes() == first
    assert (served / "built").read_text() == built
    stray.write_text(BROKEN.replace("2026-02-30", "2026-02-28"))
    place.commit("Mend the plan")
    place.git("push", "--quiet", str(bare), "main")
    place.run(command)
    assert (served / "built").read_text() != built
    return served / "site"


def answer(port, path):
    """Status, headers and body of a page, from a server that may just be starting."""
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=60) as page:
                return page.status, page.headers, page.read()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.headers, refused.read()
        except urllib.error.URLError:
            time.sleep(0.1)
    raise AssertionError(f"nothing answers on port {port}")


def check_server(place, command, port, site):
    """Serves the site with the settings, and asks for a page, what is not there, and what is hidden."""
    server = subprocess.Popen(
        command, cwd=place.folder, env=place.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        status, headers, body = answer(port, "/")
        assert status == 200 and body == (site / "index.html").read_bytes(), (command, status)
        for name, value in (
            ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"), ("Referrer-Policy", "no-referrer"),
            ("Cache-Control", "no-cache"),
        ):  # fmt: skip
            assert headers[name] == value, (command, name, headers.items())
        (site / ".hidden").write_text("hidden")
        for path in ("/no-such-page.html", "/.hidden"):
            assert answer(port, path)[0] == 404, (command, path)
        assert answer(port, "/no-such-page.html")[2] == (site / "404.html").read_bytes(), command
    finally:
        (site / ".hidden").unlink(missing_ok=True)
        server.terminate()
        server.wait()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def check_servers(place, site):
    """Returns which servers took their settings."""
    took = []
    # Servers may hand the files to another user.
    for folder in (place.folder, *place.folder.rglob("*")):
        if folder.is_dir() and not folder.is_symlink():
            folder.chmod(folder.stat().st_mode | 0o055)
    if shutil.which("nginx"):
        port = free_port()
        text = (PIPELINES / "nginx.conf").read_text().replace("/srv/plan/site", str(site))
        text, ports = re.subn(r"listen [^;]*;", "", text)
        assert ports > 0
        text = text.replace("server {", f"server {{ listen 127.0.0.1:{port};", 1)
        settings = place.folder / "nginx.conf"
        logs = f"daemon off; pid {place.folder}/nginx.pid; error_log stderr;"
        settings.write_text(
            f"{logs} events {{}} http {{ access_log off; include /etc/nginx/mime.types; {text} }}")
        command = ["nginx", "-q", "-e", "stderr", "-c", str(settings)]
        place.run([*command, "-t"])
        check_server(place, command, port, site)
        took.append("nginx")
    if shutil.which("caddy"):
        place.run(["caddy", "validate", "--adapter", "caddyfile", "--config", str(PIPELINES / "Caddyfile")])
        port = free_port()
        text = (PIPELINES / "Caddyfile").read_text().replace("/srv/plan/site", str(site))
        settings = place.folder / "Caddyfile"
        settings.write_text(
            "{\n\tadmin off\n}\n" + text.replace("plan.example.org {", f"http://127.0.0.1:{port} {{", 1))
        check_server(place, ["caddy", "run", "--adapter", "caddyfile", "--config", str(settings)], port, site)
        took.append("caddy")
    if shutil.which("systemd-analyze"):
        for name in ("plan.service", "plan.timer"):
            shutil.copy(PIPELINES / name, place.folder)
        program = place.folder / "build-from-bare"
        service = place.folder / "plan.service"
        shutil.copy(PIPELINES / "build-from-bare", program)
        text = service.read_text().replace("/usr/local/lib/plan/build-from-bare", str(program))
        service.write_text(text.replace("User=plan", "User=nobody"))
        place.run(["systemd-analyze", "verify", "--man=no", str(service), str(place.folder / "plan.timer")])
        took.append("systemd")
    return took


def main():
    tapeout = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        place = Place(folder, tapeout)
        check_github(place)
        check_gitlab(place)
        check_hooks(place)
        took = check_servers(place, check_bare(place))
    image = (PIPELINES / "Containerfile").read_text()
    assert "COPY tapeout_*.deb" in image
    print(f"pipelines: workflows, hooks and the timer's build run; settings taken by {', '.join(took) or 'no server'}")


if __name__ == "__main__":
    main()
