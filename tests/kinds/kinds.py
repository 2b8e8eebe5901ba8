#!/usr/bin/env python3
"""Odd files of every kind, beside their clean twin: the same result, or what differs is named with its place.

    kinds.py PROGRAM

Each kind is a folder of departments' files, made here and evaluated as an officer would. `same` is the clean twin's
result without an error; otherwise the kind says which problems stand where, and that nobody else's result moves.
Where python3-openpyxl or LibreOffice are installed, they open what the program writes. Needs Python 3.11.
"""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "hostile"), str(HERE.parent / "support")]
from book import DECLARATION, MAIN, book  # noqa: E402
from uscc import uscc  # noqa: E402

CODES = [uscc(n) for n in range(1, 7)]
TAX = [["统一社会信用代码", "企业名称", "税收（万元）", "研发占比（%）", "行业代码"]] + [
    [CODES[i], f"试样{i + 1}号公司", str(100 * (i + 1)), f"{i + 1}.5", f"C33{i}0"] for i in range(6)
]
LAND = [["统一社会信用代码", "用地面积（亩）"]] + [[CODES[i], str(10 + i)] for i in range(6)]
STYLES = (
    f'{DECLARATION}<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="170" '
    'formatCode="0.0%;[Red]\\-0.0%"/></numFmts><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="10"/>'
    '<xf numFmtId="170"/></cellXfs></styleSheet>'
)


def text(rows, separator=",", end="\n"):
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator=end).writerows(rows)
    return out.getvalue()


def with_cells(rows, changes):
    """The rows with cells like {"C2": "x"} replaced."""
    out = [list(row) for row in rows]
    for place, value in changes.items():
        out[int(place[1:]) - 1][ord(place[0]) - ord("A")] = value
    return out


class Raw(str):
    """A cell of a workbook as XML, without its address: ' t="e"><v>#N/A</v>'."""


def sheet(rows, merges=(), hidden=(), columns=""):
    """A workbook's bytes; numbers are stored as such."""
    xml = ""
    for r, row in enumerate(rows, 1):
        xml += f'<row r="{r}"{" hidden=" + chr(34) + "1" + chr(34) if r in hidden else ""}>'
        for c, value in enumerate(row):
            at = f'<c r="{chr(ord("A") + c)}{r}"'
            if isinstance(value, Raw):
                xml += at + value + "</c>"
            elif value.replace(".", "").isdigit() and len(value) < 15:
                xml += f"{at}><v>{value}</v></c>"
            elif value:
                escaped = value.replace("&", "&amp;").replace("<", "&lt;")
                xml += f'{at} t="inlineStr"><is><t>{escaped}</t></is></c>'
        xml += "</row>"
    after = "".join(f'<mergeCell ref="{m}"/>' for m in merges)
    return book(
        {"xl/styles.xml": STYLES},
        rows=xml,
        before=columns,
        after=f"<mergeCells>{after}</mergeCells>" if after else "",
    )


def every(changed):
    """The tax table with every code or figure changed."""
    return [TAX[0]] + [changed(list(row)) for row in TAX[1:]]


def first(value):
    return lambda row: [value(row[0]), *row[1:]]


