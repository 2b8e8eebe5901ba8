#!/usr/bin/env python3
"""Writes the seeds and the dictionary of every fuzz target, from what the repository holds anyway.

    seeds.py FOLDER     makes FOLDER/NAME/… and FOLDER/NAME.dict for NAME of formula, scheme, csv, xlsx, json and http

Inputs that once failed stand in corpus/NAME instead, and are run beside these.
"""

import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
LARGEST = 64 * 1024
sys.path.insert(0, str(ROOT / "tests" / "hostile"))
import book  # noqa: E402
import csv_files  # noqa: E402
import package_files  # noqa: E402
import sheet_files  # noqa: E402
import zip_files  # noqa: E402

FORMULAS = """
tax / land
(tax + rd - 1 万元) / floor >= 1 万元/亩
if land >= 5 亩 and not missing(tax) then tax / land else 0
若 用地面积 >= 5 亩 且 规上 则 税收 ÷ 用地面积 否则 缺失
not above_scale or kind_of in {国企, 外企} or a_plain in {1, 2}
count_if(patents, kind = invention and valid_on(as_of)) >= 1
sum_if(patents.value, value > 3 万元) / tax
mean(leases.area) + min(leases.area) - max_if(leases.area, area > 1 亩)
sum(leases.area) * coal_factor != 0
round(-a_plain^(1/3) * b_plain^2, 1)
sqrt(a_plain) + ln(b_plain) - exp(a_plain / 10) + abs(b_plain)
coalesce(rd, tax, 0) otherwise 3 元
min(a_plain, 2, share) = max(b_plain, 5 %)
land between 1 亩 and 2000 平方米 or missing(tax)
registered_before(as_of - 1 year) and year(registered) > 2000
months_between(registered, as_of) >= 6 月 or as_of - registered > 40 天
if true then 2024-12-31 else missing
registered + 1 年 早于 2024年2月29日
starts_with(title, "甲") or contains(企业名称, “乙”) and title != '丙'
1.5e3 * .5 + 5 ‰ - 12 % × (land / 0.3 亩)
a_plain ^ -64 # a comment
""".strip().splitlines()

JSON = r"""
{"name":"甲公司","uscc":"91350100M000100Y43","industry":"C3360","stage":"running","park":"274877906944001","staff":12,"floors":3}
{"name":"乙","patents":9223372036854775807,"land":"12.34","rate":"-0.5","capital":"1234.567891","tax":"0.01","output":"0.0000000001"}
{"name":"丙","listed":true,"above_scale":null,"founded":"2026-11-25","closed":"2026年1月2日","reported":"2026-11-25T06:30:00.123Z"}
{"name":"丁","visited":"2026-11-25T14:30:00+08:00","manager":{"name":"张三","phone":"（0756）3238888 转 801","email":"a.b@example.cn"}}
{"name":"戊","seat":{"street":"一","floor":-5},"manager":{"name":"李四","note":"一\n二\u56ed\ud83d\ude00"},"contacts":[{"name":"a"},{"name":"b"}],"tags":["一"],"duties":["land"]}
{"nmae":1,"staff":-1.5e3,"contacts":[{},[],null,""],"name":"a","name":"b","manager":[[[[{"a/b~":0}]]]]}
2026年11月25日 14:30
+86-755-12345678
(1,234.50)
１２.５％
投产
""".strip().splitlines()

