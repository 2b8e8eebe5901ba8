"""Counts test cases in a JUnit report of ctest: GoogleTest programs by their cases, others as one case each."""

import re
import sys
import xml.etree.ElementTree as xml


def tally(path):
    try:
        root = xml.parse(path).getroot()
    except (OSError, xml.ParseError):
        return 0, 1  # ctest itself did not run
    passed = failed = 0
    for case in root.iter("testcase"):
        text = case.findtext("system-out") or ""
        good = sum(int(n) for n in re.findall(r"^\[  PASSED  \] (\d+) test", text, re.M))
        bad = sum(int(n) for n in re.findall(r"^\[  FAILED  \] (\d+) tests?, listed below", text, re.M))
        if case.get("status") == "run":
            passed += good or (0 if "[  SKIPPED ]" in text else 1)
        else:
            passed += good
            failed += bad or 1  # a crash or time-out leaves no list
    return passed, failed


if __name__ == "__main__":
    print(*tally(sys.argv[1]))
