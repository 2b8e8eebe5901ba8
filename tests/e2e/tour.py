#!/usr/bin/env python3
"""Takes the pictures of docs/tour out of a run in the browser: tests/e2e/tour.py

Runs tests/e2e/run.py with screenshots and copies those of the main pages.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGES = {
    "sign-in": "sign-in",
    "workbench": "officer-zh-",
    "enterprises": "officer-zh-enterprises",
    "enterprise": "officer-zh-enterprises-record",
    "as-of": "file-as-of",
    "source": "source",
    "form-errors": "form-errors",
    "conflict": "conflict",
    "import-report": "import-report",
    "bulk": "bulk",
    "export": "export-done",
    "parks": "officer-zh-parks",
    "titles": "officer-zh-titles",
    "contacts": "leader-zh-contacts",
    "enterprise-user": "ent-zh-",
    "users": "admin-zh-users",
    "matrix": "admin-zh-matrix",
    "audit": "auditor-zh-audit",
    "palette": "palette",
    "english": "officer-en-enterprises",
    "large-text": "zoomed-enterprises",
}


def main():
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, ROOT / "tests/e2e/run.py"], env=dict(os.environ, YUANHENG_SHOTS=folder)
        )
        for name, shot in PAGES.items():
            found = sorted(pathlib.Path(folder).glob(f"*-{shot}.png"), key=lambda p: len(p.name))
            shutil.copy(found[0], ROOT / "docs/tour" / f"{name}.png")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