TABLE = text(TAX)
#: name → files that replace 税务.csv, and the outcome: "same", or the problems that must be named
KINDS = {
    "tab_under_title": ({"税务.txt": "2023年税收情况\n" + text(TAX, "\t")}, "same"),
    "tsv": ({"税务.tsv": text(TAX, "\t", "\r\n")}, "same"),
    "semicolon": ({"税务.csv": "填报,单位：税务局\n" + text(TAX, ";")}, "same"),
    "utf16": ({"税务.csv": "\ufeff".encode("utf-16-le") + TABLE.encode("utf-16-le")}, "same"),
    "utf16_big": ({"税务.csv": "\ufeff".encode("utf-16-be") + TABLE.encode("utf-16-be")}, "same"),
    "utf16_without_mark": ({"税务.csv": TABLE.encode("utf-16-le")}, "same"),
    "gb18030": ({"税务.csv": TABLE.encode("gb18030")}, "same"),
    "mark": ({"税务.csv": b"\xef\xbb\xbf" + TABLE.encode()}, "same"),
    "ctrl_z": ({"税务.csv": TABLE + "\x1a"}, "same"),
    "equals_quote": (
        {"税务.csv": "".join(",".join(f'="{c}"' for c in row) + "\n" for row in TAX)},
        "same",
    ),
    "equals_quote_quoted": ({"税务.csv": text(every(first(lambda c: f'="{c}"')))}, "same"),
    "apostrophes": ({"税务.csv": text([TAX[0]] + [["'" + c for c in r] for r in TAX[1:]])}, "codes same"),
    "direction_marks": ({"税务.csv": text(every(first(lambda c: f"\u202d{c}\u202c\u200e")))}, "same"),
    "blanks": ({"税务.csv": text([[f"\u00a0{c}\u3000\u200b" for c in r] for r in TAX])}, "same"),
    "full_width": (
        {
            "税务.csv": text(
                every(lambda r: [r[0], r[1], "".join(chr(ord(c) + 0xFEE0) for c in r[2]), *r[3:]])
            )
        },
        "same",
    ),
    "control_characters": (
        {"税务.csv": text(with_cells(TAX, {"C2": "1\x0700", "B3": "试样\x1b[31m2号公司"}))},
        ["sheet_invisible C2", "sheet_invisible B3"],
    ),
    "escape_in_number": (
        {"税务.csv": text(with_cells(TAX, {"C2": "\x1b[2J9"}))},
        ["bad_number C2", "sheet_invisible C2"],
    ),
    "errors": (
        {"税务.csv": text(with_cells(TAX, {"C2": "#N/A", "C3": "#DIV/0!", "D4": "#REF!", "A7": "#VALUE!"}))},
        ["intake_error_cell C2", "intake_error_cell C3", "intake_error_cell D4", "intake_error_code A7"],
    ),
    "errors_in_workbook": (
        {
            "税务.xlsx": sheet(
                with_cells(
                    TAX, {"C2": Raw(' t="e"><v>#N/A</v>'), "D3": Raw(' t="e"><v>#NUM!</v>'), "C4": "#NAME?"}
                )
            )
        },
        ["intake_error_cell C2", "intake_error_cell D3", "intake_error_cell C4"],
    ),
    "no_numbers_in_workbook": (
        {
            "税务.xlsx": sheet(
                with_cells(
                    TAX,
                    {
                        "C2": Raw("><v>NaN</v>"),
                        "C3": Raw("><v>1e999</v>"),
                        "C4": Raw(' t="b"><v>1</v>'),
                        "C5": Raw(' t="b"><v>yes</v>'),
                        "C6": Raw(' t="d"><v>2023-01-05</v>'),
                    },
                )
            )
        },
        [
            "intake_error_cell C2",
            "intake_error_cell C3",
            "bad_number C4",
            "intake_error_cell C5",
            "bad_number C6",
        ],
    ),
    "no_numbers": (
        {
            "税务.csv": text(
                with_cells(TAX, {"C2": "NaN", "C3": "Infinity", "C4": "TRUE", "C5": "2023-01-05"})
            )
        },
        ["bad_number C2", "bad_number C3", "bad_number C4", "bad_number C5"],
    ),
    "rounded": ({"税务.csv": text(with_cells(TAX, {"C2": "1.23E+02"}))}, ["intake_rounded C2"]),
    "percent_cells": (
        {
            "税务.xlsx": sheet(
                with_cells(
                    TAX,
                    {
                        "D2": Raw(' s="1"><v>0.015</v>'),
                        "D3": "2.5%",
                        "D4": Raw(' s="2"><v>0.035</v>'),
                    },
                )
            )
        },
        "same",
    ),
    "percent_of_money": (
        {"税务.xlsx": sheet(with_cells(TAX, {"C2": Raw(' s="1"><v>1</v>'), "C3": "5%"}))},
        ["intake_percent C2", "intake_percent C3"],
    ),
    "hidden": (
        {
            "税务.xlsx": sheet(
                TAX, hidden=(3, 4), columns='<cols><col min="4" max="4" width="0" hidden="1"/></cols>'
            )
        },
        ["sheet_hidden_rows", "sheet_hidden_columns"],
    ),
    "merged_figure": (
        {"税务.xlsx": sheet(with_cells(TAX, {"C3": ""}), merges=("C2:C3",))},
        ["intake_merged C3"],
    ),
    "merged_across": (
        {"税务.xlsx": sheet(with_cells(TAX, {"D2": ""}), merges=("C2:D2",))},
        ["intake_merged D2"],
    ),
    "merged_total": (
        {"税务.xlsx": sheet([*TAX, ["合计", "", "2100", "", ""]], merges=("A8:B8",))},
        "same",
    ),
    "lost_zero": ({"税务.csv": text(with_cells(TAX, {"E2": "131"}))}, ["intake_lost_zero E2"]),
    "impossible_codes": (
        {
            "税务.csv": text(
                with_cells(
                    TAX, {"A2": "0" * 18, "A3": "9.14E+17", "A4": CODES[2][:17] + "*", "A5": CODES[3][:-1]}
                )
            )
        },
        ["uscc_character A2", "uscc_float A3", "uscc_character A4", "uscc_length A5"],
    ),
    "no_code": ({"税务.csv": text(with_cells(TAX, {"A2": "", "B2": ""}))}, ["intake_no_code A2"]),
    "swallowed_rows": (
        {
            "税务.csv": TABLE.replace("试样2号公司", '"试样2号公司', 1).replace(
                "试样4号公司", '试样4号公司"', 1
            )
        },
        ["sheet_lines_in_cell B3"],
    ),
    "cut_character": (
        {"税务.csv": TABLE.encode().replace("3号".encode(), b"3\xe5\x8f", 1)},
        ["bad_utf8:4"],
    ),
    "cut_character_gbk": (
        {
            "税务.csv": TABLE.encode("gbk")
            .replace("5号".encode("gbk"), b"5\xba", 1)
            .replace(b"\xba\xb9\xab", b"\xba,", 1)
        },
        ["bad_encoding:6"],
    ),
    "latin1": (
        {"税务.csv": "code,name,税收\n".replace("税收", "tax").encode() + b"1,Soci\xe9t\xe9,5\n"},
        ["bad_encoding:2"],
    ),
    "nul": ({"税务.csv": TABLE.replace("300", "3\x0000")}, ["not_text:2"]),
    "web_page_xlsx": ({"税务.xlsx": "<html><body><table><tr><td>1"}, ["html_table"]),
    "web_page_csv": ({"税务.csv": "\ufeff<HTML>\n<table>"}, ["html_table"]),
    "xml_spreadsheet": ({"税务.xls": '<?xml version="1.0"?><Workbook>'}, ["html_table"]),
    "pdf": ({"税务.xlsx": b"%PDF-1.7\n"}, ["not_table"]),
    "old_excel": ({"税务.csv": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)}, ["xls_old"]),
    "no_workbook": ({"税务.xlsx": b"PK\5\6" + bytes(18)}, ["xlsx_broken"]),
    "litter": (
        {"税务.csv": TABLE, "~$税务.xlsx": "x", "._税务.csv": "x", "Thumbs.db": "x", ".DS_Store": "x"},
        "same",
    ),
    "folder_and_archive": (
        {"税务.csv": TABLE, "供电局/供电.csv": TABLE, "旧.zip": b"PK"},
        ["intake_folder_skipped", "intake_file_skipped"],
    ),
}
#: kinds of which rows or the whole file are missing: the gate is closed and the exit code says so
LOSING = {
    "errors", "impossible_codes", "no_code", "cut_character", "cut_character_gbk", "latin1", "nul",
    "web_page_xlsx", "web_page_csv", "xml_spreadsheet", "pdf", "old_excel", "no_workbook",
}  # fmt: skip


