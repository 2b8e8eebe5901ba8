"""Text tables that are damaged, enormous, or no tables at all."""

HEAD = "统一社会信用代码,企业名称,税收\r\n"
LINE = "91330100MA27XXXX0A,甲公司,12.5\r\n"
TABLE = HEAD + LINE * 3
MEGABYTE = 1 << 20


def sparse(size, begin=b"", end=b""):
    """A file of NULs that takes no room on the disk."""

    def write_to(out):
        out.write(begin)
        out.truncate(size)
        if end:
            out.seek(size - len(end))
            out.write(end)

    return write_to


def repeated(piece, times, begin=b"", end=b""):
    def write_to(out):
        out.write(begin)
        for _ in range(times):
            out.write(piece)
        out.write(end)

    return write_to


def write_encodings(add):
    table = TABLE.encode()
    add("csv_empty.csv", b"", "either")
    add("csv_only_mark.csv", b"\xef\xbb\xbf", "either")
    add("csv_only_mark_utf16.csv", b"\xff\xfe", "either")
    add("csv_two_marks.csv", b"\xef\xbb\xbf" * 2 + table, "grid")
    add("csv_cut_in_character.csv", table[: len(HEAD.encode()) + 20], "error")
    add("csv_invalid_utf8_behind_mark.csv", b"\xef\xbb\xbf" + table + b"\xff\xff,1\n", "error")
    add("csv_mixed_encodings.csv", table + "乙公司一".encode("gbk")[:-1] + b"\n", "either")
    add("csv_gbk.csv", TABLE.encode("gbk"), "grid")
    add("csv_gbk_cut.csv", TABLE.replace("12.5\r\n", "元").encode("gbk")[:-1], "error")
    add("csv_gbk_bad_pair.csv", TABLE.encode("gbk") + b"\x81\x20,\xff\n", "error")
    add("csv_gb18030_four_bytes.csv", (TABLE + "𠮷㐀,1\n").encode("gb18030"), "grid")
    add("csv_gb18030_beyond.csv", TABLE.encode("gbk") + b"\xfe\x39\xfe\x39\n", "error")
    add("csv_utf16.csv", TABLE.encode("utf-16"), "grid")
    add("csv_utf16_odd.csv", TABLE.encode("utf-16") + b"\0", "error")
    add("csv_utf16_lone_surrogate.csv", TABLE.encode("utf-16") + b"\x00\xd8A\0", "error")
    add("csv_utf16_half_pair.csv", TABLE.encode("utf-16") + b"\x00\xd8", "error")
    add("csv_utf16_without_mark.csv", TABLE.encode("utf-16le"), "grid")
    add("csv_utf32.csv", TABLE.encode("utf-32"), "error")
    add("csv_overlong_utf8.csv", table + b"\xc0\xaf\xe0\x80\xaf\n", "error")
    add("csv_all_bytes.csv", bytes(range(256)) * 20, "error")
    add("csv_all_bytes_without_nul.csv", bytes(range(1, 256)) * 20, "error")


