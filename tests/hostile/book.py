"""Workbooks put together by hand, so that any byte of them can be wrong."""

import struct
import zlib

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

CONTENT_TYPES = (
    DECLARATION + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def relations(*items):
    """A relationships part of (id, type, target[, more attributes])."""
    inner = "".join(
        f'<Relationship Id="{i[0]}" Type="{i[1] if "/" in i[1] else OFFICE + "/" + i[1]}" Target="{i[2]}"'
        f"{i[3] if len(i) > 3 else ''}/>"
        for i in items
    )
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}">{inner}</Relationships>'


def workbook(sheets='<sheet name="数据" sheetId="1" r:id="rId1"/>', before=""):
    return f'{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{before}<sheets>{sheets}</sheets></workbook>'


def worksheet(rows, after="", before=""):
    return f'{DECLARATION}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def strings(*items):
    return f'{DECLARATION}<sst xmlns="{MAIN}">' + "".join(f"<si>{i}</si>" for i in items) + "</sst>"


PLAIN_ROWS = (
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>甲公司</t></is></c><c r="B2" s="1"><v>0.302</v></c></row>'
)
STYLES = (
    f'{DECLARATION}<styleSheet xmlns="{MAIN}"><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="10"/>'
    '<xf numFmtId="14"/></cellXfs></styleSheet>'
)


def parts(changes=None, rows=PLAIN_ROWS, **sheet):
    """Name → text of every part of a small sound workbook; `changes` replaces parts, or drops them with None."""
    made = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": workbook(),
        "xl/_rels/workbook.xml.rels": relations(
            ("rId1", "worksheet", "worksheets/sheet1.xml"),
            ("rId2", "sharedStrings", "sharedStrings.xml"),
            ("rId3", "styles", "styles.xml"),
        ),
        "xl/sharedStrings.xml": strings("<t>企业名称</t>", "<t>税收</t>"),
        "xl/styles.xml": STYLES,
        "xl/worksheets/sheet1.xml": worksheet(rows, **sheet),
    }
    made.update(changes or {})
    return {name: text for name, text in made.items() if text is not None}


class Entry:
    """One file of a ZIP container; every field of its two headers can be set after `Entry(name, data)`."""

    def __init__(self, name, data=b"", method=8):
        self.name = name.encode() if isinstance(name, str) else name
        data = data.encode() if isinstance(data, str) else data
        self.crc, self.size, self.method, self.flags, self.offset = (
            zlib.crc32(data),
            len(data),
            method,
            0x800,
            None,
        )
        self.body = raw_deflate([data]) if method == 8 else data
        self.packed = len(self.body)

    @classmethod
    def streamed(cls, name, pieces):
        """An entry of many pieces that never stand in memory together."""
        entry = cls(name)
        packer, entry.size, entry.crc, body = zlib.compressobj(9, zlib.DEFLATED, -15), 0, 0, []
        for piece in pieces:
            entry.size += len(piece)
            entry.crc = zlib.crc32(piece, entry.crc)
            body.append(packer.compress(piece))
        entry.body = b"".join(body) + packer.flush()
        entry.packed = len(entry.body)
        return entry

    def local(self):
        return (
            struct.pack(
                "<4s5H3L2H",
                b"PK\3\4",
                20,
                self.flags,
                self.method,
                0,
                0x21,
                self.crc,
                self.packed & 0xFFFFFFFF,
                self.size & 0xFFFFFFFF,
                len(self.name),
                0,
            )
            + self.name
            + self.body
        )

    def central(self, offset):
        at = offset if self.offset is None else self.offset
        return (
            struct.pack(
                "<4s6H3L5H2L",
                b"PK\1\2",
                20,
                20,
                self.flags,
                self.method,
                0,
                0x21,
                self.crc,
                self.packed & 0xFFFFFFFF,
                self.size & 0xFFFFFFFF,
                len(self.name),
                0,
                0,
                0,
                0,
                0,
                at,
            )
            + self.name
        )


def raw_deflate(pieces):
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return b"".join(packer.compress(p) for p in pieces) + packer.flush()


def container(entries, comment=b"", **wrong):
    """A ZIP file. `wrong` replaces fields of its end record: disk, disk_start, here, total, size, offset."""
    out, directory = b"", b""
    for entry in entries:
        directory += entry.central(len(out))
        out += entry.local()
    end = {
        "disk": 0,
        "disk_start": 0,
        "here": len(entries),
        "total": len(entries),
        "size": len(directory),
        "offset": len(out),
    }
    end.update(wrong)
    return out + directory + struct.pack("<4s4H2LH", b"PK\5\6", *end.values(), len(comment)) + comment


def entries_of(made):
    return [Entry(name, text) for name, text in made.items()]


def book(changes=None, rows=PLAIN_ROWS, **sheet):
    """The bytes of a small workbook, see parts()."""
    return container(entries_of(parts(changes, rows, **sheet)))


def row(cells, number=1):
    return f'<row r="{number}">{cells}</row>'
