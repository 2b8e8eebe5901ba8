"""Damaged containers and decompression bombs."""

from book import DECLARATION, MAIN, Entry, book, container, entries_of, parts, relations, workbook

SHEET = "xl/worksheets/sheet1.xml"
MEGABYTE = 1 << 20


def damaged(change, name=SHEET):
    """The small workbook with `change` applied to one entry."""
    entries = entries_of(parts())
    for entry in entries:
        if entry.name == name.encode():
            change(entry)
    return container(entries)


def setting(**fields):
    return lambda entry: entry.__dict__.update(fields)


def bomb(name, begin, piece, times, end, changes=None):
    """The small workbook with one part that unpacks to `times` pieces."""

    def pieces():
        yield begin.encode()
        for _ in range(times):
            yield piece
        yield end.encode()

    entries = [e for e in entries_of(parts(changes)) if e.name != name.encode()]
    return container(entries + [Entry.streamed(name, pieces())])


def sheet_bomb(piece, times, changes=None):
    return bomb(
        SHEET,
        f'{DECLARATION}<worksheet xmlns="{MAIN}"><sheetData>',
        piece,
        times,
        "</sheetData></worksheet>",
        changes,
    )


def write_truncated(add):
    whole = book()
    for i in range(18):
        add(f"zip_cut_{i:02}.xlsx", whole[: len(whole) * i // 18], "error")
    for missing in (1, 4, 21, 22, 23):
        add(f"zip_cut_end_{missing:02}.xlsx", whole[:-missing], "error")
    add("zip_first_half_twice.xlsx", whole[: len(whole) // 2] * 2, "error")
    add("zip_without_begin.xlsx", whole[100:], "error")
    add("zip_junk_before.xlsx", b"MZ" + b"junk" * 100 + whole, "error")
    add("zip_junk_behind.xlsx", whole + b"junk" * 100, "either")
    add("zip_zeros_in_middle.xlsx", whole[:300] + b"\0" * 900 + whole[1200:], "error")
    for step in range(8):
        at = 40 + step * (len(whole) - 60) // 8
        add(f"zip_flipped_{step}.xlsx", whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :], "either")


def write_directories(add):
    entries = entries_of(parts())
    size = len(container(entries))
    add("zip_directory_beyond_end.xlsx", container(entries, offset=size + 1000), "error")
    add("zip_directory_offset_huge.xlsx", container(entries, offset=0xFFFFFFFE), "error")
    add("zip_directory_offset_zero.xlsx", container(entries, offset=0), "error")
    add("zip_directory_zip64_without_record.xlsx", container(entries, offset=0xFFFFFFFF), "error")
    add("zip_directory_size_huge.xlsx", container(entries, size=0xFFFFFFF0), "error")
    add("zip_directory_size_zero.xlsx", container(entries, size=0), "error")
    add("zip_count_too_large.xlsx", container(entries, here=65000, total=65000), "error")
    add("zip_count_too_small.xlsx", container(entries, here=2, total=2), "error")
    add("zip_other_disk.xlsx", container(entries, disk=3, disk_start=2), "error")
    add("zip_bad_signature.xlsx", container(entries).replace(b"PK\1\2", b"PK\1\3", 1), "error")
    add("zip_empty.xlsx", container([]), "error")
    add("zip_comment_64k.xlsx", container(entries, b"c" * 65535), "grid")
    add("zip_comment_holds_end_record.xlsx", container(entries, container([])), "either")
    add("zip_two_same_names.xlsx", container(entries + [Entry(SHEET, "<worksheet/>")]), "error")
    add("zip_names_differ_in_case.xlsx", container(entries + [Entry(SHEET.upper(), "<worksheet/>")]), "error")
    add(
        "zip_names_differ_in_slash.xlsx", container(entries + [Entry(SHEET.replace("/", "\\"), "x")]), "error"
    )
    for label, name in (
        ("parent", "../../../../tmp/evil.xml"),
        ("absolute", "/etc/cron.d/evil"),
        ("nul", b"xl/a\0b.xml"),
        ("empty", b""),
        ("not_utf8", b"\xff\xfe\x80.xml"),
        ("long", b"n" * 65535),
        ("drive", b"C:\\Windows\\evil.dll"),
    ):
        add(f"zip_name_{label}.xlsx", container(entries + [Entry(name, "x")]), "either")
    add("zip_3000_entries.xlsx", container(entries + [Entry(f"x{i}", b"", 0) for i in range(3000)]), "error")
    many = [Entry(f"{i:x}", b"", 0) for i in range(60000)]
    add("zip_60000_entries.xlsx", container_of_many(many), "error")


def container_of_many(entries):
    local, central, at = [], [], 0
    for entry in entries:
        local.append(entry.local())
        central.append(entry.central(at))
        at += len(local[-1])
    end = container([], here=len(entries), total=len(entries), size=sum(map(len, central)), offset=at)
    return b"".join(local) + b"".join(central) + end


def write_entries(add):
    add("zip_wrong_crc.xlsx", damaged(setting(crc=0x12345678)), "error")
    add("zip_wrong_crc_of_strings.xlsx", damaged(setting(crc=1), "xl/sharedStrings.xml"), "error")
    add("zip_size_said_zero.xlsx", damaged(setting(size=0)), "either")
    add("zip_size_said_4gb.xlsx", damaged(setting(size=0xFFFFFFFE)), "either")
    add("zip_packed_said_4gb.xlsx", damaged(setting(packed=0xFFFFFFFE)), "error")
    add("zip_packed_said_zero.xlsx", damaged(setting(packed=0)), "error")
    add("zip_packed_said_short.xlsx", damaged(setting(packed=20)), "error")
    add("zip_entry_beyond_end.xlsx", damaged(setting(offset=0xFFFFFF)), "error")
    add("zip_entry_at_zero.xlsx", damaged(setting(offset=0)), "either")
    add("zip_encrypted_flag.xlsx", damaged(setting(flags=0x801)), "error")
    for method in (1, 9, 12, 14, 93, 95, 97, 99):
        add(f"zip_method_{method}.xlsx", damaged(setting(method=method)), "error")
    add("zip_stored_that_is_packed.xlsx", damaged(setting(method=0)), "error")
    add("zip_bad_deflate.xlsx", damaged(setting(body=b"\xff" * 200, packed=200)), "error")
    add(
        "zip_all_entries_overlap.xlsx",
        container([e for e in entries_of(parts()) if not e.__dict__.update(offset=0)]),
        "error",
    )
    kernel = Entry.streamed(SHEET, (b" " * MEGABYTE for _ in range(16)))
    overlapping = entries_of(parts({SHEET: None})) + [kernel]
    at = len(container(overlapping[:-1], size=0)) - 22 - sum(len(e.central(0)) for e in overlapping[:-1])
    for i in range(500):
        copy = Entry(f"xl/copy{i}.xml", b"")
        copy.__dict__.update(offset=at, crc=kernel.crc, size=kernel.size, packed=kernel.packed, body=b"")
        overlapping.append(copy)
    add("zip_500_entries_share_a_bomb.xlsx", container(overlapping), "error")


def write_bombs(add):
    add("bomb_zeros_200mb.xlsx", sheet_bomb(b"\0" * MEGABYTE, 200), "error")
    add("bomb_blanks_200mb.xlsx", sheet_bomb(b" " * MEGABYTE, 200), "error")
    add("bomb_empty_rows_200mb.xlsx", sheet_bomb(b"<row/>" * (MEGABYTE // 6), 200), "error")
    add("bomb_unknown_elements_100mb.xlsx", sheet_bomb(b"<x></x>" * (MEGABYTE // 7), 100), "either")
    add(
        "bomb_cells_of_13_million.xlsx",
        sheet_bomb(b"<row>" + b"<c><v>1</v></c>" * 16000 + b"</row>", 820),
        "error",
    )
    add("bomb_columns_in_a_row.xlsx", sheet_bomb(b"<row>" + b"<c/>" * 1_000_000 + b"</row>", 1), "error")
    add(
        "bomb_million_cells_with_value.xlsx",
        sheet_bomb(b"<row>" + b"<c><v>1</v></c>" * 1_000_000 + b"</row>", 1),
        "error",
    )
    add(
        "bomb_far_columns.xlsx",
        sheet_bomb_rows('<row r="{0}"><c r="XFD{0}"><v>1</v></c></row>', 1000),
        "error",
    )
    add("bomb_two_million_rows.xlsx", sheet_bomb(b"<row><c><v>1</v></c></row>" * 20000, 100), "error")
    add("bomb_comments_100mb.xlsx", sheet_bomb(b"<!--" + b"-x" * 450_000 + b"-->", 100), "either")
    add("bomb_unending_tag.xlsx", sheet_bomb(b"<row " + b" " * MEGABYTE, 50), "error")
    add("bomb_unending_comment.xlsx", sheet_bomb(b"<!--" + b"x" * (2 * MEGABYTE), 1), "error")
    add(
        "bomb_one_text_100mb.xlsx",
        sheet_bomb(b'<row><c t="inlineStr"><is><t>' + b"x" * (100 * MEGABYTE), 1),
        "error",
    )
    add(
        "bomb_formula_100mb.xlsx",
        sheet_bomb(b"<row><c><f>" + b"1+" * (50 * MEGABYTE) + b"1</f><v>1</v></c></row>", 1),
        "either",
    )
    add(
        "bomb_escapes.xlsx",
        sheet_bomb(b'<row><c t="inlineStr"><is><t>' + b"_x0041_" * 18_000 + b"</t></is></c></row>", 700),
        "either",
    )
    shared = ("xl/sharedStrings.xml", f'{DECLARATION}<sst xmlns="{MAIN}">')
    add(
        "bomb_shared_texts_200mb.xlsx",
        bomb(*shared, b"<si><t>" + b"x" * 30_000 + b"</t></si>", 7000, "</sst>"),
        "either",
    )
    add("bomb_shared_texts_5_million.xlsx", bomb(*shared, b"<si/>" * 50_000, 100, "</sst>"), "error")
    rows = b'<row><c t="s"><v>0</v></c></row>' * 1000
    text = f'{DECLARATION}<sst xmlns="{MAIN}"><si><t>{"x" * 32_000}</t></si></sst>'
    add(
        "bomb_one_text_in_million_cells.xlsx", sheet_bomb(rows, 1000, {"xl/sharedStrings.xml": text}), "error"
    )
    add(
        "bomb_styles.xlsx",
        bomb(
            "xl/styles.xml",
            f'{DECLARATION}<styleSheet xmlns="{MAIN}"><cellXfs>',
            b"<xf/>" * 10_000,
            20,
            "</cellXfs></styleSheet>",
        ),
        "error",
    )
    sheets = "".join(f'<sheet name="s{i}" sheetId="{i}" r:id="rId1"/>' for i in range(1, 257))
    add(
        "bomb_256_sheets_of_one_part.xlsx",
        sheet_bomb(b"<x>" + b"0123456789" * 100_000 + b"</x>", 10, {"xl/workbook.xml": workbook(sheets)}),
        "error",
    )
    add(
        "bomb_in_bomb.xlsx",
        book({"xl/embeddings/inner.xlsx": sheet_bomb(b" " * MEGABYTE, 50).decode("latin-1")}),
        "grid",
    )
    many = relations(
        ("rId1", "worksheet", "worksheets/sheet1.xml"), *((f"x{i}", "image", "a") for i in range(5000))
    )
    add("bomb_relations.xlsx", book({"xl/_rels/workbook.xml.rels": many}), "error")


def sheet_bomb_rows(pattern, count):
    return sheet_bomb("".join(pattern.format(i) for i in range(1, count + 1)).encode(), 1)


def write(add):
    write_truncated(add)
    write_directories(add)
    write_entries(add)
    write_bombs(add)
