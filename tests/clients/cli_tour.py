"""The command line of the same SDK."""

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

from tour import Tour

tour = Tour()
program = str(Path(sys.executable).parent / "xaffinity")
environment = {
    **os.environ,
    "AFFINITY_API_KEY": tour.key,
    "AFFINITY_V1_BASE_URL": tour.url,
    "AFFINITY_V2_BASE_URL": f"{tour.url}/v2",
}


def run(command):
    done = subprocess.run(
        [program, "--no-update-check", *shlex.split(command), "--json"], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise RuntimeError(f"exit code {done.returncode}: {done.stdout[-300:]}{done.stderr[-300:]}")
    return json.loads(done.stdout)["data"]


def step(command):
    return tour.step(command, lambda: run(command))


company = tour.get("/v2/companies?limit=5")["data"][3]["id"]
for command in (
    "whoami",
    "list ls",
    "list export Sourcing --filter 'Status = New' -n 5",
    "list export 'Deal Pipeline' -n 20 --expand companies",
    "company ls -n 5 --field-type global",
    f"company get {company} --all-fields --with-interaction-dates",
    f"company relationships {company}",
    "person ls -q an -n 5",
    "opportunity ls -n 5",
    "field ls --list Sourcing",
    "field changes -n 5",
    "note feed -n 5 --with-attached",
    "reminder ls -n 5",
    "transcript ls -n 2",
    "user ls",
):
    step(command)
tour.end()