class Bench:
    def __init__(self, program, folder):
        self.program, self.folder = Path(program).resolve(), Path(folder)
        self.count, self.wrong = 0, []

    def say(self, kind, right, what):
        self.count += 1
        if not right:
            self.wrong.append(f"{kind}: {what}")

    def data(self, name, files):
        folder = self.folder / name / "data"
        for file, content in {"用地.csv": text(LAND), **files}.items():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_bytes(content if isinstance(content, bytes) else content.encode())
        return folder

    def evaluate(self, folder, *words):
        done = subprocess.run(
            [self.program, "evaluate", "--scheme", HERE / "scheme.toml", "--data", folder, *words],
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"},
            capture_output=True,
            timeout=120,
        )
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def kind(self, name, files, outcome, clean):
        folder = self.data(name, files)
        code, out, errors = self.evaluate(folder, "--json")
        self.say(name, out.startswith("{"), f"exit {code}, {errors[:300]}")
        found = json.loads(out)
        raw = [p for p in self.evaluate(folder) if isinstance(p, str)]
        controls = {c for part in raw for c in part if (ord(c) < 32 and c != "\n") or 127 <= ord(c) < 160}
        self.say(name, not controls, f"control characters on the terminal: {controls}")
        problems = {
            p["code"]
            + p["place"]
            .removeprefix(str(folder))
            .partition("税务.")[2]
            .lstrip("csvxltm")
            .replace(" [数据]", "")
            for p in found["problems"]
        }
        results = {e["code"]: (e["total"], e["grade"]) for e in found["enterprises"]}
        left_out = [p for p in found["problems"] if p["left_out"]]
        if outcome in ("same", "codes same"):
            self.say(name, results == clean, f"{results} is not {clean}; {problems}")
            self.say(name, not left_out, f"left out: {left_out}")
        else:
            for expected in outcome:
                self.say(name, expected in problems, f"{expected} is not named; {sorted(problems)}")
        self.say(name, code == (7 if name in LOSING else 0), f"exit code {code}; {sorted(problems)}")
        closed = [g for g in found["gate"] if g["check"] == "reading" and g["status"] == "fail"]
        self.say(name, bool(closed) == (name in LOSING), f"the gate: {closed}")


