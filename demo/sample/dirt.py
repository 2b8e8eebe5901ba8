"""The dirt of real departments' files, planted on purpose and written down.

Two sorts. *Disguise*: the value is there, in a form a reader must undo (full-width digits, thousands separators, text
numbers, blanks, formulas). *Damage*: the row cannot be used as it stands and must be reported (a code that lost its
digits, a wrong check character, a region code instead, a double, an outsider). Each planted item is one entry of
planted.toml: file, sheet, cell, kind, what stands there, what was meant, and what a good reader does.
"""

from decimal import Decimal

from .identity import wrong_check
from .workbook import Formula

FULL_WIDTH = str.maketrans("0123456789.-", "０１２３４５６７８９．－")
ABSENT = ("/", "—", "无", "－", "-")


class Planter:
    def __init__(self, rng, file, table, first_row, code_column, name_column, csv=False):
        self.rng, self.file, self.table, self.csv = rng, file, table, csv
        self.first, self.code_column, self.name_column = first_row, code_column, name_column
        self.free = list(range(first_row, len(table.rows) + 1))
        rng.shuffle(self.free)
        self.entries = []

    def note(self, kind, row, column, planted, meant, expect):
        self.entries.append(
            {
                "kind": kind,
                "file": self.file,
                "sheet": "" if self.csv else self.table.name,
                "cell": self.table.cell(row, column),
                "row": row,
                "code": str(self.value(row, self.code_column)) if row >= self.first else "",
                "planted": str(planted),
                "meant": str(meant),
                "expect": expect,
            }
        )

    def value(self, row, column):
        cells = self.table.rows[row - 1]
        return cells[column - 1] if column <= len(cells) else ""

    def put(self, kind, row, column, planted, expect):
        meant = self.value(row, column)
        self.table.rows[row - 1][column - 1] = planted
        self.note(kind, row, column, planted.text if isinstance(planted, Formula) else planted, meant, expect)

    def pick(self, column=None):
        """A row not yet touched, with a number in `column`."""
        for i, row in enumerate(self.free):
            if column is None or isinstance(self.value(row, column), (int, Decimal)):
                return self.free.pop(i)
        raise ValueError("no clean row is left to plant anything on")

    def disguise(self, columns):
        """One of each harmless form in the given number columns, in turn."""
        forms = [
            ("full_width", lambda v: str(v).translate(FULL_WIDTH)),
            ("thousands", lambda v: f"{v:,}" if abs(v) >= 1000 else f"{v} "),
            ("text_number", str),
            ("blanks", lambda v: f"\u3000{v} \u00a0"),
        ]
        if not self.csv:
            forms.append(("formula", lambda v: Formula(f"{v * 2}/2", v)))
        for i, (kind, form) in enumerate(forms):
            column = columns[i % len(columns)]
            row = self.pick(column)
            self.put(kind, row, column, form(self.value(row, column)), "read as the number meant")
        row = self.pick()
        self.put(
            "blanks_name",
            row,
            self.name_column,
            f" {self.value(row, self.name_column)}\u3000 ",
            "read without the blanks",
        )
        row = self.pick()
        self.put(
            "blanks_code",
            row,
            self.code_column,
            f"{self.value(row, self.code_column)} ",
            "read without the blank",
        )

    def absent(self, column):
        """Signs for "no value" in one column."""
        for sign in ABSENT[:3]:
            row = self.pick(column)
            self.put("absent", row, column, sign, "read as absent, never as zero")

    def mangled_code(self):
        row = self.pick()
        digits = "91" + "".join(self.rng.choice("0123456789") for _ in range(16))
        planted = f"{digits[0]}.{digits[1:6]}E+17" if self.csv else int(digits[:15] + "000")
        self.put(
            "mangled_code",
            row,
            self.code_column,
            planted,
            "reported: the code lost its digits; the row is not joined",
        )

    def wrong_check(self):
        row = self.pick()
        self.put(
            "wrong_check",
            row,
            self.code_column,
            wrong_check(self.value(row, self.code_column)),
            "reported: wrong check character; the row is not joined",
        )

    def region_code(self, region):
        row = self.pick()
        self.put(
            "region_code", row, self.code_column, region, "reported: not a credit code; the row is not joined"
        )

    def masked_name(self):
        row = self.pick()
        name = self.value(row, self.name_column)
        self.put(
            "masked_name",
            row,
            self.name_column,
            name[:2] + "***" + name[-4:],
            "joined by code; the name comes from the list",
        )

    def former_name(self):
        row = self.pick()
        self.put(
            "former_name",
            row,
            self.name_column,
            "原" + self.value(row, self.name_column),
            "joined by code; the name differs",
        )

    def formula_name(self):
        row = self.pick()
        self.put(
            "formula_name",
            row,
            self.name_column,
            "=cmd|' /C calc'!A0",
            "kept as text, never run, in results too",
        )

    def double(self, column=None):
        """The same row again at the end, with another value in `column` if one is given."""
        row = self.pick(column)
        again = list(self.table.rows[row - 1])
        if column is not None:
            again[column - 1] = again[column - 1] + 1
        self.table.rows.append(again)
        kind, expect = (
            ("double", "reported or taken once: both rows agree")
            if column is None
            else ("contradiction", "reported: two rows of one enterprise disagree")
        )
        self.note(
            kind, len(self.table.rows), self.code_column, again[self.code_column - 1], f"row {row}", expect
        )

    def outsider(self, code, name):
        """An enterprise that is not on the list."""
        row = [None] * len(self.table.rows[self.first - 1])
        row[self.code_column - 1], row[self.name_column - 1] = code, name
        for i, value in enumerate(self.table.rows[self.first - 1]):
            if isinstance(value, Decimal):
                row[i] = Decimal("100.00")
        self.table.rows.append(row)
        self.note(
            "outsider",
            len(self.table.rows),
            self.code_column,
            code,
            "",
            "reported: not on the list of those evaluated",
        )

    def tail(self, total_columns):
        """Total and footnote below the data."""
        total = ["合计"] + [None] * (len(self.table.rows[self.first - 1]) - 1)
        for column in total_columns:
            total[column - 1] = sum(
                r[column - 1] for r in self.table.rows[self.first - 1 :] if isinstance(r[column - 1], Decimal)
            )
        self.table.rows.append(total)
        self.note(
            "total_row", len(self.table.rows), 1, "合计", "", "recognised as a total, not as an enterprise"
        )
        self.table.rows.append(["注：本表数据由相关科室提供，仅供评价使用。"])
        self.note("footnote", len(self.table.rows), 1, "注：…", "", "recognised as a note")