SCHEME = """[scheme]
id = "t"
title = "测试"
period = "2022"
as_of = 2022-12-31
[[sources]]
title = "made up"
sample = true
[[inputs]]
code = "land"
label = { zh = "用地面积", en = "land" }
unit = "亩"
required = true
additive = true
low = "0"
high = "1000"
aliases = ["占地"]
[[inputs]]
code = "tax"
label = "税收"
unit = "万元"
[[inputs]]
code = "group"
label = "组"
type = "text"
values = ["甲", "乙"]
[[tables]]
code = "patents"
label = "专利"
columns = [{ code = "valid_from", label = "起", type = "date" }, { code = "valid_to", label = "止", type = "date" }]
[[constants]]
code = "factor"
label = "系数"
value = "0.3"
[[derived]]
code = "tax_mu"
label = "亩均税收"
formula = 'tax / land * factor'
[[participation]]
code = "small"
label = "小"
when = 'land < 5 亩'
state = "exempt"
unknown = "skip"
"""
TRACK = """[[tracks]]
code = "a"
label = "甲"
filter = 'group = "甲"'
"""
INDICATORS = [
    'transform = { kind = "min_max", low = "0", high = "100" }\nmissing = "zero"\nzero_denominator = "mean"\n',
    'transform = { kind = "ratio", factor = "0.7" }\nbenchmark = { kind = "fixed", value = "24.097" }\ncap = "1.5"\nfloor = "0"\n',
    'transform = { kind = "inverse" }\nbenchmark = { kind = "aggregate", by = ["group"], min_group = 3, previous = true, '
    'if_no_previous = "3", over = "scored" }\nmissing = { rule = "penalty", points = "-3" }\nnegative_denominator = "keep"\n',
    'transform = { kind = "bands", bands = [{ from = "0.5", t = "0.3" }, { from = "1", t = "1", exclusive = true }] }\n',
    'transform = { kind = "z_score" }\nimpute = { kind = "median", by = "group" }\n'
    'treat = { skewness = "2", kurtosis = "3.5", max_points = 5 }\ndirection = "lower"\n',
    'transform = { kind = "percentile" }\nbenchmark = { kind = "percentile", percentile = "0.9", skip_zero = true }\n',
]
GRADINGS = [
    'method = "none"\n',
    'method = "quota"\ngrades = ["A", "B", "C"]\nrest = "C"\nties = "better"\nrounding = "half_even"\ndenominator = "scored"\n'
    'quotas = [{ grade = "A", share = "20%" }, { grade = "B", share = "30%" }]\ntie_break = ["tax desc"]\nby = "group"\nmin_group = 2\n',
    'method = "score"\ngrades = ["A", "B"]\nrest = "B"\nthresholds = [{ grade = "A", score = "90", inclusive = false }]\n',
    'method = "staged"\ngrades = ["A", "C", "D"]\nrest = "C"\nstages = [{ grade = "A", pool = "50%", order = "tax / land", take = "15%" }, '
    '{ grade = "D", pool = "40%", pool_from = "bottom", order = "tax", order_direction = "asc", take = "20%" }]\n',
]
RULES = """[[adjustments]]
code = "bonus"
label = "加分"
kind = "points"
cap = "5"
[[adjustments.items]]
code = "b0"
label = "专利"
when = 'count(patents) > 0'
value = "2.5"
[[overrides]]
code = "o0"
label = "否决"
when = 'rank <= 3 and total > 90'
phase = "limit"
effect = "cap"
grade = "A"
[limits]
max_promotion = 1
"""


def schemes():
    """Small whole schemes, one for each kind of indicator and grading, then those that are shipped."""
    for number, settings in enumerate(INDICATORS):
        indicator = (
            '[[tracks.indicators]]\ncode = "i"\nlabel = "指标"\nformula = \'tax_mu\'\nweight = "100"\n'
            + settings
        )
        grading = "[tracks.grading]\n" + GRADINGS[number % len(GRADINGS)]
        yield SCHEME + TRACK + indicator + grading + (RULES if number % 2 else "")
    for path in sorted([*ROOT.glob("schemes/*.toml"), *ROOT.glob("demo/*/*.toml")]):
        yield path.read_text(encoding="utf-8")


def requests():
    """A request line, then fields."""
    yield b"GET /api/enterprises/%E5%9B%AD?q=a+b&filter=name:eq:%2e&sort=-x HTTP/1.1\r\nHost: localhost:8080\r\nAccept-Encoding: gzip;q=0.5, *\r\n\r\n"
    yield b'POST / HTTP/1.1\nHost: [::1]:80\nContent-Length: 12\nCookie: a=1; __Host-yuanheng="t"; a=2\nExpect: 100-continue\n\n'
    yield b"PUT /%2e%2e/ HTTP/1.1\nHost: a\nTransfer-Encoding: gzip, chunked\nX-Forwarded-For: ::ffff:1.2.3.4, 10.0.0.1\nX-Forwarded-Proto: https\n"
    yield b"DELETE /a HTTP/1.0\nTransfer-Encoding: chunked\nContent-Encoding: identity\nAccept: a\nAccept: b\n"
    yield b"PRI * HTTP/2.0\r\n\r\n"


