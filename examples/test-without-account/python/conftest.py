"""A local Affinity for the tests: started once, put back after each."""

import json
import os
import shlex
import subprocess
import urllib.request

import pytest
from affinity import Affinity

COMMAND = os.environ.get("AFFINITY_SANDBOX", "npx affinity sandbox")


@pytest.fixture(scope="session")
def sandbox():
    with subprocess.Popen([*shlex.split(COMMAND), "--port", "0", "--json"], stdout=subprocess.PIPE, text=True) as process:
        try:
            yield json.loads(process.stdout.readline())
        finally:
            process.terminate()


@pytest.fixture
def admin(sandbox):
    """Calls what lies under /_sandbox/: `admin("faults", {...})`."""

    def call(action, body=None):
        data = json.dumps(body or {}).encode()
        request = urllib.request.Request(f"{sandbox['url']}/_sandbox/{action}", data=data, method="POST")
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    yield call
    call("reset")


@pytest.fixture
def affinity(sandbox, admin):
    url = sandbox["url"]
    with Affinity(api_key=sandbox["keys"][0]["key"], v1_base_url=url, v2_base_url=f"{url}/v2") as client:
        yield client
