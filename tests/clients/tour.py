"""Counts what clients manage to do against a sandbox, and what they do not."""

import json
import os
import sys
import urllib.request


class Tour:
    """Steps that each pass or fail; a failed one does not end the tour."""

    def __init__(self):
        self.url = os.environ["SANDBOX_URL"]
        self.key = os.environ["SANDBOX_KEY"]
        self.passed = 0
        self.failed = 0

    def step(self, name, action):
        """The result of the action, or `None` where it failed."""
        try:
            result = action()
        except Exception as error:  # whatever a client throws is a finding
            return self.fail(name, f"{type(error).__name__}: {str(error)[:500]}")
        self.passed += 1
        return result

    def fail(self, name, what):
        self.failed += 1
        print(f"failed: {name}: {what}", file=sys.stderr)

    def get(self, path):
        """What the sandbox itself says, past the client."""
        request = urllib.request.Request(self.url + path, headers={"Authorization": f"Bearer {self.key}"})
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    def end(self):
        print(json.dumps({"passed": self.passed, "failed": self.failed}))