def written_files_open(bench):
    """Results with odd names: other programs open them, and nothing in them runs."""
    names = ["=1+1", "@SUM(A1)", "-2+3", "试样\x0b\x1b公司", "甲\ufffe\uffff乙", "'=2", "\t=2"]
    rows = with_cells(TAX, {f"B{i + 2}": n for i, n in enumerate(names[:6])})
    folder = bench.data("names", {"税务.csv": text(rows)})
    out, table = bench.folder / "out.xlsx", bench.folder / "out.csv"
    errors = bench.folder / "errors.xlsx"
    bench.evaluate(folder, "--out", out, "--csv", table, "--errors", errors)
    for row in csv.reader(io.StringIO(table.read_text("utf-8-sig"))):
        for cell in row:
            number = cell.lstrip("+-").replace(".", "", 1).isdigit()
            bench.say("csv", number or not cell.startswith(("=", "+", "-", "@", "\t")), f"runs: {cell!r}")
            bench.say("csv", all(ord(c) >= 32 for c in cell), f"control characters: {cell!r}")
    try:
        import openpyxl
    except ImportError:
        print("skipped: openpyxl is not installed")
    else:
        opened = openpyxl.load_workbook(out)
        cells = [c for s in opened for row in s.iter_rows() for c in row]
        bench.say("openpyxl", all(c.data_type != "f" for c in cells), "a formula in the results")
        bench.say("openpyxl", any(c.value == "=1+1" for c in cells), "the name =1+1 is not as it was")
    office = shutil.which("soffice")
    if office is None:
        print("skipped: LibreOffice is not installed")
    else:
        subprocess.run(
            [office, "--headless", "--convert-to", "csv", "--outdir", bench.folder, out], check=True
        )


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory(prefix="yuanheng-kinds") as folder:
        bench = Bench(sys.argv[1], folder)
        twin = bench.data("clean", {"税务.csv": TABLE})
        code, out, errors = bench.evaluate(twin, "--json")
        assert code == 0, errors + out
        clean = {e["code"]: (e["total"], e["grade"]) for e in json.loads(out)["enterprises"]}
        for name, (files, outcome) in KINDS.items():
            bench.kind(name, files, outcome, clean)
        written_files_open(bench)
    for line in bench.wrong:
        print(f"FAILED {line}")
    print(f"{len(KINDS)} kinds: {bench.count - len(bench.wrong)} passed, {len(bench.wrong)} failed")
    return 1 if bench.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