def write_characters(add):
    table = TABLE.encode()
    add("csv_nul.csv", table + b"a\0b,1\n", "error")
    add("csv_only_nul.csv", b"\0", "error")
    add("csv_control_characters.csv", table + bytes(range(1, 9)) + b"\x0b\x0c\x0e\x1b[31m\x7f,1\n", "either")
    add("csv_line_separators.csv", (TABLE + "甲\u2028乙\u2029丙\u0085丁\x0b戊\x1c己\n").encode(), "grid")
    add("csv_right_to_left.csv", (TABLE + "\u202e甲公司\u2066,\u200b,\ufeff\n").encode(), "grid")
    add(
        "csv_formula_injection.csv",
        (
            TABLE
            + "".join(
                f'x,"{name}",1\r\n'
                for name in ("=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "＝1")
            )
        ).encode(),
        "grid",
    )
    add("csv_quote_in_middle.csv", (TABLE + 'a"b"c,1\n').encode(), "grid")
    add(
        "csv_numbers.csv",
        b"a,b\n"
        + b"\n".join(
            b"x," + n
            for n in (
                b"NaN",
                b"inf",
                b"1e999",
                b"-1e-999",
                b"1e99999999999",
                b"0x10",
                b"1_000",
                b"9" * 10_000,
                b"0." + b"0" * 10_000 + b"1",
                b"--1",
                b"1e",
                b".",
                b"-",
                b"+",
                b"1.2.3",
            )
        ),
        "grid",
    )
    add("csv_line_ends_mixed.csv", b"a,b\r1,2\n3,4\r\n5,6\n\r7,8", "grid")
    add("csv_only_separators.csv", b",,,;;;\t\t\n" * 1000, "either")
    add("csv_only_line_ends.csv", b"\n\r" * 500_000, "either")
    add("csv_one_cell.csv", b"x", "grid")


def write_quotes(add):
    table = TABLE.encode()
    add("quote_open_at_end.csv", table + b'"', "error")
    add("quote_open.csv", table + b'"abc\r\n' + table * 10, "error")
    add("quote_open_first.csv", b'"' + table, "error")
    add("quote_open_10mb.csv", repeated(LINE.encode(), 300_000, b'a,b\n"'), "error")
    add("quote_then_text.csv", table + '"甲"乙丙丁戊己庚辛壬癸甲乙,1\n'.encode(), "error")
    add("quote_then_escape.csv", table + b'"a"\x1b[2J\x1b]0;x\x07,1\n', "error")
    add("quote_then_blanks.csv", table + b'"a"' + b" " * 5_000_000 + b"x\n", "error")
    add("quote_three.csv", b'"""\n', "error")
    add("quote_pairs_10mb.csv", b'"' + b'""' * 5_000_000 + b'"', "error")
    add("quote_only_odd.csv", b'"' * 1_000_001, "error")
    add("quote_pairs_alone.csv", b'"",""\n' * 100_000, "either")
    add("quote_line_ends_inside.csv", b'"' + b"\n" * 20_000 + b'",1\n', "grid")
    add("quote_cells_in_long_line.csv", b",".join([b'"' + b"x" * 2500 + b'"'] * 16_000), "grid")
    add("quote_dog_leg.csv", b'"a","b\n"c","d\n' * 1000, "error")


def write_large(add):
    add("line_of_10mb.csv", b"x" * (10 * MEGABYTE), "error")
    add("line_of_10mb_second.csv", TABLE.encode() + b"x" * (10 * MEGABYTE), "error")
    add("line_of_blanks_10mb.csv", b" " * (10 * MEGABYTE), "error")
    add("line_of_wide_characters.csv", "税".encode() * 40_000, "error")
    add("line_of_32767_wide_characters.csv", "税".encode() * 32_767, "grid")
    add("columns_million.csv", b"1," * 1_000_000 + b"1\n", "error")
    add("columns_million_empty.csv", b"," * 1_000_000 + b"\n", "error")
    add("columns_million_second_line.csv", b"a,b\n" + b";" * 10 + b"1," * 1_000_000, "error")
    add("columns_16384.csv", b",".join([b"1"] * 16_384) + b"\n", "grid")
    add("columns_16385.csv", b",".join([b"1"] * 16_385) + b"\n", "error")
    add("columns_16384_header_alone.csv", b",".join([b"a"] * 16_384) + b"\n", "grid")
    add("columns_16384_above_empty_lines.csv", b",".join([b"a"] * 16_384) + b"\n" * 1_000_000, "grid")
    add("header_alone.csv", b"code,tax\n", "grid")
    add("columns_far.csv", (b"," * 16_383 + b"1\n") * 900, "error")
    add("columns_ragged.csv", b"".join(b"1," * (i % 50) + b"\n" for i in range(20_000)), "grid")
    add("rows_1048576.csv", b"1\n" * 1_048_576, "grid")
    add("rows_1048577.csv", b"1\n" * 1_048_577, "error")
    add("rows_5_million_empty.csv", b"\n" * 5_000_000 + b"1\n", "either")
    add("sparse_600mb.csv", sparse(600 * MEGABYTE), "error")
    add("sparse_600mb_with_header.csv", sparse(600 * MEGABYTE, TABLE.encode(), b"\n1,2,3\n"), "error")
    add("sparse_500mb.csv", sparse(500 * MEGABYTE, TABLE.encode()), "error")
    add("sparse_500mb_gbk.csv", sparse(500 * MEGABYTE, TABLE.encode("gbk")), "error")
    add("sparse_500mb_utf16.csv", sparse(500 * MEGABYTE, TABLE.encode("utf-16")), "error")
    add("sparse_500mb.xlsx", sparse(500 * MEGABYTE, b"PK\3\4"), "error")
    add("sparse_500mb.xls", sparse(500 * MEGABYTE, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "error")
    add("sparse_40gb.csv", sparse(40 << 30), "error")


def write_others(add):
    page = "<html><body><table><tr><td>代码</td></tr></table></body></html>"
    add("page.xls", page.encode(), "error")
    add("page.csv", b"\xef\xbb\xbf\r\n  " + page.upper().encode(), "error")
    add("page_gbk.xls", ("<!DOCTYPE html>" + page).encode("gbk"), "error")
    add("page_utf16.xls", page.encode("utf-16"), "error")
    add("page_fragment.xls", b"<style>td{}</style><table>", "error")
    add("page_archive.xls", b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n--x", "error")
    add(
        "spreadsheet_2003.xml",
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "error",
    )
    add("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "error")
    add("picture.csv", b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(range(255, 0, -1)), "error")
    add("document.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n", "error")
    add("document_binary.csv", b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n" + bytes(range(256)), "error")
    add("document.rtf", b"{\\rtf1\\ansi 1,2,3}", "error")
    add("packed.csv", b"\x1f\x8b\x08\x00\x00\x00\x00\x00" + bytes(range(200)), "error")
    add("packed.rar", b"Rar!\x1a\x07\x01\x00" + bytes(range(200)), "error")
    add("packed.7z", b"7z\xbc\xaf\x27\x1c\x00\x04" + bytes(range(200)), "error")
    add("program.csv", b"\x7fELF\x02\x01\x01" + b"\0" * 100, "error")
    add("database.csv", b"SQLite format 3\0" + b"\0" * 100, "error")


def write(add):
    write_encodings(add)
    write_characters(add)
    write_quotes(add)
    write_large(add)
    write_others(add)


def write_huge(add):
    """Single lines of 1 GB: one cell, numbers, one quoted cell."""
    add("huge_cell.csv", repeated(b"x" * MEGABYTE, 1024), "error")
    add("huge_numbers.csv", repeated(b"1234567," * (MEGABYTE // 8), 1024), "error")
    add("huge_quoted.csv", repeated(b'""' * (MEGABYTE // 2), 1024, b'"', b'"'), "error")
