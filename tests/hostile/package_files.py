"""Sound containers whose XML or whose parts are not what a workbook should hold."""

from book import (
    CONTENT_TYPES,
    DECLARATION,
    MAIN,
    OFFICE,
    PLAIN_ROWS,
    STRICT,
    Entry,
    book,
    container,
    entries_of,
    parts,
    relations,
    row,
    workbook,
    worksheet,
)

SHEET = "xl/worksheets/sheet1.xml"
WORKBOOK = "xl/workbook.xml"
LAUGHS = (
    '<!DOCTYPE lolz [<!ENTITY lol "lol">'
    + "".join(f'<!ENTITY lol{i} "{f"&lol{i - 1};" * 10}">' for i in range(1, 10)).replace("&lol0;", "&lol;")
    + "]>"
)


def declared(doctype, cell, name=SHEET):
    """The small workbook with a document type declaration in one part and `cell` in the sheet."""
    made = parts(rows=row(f'<c t="inlineStr"><is><t>{cell}</t></is></c>'))
    made[name] = made[name].replace(DECLARATION, DECLARATION + doctype)
    return container(entries_of(made))


def sheet(text):
    """The small workbook with these bytes as its sheet."""
    entries = [e for e in entries_of(parts()) if e.name != SHEET.encode()]
    return container(entries + [Entry(SHEET, text)])


def write_entities(add):
    add("xml_doctype.xlsx", declared("<!DOCTYPE worksheet>", "x"), "error")
    add(
        "xml_doctype_external.xlsx",
        declared('<!DOCTYPE w SYSTEM "http://localhost:9/evil.dtd">', "x"),
        "error",
    )
    add(
        "xml_doctype_public.xlsx",
        declared('<!DOCTYPE w PUBLIC "-//x//y" "file:///etc/passwd">', "x"),
        "error",
    )
    for label, target in (
        ("file", "file:///etc/passwd"),
        ("http", "http://localhost:9/"),
        ("device", "file:///dev/zero"),
    ):
        add(f"xxe_{label}.xlsx", declared(f'<!DOCTYPE w [<!ENTITY x SYSTEM "{target}">]>', "&x;"), "error")
    add(
        "xxe_parameter.xlsx",
        declared('<!DOCTYPE w [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]>', "x"),
        "error",
    )
    for name in (
        SHEET,
        WORKBOOK,
        "xl/sharedStrings.xml",
        "xl/styles.xml",
        "_rels/.rels",
        "xl/_rels/workbook.xml.rels",
    ):
        label = name.strip("_").replace("/", "_").replace(".", "_")
        add(f"laughs_in_{label}.xlsx", declared(LAUGHS, "x", name), "error")
    add("laughs_in_unread_part.xlsx", declared(LAUGHS, "x", "[Content_Types].xml"), "grid")
    add(
        "xml_quadratic_blowup.xlsx",
        declared(f'<!DOCTYPE w [<!ENTITY a "{"a" * 50_000}">]>', "&a;" * 50_000),
        "error",
    )
    add("xml_undefined_entity.xlsx", book(rows=row('<c t="inlineStr"><is><t>&nbsp;</t></is></c>')), "error")
    for label, text in (
        ("nul", "&#0;"),
        ("bell", "&#7;"),
        ("surrogate", "&#xD800;"),
        ("beyond", "&#x110000;"),
        ("noncharacter", "&#xFFFF;"),
    ):
        add(
            f"xml_character_{label}.xlsx",
            book(rows=row(f'<c t="inlineStr"><is><t>{text}</t></is></c>')),
            "error",
        )


