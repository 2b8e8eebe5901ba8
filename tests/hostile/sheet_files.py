"""Worksheets whose rows, cells, texts and numbers contradict the standard or strain a reader."""

from book import DECLARATION, MAIN, PLAIN_ROWS, book, row, strings


def rows(text, **sheet):
    return book(rows=text, **sheet)


def cell(text):
    return rows(row(text))


def inline(text, reference="A1"):
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def write_places(add):
    for label, place in (
        ("a0", "A0"),
        ("column_too_far", "ZZZZ1"),
        ("beyond_xfd", "XFE1"),
        ("negative", "A-1"),
        ("minus_one", "-1"),
        ("empty", ""),
        ("only_letters", "A"),
        ("only_digits", "1"),
        ("lower", "a1"),
        ("dollars", "$A$1"),
        ("r1c1", "R1C1"),
        ("other_row", "A2"),
        ("range", "A1:B2"),
        ("junk", "A1x"),
        ("overflow", "A99999999999999999999"),
        ("full_width", "Ａ１"),
        ("long", "A" * 100_000 + "1"),
        ("cut_characters", "企业" * 20),
    ):
        add(f"place_{label}.xlsx", cell(f'<c r="{place}"><v>1</v></c>'), "error")
    add("place_twice.xlsx", cell('<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>'), "error")
    add("place_backwards.xlsx", cell('<c r="C1"><v>1</v></c><c r="A1"><v>2</v></c>'), "error")
    add("place_missing.xlsx", cell('<c><v>1</v></c><c r="C1"><v>2</v></c><c><v>3</v></c>'), "grid")
    add("place_all_missing.xlsx", rows("<row><c><v>1</v></c></row><row><c><v>2</v></c></row>"), "grid")
    for label, number in (
        ("zero", "0"),
        ("negative", "-1"),
        ("beyond", "1048577"),
        ("overflow", "9" * 30),
        ("fraction", "1.5"),
        ("empty", ""),
        ("text", "一"),
        ("cut_characters", "行" * 20),
    ):
        add(f"row_{label}.xlsx", rows(f'<row r="{number}"><c><v>1</v></c></row>'), "error")
    add("row_last.xlsx", rows('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "grid")
    add("row_twice.xlsx", rows('<row r="2"><c><v>1</v></c></row><row r="2"><c><v>1</v></c></row>'), "error")
    add(
        "row_backwards.xlsx",
        rows('<row r="2"><c><v>1</v></c></row><row r="1"><c><v>1</v></c></row>'),
        "error",
    )
    add(
        "row_in_row.xlsx",
        rows("<row><c><v>1</v></c><row><c><v>2</v></c></row><c><v>3</v></c></row>"),
        "error",
    )
    add("cell_in_cell.xlsx", cell("<c><c><v>1</v></c><v>2</v></c>"), "error")
    add("cell_outside_row.xlsx", rows('<c r="A1"><v>1</v></c>'), "either")
    add("row_outside_data.xlsx", rows("", after=PLAIN_ROWS), "either")
    add("sheet_without_data.xlsx", book({"xl/worksheets/sheet1.xml": "<worksheet/>"}), "either")
    add("sheet_two_data.xlsx", rows(PLAIN_ROWS, after=f"<sheetData>{PLAIN_ROWS}</sheetData>"), "error")
    add("sheet_dimension_lies.xlsx", rows(PLAIN_ROWS, before='<dimension ref="A1:XFD1048576"/>'), "grid")


def write_merges(add):
    def merged(*references):
        inner = "".join(f'<mergeCell ref="{r}"/>' for r in references)
        return rows(PLAIN_ROWS, after=f'<mergeCells count="{len(references)}">{inner}</mergeCells>')

    add("merge_overlapping.xlsx", merged("A1:B2", "B2:C3", "A1:B2"), "either")
    add("merge_whole_sheet.xlsx", merged("A1:XFD1048576"), "grid")
    add("merge_one_cell.xlsx", merged("A1", "B2:B2"), "grid")
    for label, reference in (
        ("backwards", "B2:A1"),
        ("empty", ""),
        ("zero", "A0:B0"),
        ("rows_only", "1:5"),
        ("columns_only", "A:C"),
        ("three", "A1:B2:C3"),
        ("junk", "合并" * 30),
        ("beyond", "A1:XFD9999999999"),
        ("beyond_columns", "A1:ZZZ1"),
    ):
        add(f"merge_{label}.xlsx", merged(reference), "error")
    add("merge_300000.xlsx", merged(*(f"A{i}:B{i}" for i in range(1, 300_001))), "error")


def write_numbers(add):
    for label, text in (
        ("nan", "NaN"),
        ("inf", "inf"),
        ("minus_inf", "-Infinity"),
        ("1e999", "1e999"),
        ("hex", "0x1F"),
        ("comma", "1,5"),
        ("thousands", "1,234"),
        ("two_points", "1.2.3"),
        ("text", "税"),
        ("sign", "-"),
        ("double_sign", "--1"),
        ("exponent", "1e"),
        ("blank_inside", "1 2"),
        ("full_width", "１２"),
        ("digits_100000", "1" * 100_000),
        ("places_100000", "0." + "1" * 100_000),
        ("cut_characters", "亿元" * 20),
    ):
        # An error of the cell, not of the file: NumbersThatAreNoneAreErrorsOfTheirCells.
        add(f"number_{label}.xlsx", cell(f"<c><v>{text}</v></c>"), "grid")
    for label, text in (
        ("largest", "1.7976931348623157e308"),
        ("tiny", "1e-999"),
        ("denormal", "4.9e-324"),
        ("minus_zero", "-0"),
        ("seventeen", "0.30199999999999999"),
        ("code", "9.1330100123456E+17"),
        ("blanks_around", " 1 "),
        ("plus", "+1"),
        ("zeros", "0" * 100 + "1"),
    ):
        add(f"number_{label}.xlsx", cell(f"<c><v>{text}</v></c>"), "grid")
    for label, text in (
        ("negative", "-1"),
        ("huge", "1e300"),
        ("last", "2958465.9999999"),
        ("zero", "0"),
        ("february_29", "60"),
        ("fraction", "0.999999999"),
        ("beyond", "2958466"),
    ):
        add(f"date_{label}.xlsx", cell(f'<c s="2"><v>{text}</v></c>'), "grid")
    for label, text in (
        ("junk", "soon"),
        ("month_13", "2024-13-01"),
        ("empty_time", "2024-01-01T"),
        ("time_25", "2024-01-01T25:00:00"),
        ("long", "2024-01-01T" + "9" * 1000),
        ("year_99999", "99999-01-01"),
    ):
        add(f"iso_date_{label}.xlsx", cell(f'<c t="d"><v>{text}</v></c>'), "grid")
    add("iso_date.xlsx", cell('<c t="d"><v>2024-12-31T08:30:00Z</v></c>'), "grid")
    for label, text in (
        ("beyond", "99"),
        ("negative", "-1"),
        ("overflow", "9" * 30),
        ("text", "x"),
        ("empty", ""),
    ):
        add(f"style_{label}.xlsx", cell(f'<c s="{text}"><v>1</v></c>'), "either")
    formats = "".join(
        f'<numFmt numFmtId="{i}" formatCode="{code}"/>'
        for i, code in (
            (200, "[" * 5000),
            (201, "&quot;" * 5001),
            (202, "\\"),
            (203, "[h"),
            (-5, "yyyy"),
            (99999999999, "0"),
        )
    )
    made = (
        f'{DECLARATION}<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts><cellXfs>'
        + "".join(f'<xf numFmtId="{i}"/>' for i in (200, 201, 202, 203, -5, 77777))
        + "</cellXfs></styleSheet>"
    )
    add(
        "style_odd_formats.xlsx",
        book({"xl/styles.xml": made}, rows=row("".join(f'<c s="{i}"><v>1.5</v></c>' for i in range(7)))),
        "grid",
    )


def write_texts(add):
    for label, text in (
        ("beyond", "2"),
        ("negative", "-1"),
        ("overflow", "9" * 30),
        ("fraction", "0.5"),
        ("text", "甲" * 30),
        ("exponent", "1e0"),
        ("blank", " "),
    ):
        add(f"shared_{label}.xlsx", cell(f'<c t="s"><v>{text}</v></c>'), "error")
    add("shared_empty.xlsx", cell('<c t="s"><v></v></c><c t="s"/>'), "grid")
    add(
        "shared_count_lies.xlsx",
        book(
            {
                "xl/sharedStrings.xml": strings("<t>a</t>", "<t>b</t>").replace(
                    "<sst ", '<sst count="4294967295" uniqueCount="99999999999" '
                )
            }
        ),
        "grid",
    )
    add(
        "shared_nested.xlsx",
        book({"xl/sharedStrings.xml": strings("<t>a</t><si><t>x</t></si>", "<t>b</t>")}),
        "either",
    )
    add(
        "shared_rich.xlsx",
        book(
            {
                "xl/sharedStrings.xml": strings(
                    "<r><rPr><b/></rPr><t>企业</t></r><r><t>名称</t></r>",
                    '<t>税</t><rPh sb="0" eb="1"><t>shui</t></rPh><phoneticPr/>',
                )
            }
        ),
        "grid",
    )
    add(
        "shared_phonetic_nested.xlsx",
        book({"xl/sharedStrings.xml": strings("<rPh><rPh/></rPh><t>a</t>", "<t/>")}),
        "grid",
    )
    add("text_of_32768.xlsx", cell(inline("x" * 32_768)), "error")
    add("text_of_32767.xlsx", cell(inline("税" * 32_767)), "grid")
    add("text_of_1mb.xlsx", cell(inline("x" * 1_000_000)), "error")
    add(
        "text_of_pieces.xlsx",
        cell('<c t="inlineStr"><is>' + "<r><t>ab</t></r>" * 20_000 + "</is></c>"),
        "error",
    )
    add("text_escapes.xlsx", cell(inline("_x0041__xD800__x0000__xFFFF__x___x00_x000D__x005F_x0041_")), "grid")
    add(
        "text_formula_injection.xlsx",
        rows(
            "".join(
                row(inline(text, f"A{i}"), i)
                for i, text in enumerate(
                    (
                        "=cmd|' /C calc'!A0",
                        "+1+1",
                        "-2+3",
                        "@SUM(A1)",
                        "\t=1",
                        "=HYPERLINK(&quot;http://x&quot;)",
                    ),
                    1,
                )
            )
        ),
        "grid",
    )
    add("text_right_to_left.xlsx", cell(inline("甲\u202e公司\u2066\u200b\ufeff\U000e0041")), "grid")
    add("text_combining.xlsx", cell(inline("e" + "\u0301" * 20_000)), "grid")
    add("type_boolean.xlsx", cell('<c t="b"><v>2</v></c>'), "grid")
    add("type_boolean_text.xlsx", cell(f'<c t="b"><v>{"是" * 30}</v></c>'), "grid")
    for label, body in (
        ("unknown", '<c t="zz"><v>1</v></c>'),
        ("long", f'<c t="{"类" * 30}"><v>1</v></c>'),
    ):
        add(f"type_{label}.xlsx", cell(body), "error")
    add(
        "type_all.xlsx",
        cell(
            '<c t="str"><f>A1</f><v>x</v></c><c t="b"><v>1</v></c><c t="b"><v>true</v></c>'
            '<c t="e"><v>#REF!</v></c><c t="n"><v>1</v></c><c t="inlineStr"/><c t="str"/><c t="e"/>'
        ),
        "grid",
    )
    add("type_error_long.xlsx", cell(f'<c t="e"><v>{"#" * 40_000}</v></c>'), "grid")
    add("formula_without_value.xlsx", cell("<c><f>" + "用地面积" * 40 + "</f></c><c><f/></c>"), "grid")
    add(
        "formula_external.xlsx",
        cell(
            "<c><f>[1]Sheet!A1+WEBSERVICE(&quot;http://x&quot;)+cmd|&apos; /C calc&apos;!A0</f><v>3</v></c>"
        ),
        "grid",
    )
    add("cell_two_values.xlsx", cell("<c><v>1</v><v>2</v></c><c><is><t>3</t></is><v>4</v></c>"), "either")


def write(add):
    write_places(add)
    write_merges(add)
    write_numbers(add)
    write_texts(add)
