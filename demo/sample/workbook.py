"""Tables as departments hand them in, written as XLSX (zip and XML by hand, byte-stable) or CSV."""

import csv
import io
import zipfile
from dataclasses import dataclass, field
from decimal import Decimal
from xml.sax.saxutils import escape


@dataclass
class Formula:
    """A cell with a formula and the value that the spreadsheet program kept."""

    text: str
    cached: Decimal


@dataclass
class Table:
    """One sheet. `rows` include titles and headers; merges are ranges such as A1:F1."""

    name: str
    rows: list = field(default_factory=list)
    merges: list = field(default_factory=list)
    hidden: bool = False

    def cell(self, row, column):
        """The place of a cell as a user names it, both from 1."""
        return f"{letters(column)}{row}"


def letters(column):
    text = ""
    while column:
        column, digit = divmod(column - 1, 26)
        text = chr(65 + digit) + text
    return text


NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
STYLES = (
    f'{HEAD}<styleSheet xmlns="{NAMESPACE}"><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts>'
    '<fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="1"><xf/></cellXfs></styleSheet>'
)


def write_xlsx(path, tables):
    """Writes the tables as one workbook; the same tables give the same bytes."""
    strings = {}
    parts = {}
    for i, table in enumerate(tables, 1):
        parts[f"xl/worksheets/sheet{i}.xml"] = sheet_xml(table, strings)
    sheets = "".join(
        f'<sheet name="{escape(t.name)}" sheetId="{i}"{" state=" + chr(34) + "hidden" + chr(34) if t.hidden else ""} '
        f'r:id="rId{i}"/>'
        for i, t in enumerate(tables, 1)
    )
    links = "".join(
        f'<Relationship Id="rId{i}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{i}.xml"/>'
        for i in range(1, len(tables) + 1)
    )
    n = len(tables)
    links += f'<Relationship Id="rId{n + 1}" Type="{RELATIONS}/styles" Target="styles.xml"/>'
    links += f'<Relationship Id="rId{n + 2}" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{i}.xml" ContentType="{OFFICE}.worksheet+xml"/>'
        for i in range(1, n + 1)
    )
    items = "".join(f'<si><t xml:space="preserve">{escape(s)}</t></si>' for s in strings)
    parts = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{OFFICE}.sheet.main+xml"/>{overrides}'
        f'<Override PartName="/xl/styles.xml" ContentType="{OFFICE}.styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{OFFICE}.sharedStrings+xml"/></Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{NAMESPACE}" xmlns:r="{RELATIONS}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>',
        "xl/styles.xml": STYLES,
        "xl/sharedStrings.xml": f'{HEAD}<sst xmlns="{NAMESPACE}" count="{len(strings)}" uniqueCount="{len(strings)}">{items}</sst>',
        **parts,
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(
                zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), text.encode(), zipfile.ZIP_DEFLATED
            )


def sheet_xml(table, strings):
    rows = []
    for r, row in enumerate(table.rows, 1):
        cells = "".join(cell_xml(f"{letters(c)}{r}", value, strings) for c, value in enumerate(row, 1))
        if cells:
            rows.append(f'<row r="{r}">{cells}</row>')
    merges = "".join(f'<mergeCell ref="{m}"/>' for m in table.merges)
    if merges:
        merges = f'<mergeCells count="{len(table.merges)}">{merges}</mergeCells>'
    return f'{HEAD}<worksheet xmlns="{NAMESPACE}"><sheetData>{"".join(rows)}</sheetData>{merges}</worksheet>'


def cell_xml(place, value, strings):
    if value is None or value == "":
        return ""
    if isinstance(value, Formula):
        return f'<c r="{place}"><f>{escape(value.text)}</f><v>{value.cached}</v></c>'
    if isinstance(value, str):
        return f'<c r="{place}" t="s"><v>{strings.setdefault(value, len(strings))}</v></c>'
    return f'<c r="{place}"><v>{value}</v></c>'


def write_csv(path, table, encoding):
    """A CSV as a spreadsheet program of a Chinese office saves it: GBK, or UTF-8 with BOM (utf-8-sig)."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    for row in table.rows:
        writer.writerow("" if v is None else v.cached if isinstance(v, Formula) else v for v in row)
    with open(path, "wb") as file:
        file.write(text.getvalue().encode(encoding))