def write_syntax(add):
    good = worksheet(PLAIN_ROWS).encode()
    add("xml_unterminated.xlsx", sheet(good[:-20]), "error")
    add("xml_cut_in_tag.xlsx", sheet(good[: good.rfind(b"<v>") + 2]), "error")
    add("xml_cut_in_character.xlsx", sheet(good[: good.rfind("甲".encode()) + 1]), "error")
    add("xml_empty_part.xlsx", sheet(b""), "error")
    add("xml_blank_part.xlsx", sheet(b" \n \n"), "error")
    add("xml_is_json.xlsx", sheet(b'{"rows": []}'), "error")
    add("xml_is_noise.xlsx", sheet(bytes((i * 7919 + i // 3) % 256 for i in range(5000))), "error")
    add("xml_two_roots.xlsx", sheet(good + b"<worksheet/>"), "error")
    add("xml_wrong_end.xlsx", sheet(good.replace(b"</sheetData>", b"</sheetdata>")), "error")
    add("xml_same_attribute_twice.xlsx", sheet(good.replace(b'r="2"', b'r="2" r="2"')), "error")
    add("xml_lower_than_in_attribute.xlsx", sheet(good.replace(b'r="A1"', b'r="<"')), "error")
    add("xml_not_utf8.xlsx", sheet(good.replace("甲".encode(), b"\xff\xfe\x80")), "error")
    add("xml_overlong_utf8.xlsx", sheet(good.replace("甲".encode(), b"\xc0\xaf")), "error")
    add(
        "xml_surrogates_in_utf8.xlsx",
        sheet(good.replace("甲".encode(), b"\xed\xa0\x80\xed\xb0\x80")),
        "error",
    )
    add("xml_says_utf8_is_gbk.xlsx", sheet(good.decode().encode("gbk")), "error")
    add("xml_says_gbk.xlsx", sheet(good.decode().replace("UTF-8", "GBK").encode("gbk")), "error")
    add("xml_says_utf7.xlsx", sheet(good.replace(b"UTF-8", b"UTF-7")), "error")
    add("xml_utf16.xlsx", sheet(good.decode().replace("UTF-8", "UTF-16").encode("utf-16")), "grid")
    add("xml_utf16_odd.xlsx", sheet(good.decode().replace("UTF-8", "UTF-16").encode("utf-16")[:-1]), "error")
    add("xml_nul_inside.xlsx", sheet(good.replace("甲".encode(), b"a\0b")), "error")
    add("xml_byte_order_mark.xlsx", sheet(b"\xef\xbb\xbf" + good), "grid")
    add("xml_cdata.xlsx", sheet(good.replace("甲".encode(), b"<![CDATA[<&]]>")), "grid")
    add(
        "xml_instruction.xlsx",
        sheet(good.replace(b"<sheetData>", b"<?php system('id')?><sheetData>")),
        "grid",
    )
    add("xml_other_prefix.xlsx", sheet(good.replace(b"xmlns=", b"xmlns:y=")), "grid")
    deep = "<a>" * 100_000
    add(
        "xml_deep_100000.xlsx",
        sheet(f'<worksheet xmlns="{MAIN}">{deep}{deep.replace("<", "</")}</worksheet>'),
        "error",
    )
    add("xml_deep_unclosed.xlsx", sheet("<worksheet>" + deep * 5), "error")
    add("xml_deep_in_cell.xlsx", book(rows=row(f'<c t="inlineStr"><is>{"<r>" * 100_000}')), "error")
    add("xml_deep_in_strings.xlsx", book({"xl/sharedStrings.xml": "<sst><si>" + "<r>" * 100_000}), "error")
    add("xml_deep_relations.xlsx", book({"_rels/.rels": "<Relationships>" * 100_000}), "error")
    add(
        "xml_100000_attributes.xlsx",
        sheet("<worksheet " + " ".join(f'a{i}=""' for i in range(100_000)) + "><sheetData/></worksheet>"),
        "either",
    )
    add(
        "xml_attribute_2mb.xlsx", sheet(f'<worksheet a="{"x" * 2_000_000}"><sheetData/></worksheet>'), "error"
    )
    add("xml_name_2mb.xlsx", sheet(f"<{'x' * 2_000_000}/>"), "error")
    add(
        "xml_relation_id_900kb.xlsx",
        book({WORKBOOK: workbook(f'<sheet name="x" sheetId="1" r:id="{"i" * 900_000}"/>')}),
        "error",
    )


def write_missing(add):
    for name in parts():
        label = name.strip("[]_").replace("/", "_").replace(".", "_").replace("]", "")
        kept = name in ("[Content_Types].xml", "xl/styles.xml")
        add(f"missing_{label}.xlsx", book({name: None}), "either" if kept else "error")
        if not kept:
            add(f"empty_{label}.xlsx", book({name: ""}), "error")
    links = "xl/_rels/workbook.xml.rels"
    one = ("rId1", "worksheet", "worksheets/sheet1.xml")
    add("rels_without_strings.xlsx", book({links: relations(one)}), "error")
    add("rels_other_id.xlsx", book({links: relations(("rId9", *one[1:]))}), "error")
    add(
        "rels_same_id_twice.xlsx", book({links: relations(one, ("rId1", "worksheet", "other.xml"))}), "either"
    )
    for label, target in (
        ("parent", "../../../../../../etc/passwd"),
        ("absolute", "/etc/passwd"),
        ("empty", ""),
        ("url", "http://localhost:9/x"),
        ("file_url", "file:///etc/passwd"),
        ("dots", "./../xl/./."),
        ("long", "a/" * 200_000),
        ("backslash", "..\\..\\x.xml"),
        ("escape", "\u009b31m\u202e.xml"),
    ):
        add(f"rels_target_{label}.xlsx", book({links: relations((*one[:2], target))}), "error")
    add("rels_external_sheet.xlsx", book({links: relations((*one, ' TargetMode="External"'))}), "error")
    add(
        "rels_external_workbook.xlsx",
        book(
            {
                "_rels/.rels": relations(
                    ("r", "officeDocument", "http://localhost:9/", ' TargetMode="External"')
                )
            }
        ),
        "error",
    )
    add(
        "rels_workbook_is_sheet.xlsx",
        book({"_rels/.rels": relations(("r", "officeDocument", SHEET))}),
        "error",
    )
    add("rels_sheet_is_workbook.xlsx", book({links: relations((*one[:2], "workbook.xml"))}), "either")
    add(
        "rels_sheet_is_itself.xlsx", book({links: relations((*one[:2], "_rels/workbook.xml.rels"))}), "either"
    )


def write_workbooks(add):
    def sheets(text, name, expectation, **changes):
        add(name, book({WORKBOOK: workbook(text), **changes}), expectation)

    one = '<sheet name="{0}" sheetId="{1}" r:id="rId1"{2}/>'
    sheets("", "book_no_sheets.xlsx", "error")
    sheets(one.format("a", 1, ' state="hidden"'), "book_hidden.xlsx", "error")
    sheets(
        one.format("a", 1, ' state="veryHidden"') + one.format("b", 2, ' state="hidden"'),
        "book_very_hidden.xlsx",
        "error",
    )
    sheets(
        one.format("a", 1, ' state="veryHidden"') + one.format("b", 2, ""), "book_one_visible.xlsx", "grid"
    )
    sheets(one.format("a", 1, ' state="?"'), "book_odd_state.xlsx", "grid")
    sheets("".join(one.format(f"s{i}", i, "") for i in range(1, 1001)), "book_1000_sheets.xlsx", "error")
    sheets(one.format("a", 1, "") * 2, "book_same_name_twice.xlsx", "either")
    sheets(one.format("", -1, ""), "book_empty_name.xlsx", "either")
    sheets(one.format("=cmd|' /C calc'!A0", 1, ""), "book_name_is_formula.xlsx", "grid")
    sheets(one.format("../../x\u202e\u009b2J", 1, ""), "book_name_odd.xlsx", "either")
    sheets(one.format("长" * 200_000, 1, ""), "book_name_600kb.xlsx", "either")
    sheets('<sheet name="a" sheetId="1"/>', "book_sheet_without_id.xlsx", "error")
    add(
        "book_no_namespace.xlsx",
        book({WORKBOOK: '<workbook><sheets><sheet name="a" id="rId1"/></sheets></workbook>'}),
        "grid",
    )
    chart = relations(("rId1", "chartsheet", "chartsheets/sheet1.xml"))
    add("book_chart_only.xlsx", book({"xl/_rels/workbook.xml.rels": chart}), "error")
    made = {
        name: text.replace(MAIN, STRICT).replace(
            OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships"
        )
        for name, text in parts().items()
    }
    add("book_strict.xlsx", container(entries_of(made)), "grid")
    add(
        "book_1904.xlsx",
        book(
            {WORKBOOK: workbook(before='<workbookPr date1904="1"/>')},
            rows=row('<c s="2"><v>0</v></c><c s="2"><v>2957003</v></c><c s="2"><v>9e15</v></c>'),
        ),
        "grid",
    )
    add("book_1904_odd.xlsx", book({WORKBOOK: workbook(before='<workbookPr date1904="maybe"/>')}), "grid")
    add("book_macros.xlsm", book({"xl/vbaProject.bin": "\u00d0\u00cf macro"}), "grid")
    add("book_unknown_parts.xlsx", book({f"customXml/item{i}.xml": "<broken" for i in range(50)}), "grid")
    add(
        "book_external_link.xlsx",
        book({"xl/externalLinks/externalLink1.xml": LAUGHS, "xl/connections.xml": "<x:/>"}),
        "grid",
    )


def write_other_formats(add):
    binary = relations(("r", "officeDocument", "xl/workbook.bin"))
    add("other_xlsb.xlsb", book({"_rels/.rels": binary, "xl/workbook.bin": "x"}), "error")
    add("other_xlsb.xlsx", book({"_rels/.rels": binary, "xl/workbook.bin": "x"}), "error")
    ods = container(
        [
            Entry("mimetype", "application/vnd.oasis.opendocument.spreadsheet", 0),
            Entry("content.xml", "<x/>"),
            Entry("META-INF/manifest.xml", "<x/>"),
        ]
    )
    add("other_ods.ods", ods, "error")
    add("other_ods.xlsx", ods, "error")
    word = {
        "[Content_Types].xml": CONTENT_TYPES,
        "word/document.xml": "<document/>",
        "_rels/.rels": relations(("r", "officeDocument", "word/document.xml")),
    }
    add("other_docx.xlsx", container(entries_of(word)), "error")
    add(
        "other_jar.xlsx",
        container([Entry("META-INF/MANIFEST.MF", "Main-Class: Evil"), Entry("Evil.class", "x")]),
        "error",
    )
    compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    add("other_old.xls", compound + "Workbook".encode("utf-16le"), "error")
    add("other_old.xlsx", compound[:8], "error")
    add("other_wps.et", compound + "ETExtData".encode("utf-16le"), "error")
    add("other_encrypted.xlsx", compound + "EncryptionInfo EncryptedPackage".encode("utf-16le"), "error")
    add("other_is_csv.xlsx", "代码,税收\n1,2\n".encode(), "error")
    add("other_is_book.csv", book(), "grid")


def write(add):
    write_entities(add)
    write_syntax(add)
    write_missing(add)
    write_workbooks(add)
    write_other_formats(add)