def books():
    """Texts of a workbook's parts, which xlsx_fuzz puts into a container, and whole containers."""
    sound = book.parts()
    rows = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="str"><f>A1</f><v>甲</v></c></row><row r="3"><c r="A3" t="b">'
        '<v>1</v></c><c r="B3" t="e"><v>#N/A</v></c><c r="C3" s="2"><v>45000.5</v></c><c r="D3" t="d"><v>2024-02-29</v></c>'
        '<c r="E3" t="inlineStr"><is><r><t>9133_x0041_</t></r><rPh><t>x</t></rPh></is></c><c r="F3"><v>9.133E+17</v></c></row>'
    )
    merged = '<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>'
    for sheet in (sound["xl/worksheets/sheet1.xml"], book.worksheet(rows, after=merged)):
        yield "\f".join(
            [
                sheet,
                sound["xl/sharedStrings.xml"],
                sound["xl/styles.xml"],
                sound["xl/workbook.xml"],
                sound["xl/_rels/workbook.xml.rels"],
            ]
        ).encode()
    yield book.worksheet(rows).encode()
    for kind in (zip_files, package_files, sheet_files):
        yield from small_files(kind)


def small_files(kind):
    made = []

    def add(_name, data, _expectation):
        if not callable(data) and len(data) <= LARGEST:
            made.append(data)

    kind.write(add)
    return made


def words(*patterns):
    """The short texts that stand in the reader's own source: its keywords."""
    found = set()
    for pattern in patterns:
        for path in ROOT.glob(pattern):
            if not path.name.endswith("_test.cpp"):
                lines = [s for s in path.read_text(encoding="utf-8").splitlines() if not s.startswith("#")]
                found.update(re.findall(r'"([^"\\ {}]{1,24})"', "\n".join(lines)))
    return sorted(found)


def quoted(word):
    return (
        '"'
        + "".join(chr(b) if 0x20 < b < 0x7F and chr(b) not in '"\\' else f"\\x{b:02X}" for b in word.encode())
        + '"'
    )


def main(folder):
    formula_words = words("src/formula/names.cpp", "src/formula/lexer.cpp", "src/formula/samples.hpp")
    targets = {
        "formula": ([f.encode() for f in FORMULAS], formula_words),
        "scheme": ([s.encode() for s in schemes()], words("src/scoring/scheme_load*.cpp") + formula_words),
        "csv": (
            small_files(csv_files),
            [",", ";", "\t", "\r\n", '"', "\ufeff", "1e300", "-0.0", "123456789012345678", "，"],
        ),
        "xlsx": (
            books(),
            words("src/sheet/xlsx*.cpp")
            + ["\f", "<c r=", "<row r=", "</row>", "<is>", "</is>", "&#x41;", "<![CDATA["],
        ),
        "json": (
            [s.encode() for s in JSON],
            words("src/reflect/samples.hpp") + ["\\u0000", "\\ud83d", "null", "true", '":"', "Z", "+08:00"],
        ),
        "http": (
            requests(),
            words("src/http/framing.cpp", "src/http/gzip.cpp", "src/http/message.cpp")
            + [
                "\r\n",
                "\r\n\r\n",
                "%2e",
                "%2F",
                "%00",
                "%c0%ae",
                "HTTP/1.1",
                "Host: ",
                "Content-Length: ",
                "Transfer-Encoding: chunked",
                "chunked",
            ],
        ),
    }
    for name, (seeds, dictionary) in targets.items():
        place = Path(folder) / name
        place.mkdir(parents=True, exist_ok=True)
        for number, data in enumerate(seeds):
            (place / f"{number:03}").write_bytes(data)
        Path(folder, f"{name}.dict").write_text("\n".join(map(quoted, dictionary)) + "\n", encoding="ascii")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
