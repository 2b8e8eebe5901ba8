#include <gtest/gtest.h>
#include <iconv.h>
#include <zip.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <random>

#include "base/text.hpp"
#include "base/uscc.hpp"
#include "sheet/grid.hpp"
#include "zone/evaluation/checks/reading.hpp"
#include "zone/evaluation/codes.hpp"
#include "zone/evaluation/samples.hpp"

/// A clean table is spoilt in one to three of the ways in which offices spoil tables, and read. Whatever
/// comes out differently must have been said, with the row or the file it is about.
namespace yuanheng::evaluation {
namespace {

struct Mutant {
    struct Cell {
        std::string text;
        bool number = false;  ///< of a workbook: stored as one
        bool percent = false;
    };
    std::vector<std::vector<Cell>> rows;  ///< the header is rows[header]
    std::vector<std::string> owners;      ///< of each row: the code it is about; empty: nobody's
    std::vector<sheet::Range> merges;
    std::vector<std::size_t> hidden;
    std::size_t header = 0;
    bool workbook = false;
    char separator = ',';
    std::string line_end = "\n", extension = ".csv", encoding;
    bool mark = false, end_of_file = false;
    bool bytes_spoilt = false;  ///< what is wrong is then said of the file, or of any place in it
    std::string done;           ///< what was done to it
};

constexpr std::size_t kFirms = 6;
const std::vector<std::string> kInputs{"land", "tax", "share", "high_tech", "kind", "founded"};

std::string code_of(std::size_t firm) {
    const std::string first = "91330000MA26" + std::to_string(10000 + firm * 137);
    return first + check_character(first);
}

Mutant clean() {
    Mutant m;
    m.rows.push_back({{"统一社会信用代码"},
                      {"企业名称"},
                      {"用地面积（亩）"},
                      {"税收（万元）"},
                      {"出口占比（%）"},
                      {"高新技术企业"},
                      {"类型"},
                      {"成立日期"}});
    m.owners.emplace_back();
    for (std::size_t i = 0; i < kFirms; ++i) {
        m.rows.push_back({{code_of(i)},
                          {"试样第" + std::to_string(i) + "有限公司"},
                          {std::to_string(12 + 7 * i), true},
                          {std::to_string(1234 + 1111 * i) + ".5", true},
                          {std::to_string(3 + i) + ".25", true},
                          {i % 2 == 0 ? "是" : "否"},
                          {i % 3 == 0 ? "国有" : "民营"},
                          {"2001-0" + std::to_string(i + 1) + "-15"}});
        m.owners.push_back(code_of(i));
    }
    return m;
}

std::string escaped(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else
            out += c;
    }
    return out;
}

std::string csv_of(const Mutant& m) {
    std::string out;
    for (const auto& row : m.rows) {
        for (std::size_t c = 0; c < row.size(); ++c) {
            std::string text = row[c].text;
            if (row[c].percent) text += "%";
            if (text.find_first_of(std::string("\n\"") + m.separator) != std::string::npos &&
                !text.starts_with("=\""))
                text = "\"" + replace_all(text, "\"", "\"\"") + "\"";
            out += (c > 0 ? std::string(1, m.separator) : "") + text;
        }
        out += m.line_end;
    }
    if (m.end_of_file) out += '\x1A';
    return out;
}

/// A workbook's bytes, put together by hand: the writer of the program would mend what is to be wrong here.
std::string workbook_of(const Mutant& m) {
    std::string rows, merges;
    for (std::size_t r = 0; r < m.rows.size(); ++r) {
        const bool hidden = std::find(m.hidden.begin(), m.hidden.end(), r) != m.hidden.end();
        rows += "<row r=\"" + std::to_string(r + 1) + "\"" + (hidden ? " hidden=\"1\"" : "") + ">";
        for (std::size_t c = 0; c < m.rows[r].size(); ++c) {
            const Mutant::Cell& cell = m.rows[r][c];
            if (cell.text.empty()) continue;
            const std::string at =
                "<c r=\"" + sheet::column_letters(static_cast<long>(c) + 1) + std::to_string(r + 1) + "\"";
            rows += cell.number
                        ? at + (cell.percent ? " s=\"1\"" : "") + "><v>" + escaped(cell.text) + "</v></c>"
                        : at + " t=\"inlineStr\"><is><t>" + escaped(cell.text) + "</t></is></c>";
        }
        rows += "</row>";
    }
    for (const sheet::Range& range : m.merges)
        merges += "<mergeCell ref=\"" + sheet::range_name(range) + "\"/>";
    if (!merges.empty()) merges = "<mergeCells>" + merges + "</mergeCells>";
    const std::string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                      office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                      package = "http://schemas.openxmlformats.org/package/2006/relationships";
    const std::map<std::string, std::string> parts{
        {"_rels/.rels", "<Relationships xmlns=\"" + package + "\"><Relationship Id=\"r1\" Type=\"" + office +
                            "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"},
        {"xl/workbook.xml",
         "<workbook xmlns=\"" + main + "\" xmlns:r=\"" + office +
             "\"><sheets><sheet name=\"表\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels",
         "<Relationships xmlns=\"" + package + "\"><Relationship Id=\"r1\" Type=\"" + office +
             "/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"" + office +
             "/styles\" Target=\"styles.xml\"/></Relationships>"},
        {"xl/styles.xml",
         "<styleSheet xmlns=\"" + main +
             "\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"10\"/></cellXfs></styleSheet>"},
        {"xl/worksheets/sheet1.xml",
         "<worksheet xmlns=\"" + main + "\"><sheetData>" + rows + "</sheetData>" + merges + "</worksheet>"}};
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(nullptr, 0, 0, &error);
    zip_source_keep(source);
    zip_t* archive = zip_open_from_source(source, ZIP_TRUNCATE, &error);
    for (const auto& [name, text] : parts) {
        const auto at = zip_file_add(
            archive, name.c_str(), zip_source_buffer(archive, text.data(), text.size(), 0), ZIP_FL_ENC_UTF_8);
        zip_set_file_compression(archive, static_cast<zip_uint64_t>(at), ZIP_CM_STORE, 0);
    }
    zip_close(archive);
    zip_source_open(source);
    zip_source_seek(source, 0, SEEK_END);
    std::string out(static_cast<std::size_t>(zip_source_tell(source)), '\0');
    zip_source_seek(source, 0, SEEK_SET);
    zip_source_read(source, out.data(), out.size());
    zip_source_close(source);
    zip_source_free(source);
    return out;
}

std::string converted(std::string text, const std::string& to) {
    const iconv_t converter = iconv_open(to.c_str(), "UTF-8");
    std::string out(text.size() * 4 + 16, '\0');
    char* from = text.data();
    char* into = out.data();
    std::size_t left = text.size(), room = out.size();
    const bool done = iconv(converter, &from, &left, &into, &room) != static_cast<std::size_t>(-1);
    iconv_close(converter);
    out.resize(out.size() - room);
    return done ? out : text;
}

class Spoiler {
public:
    Spoiler(Mutant& m, std::mt19937_64& dice) : m_(m), dice_(dice) {}

    void spoil() {
        m_.workbook = roll(2) == 0;
        for (std::size_t i = 1 + roll(3); i > 0; --i) {
            switch (roll(8)) {
                case 0:
                case 1:
                case 2: cell(); break;
                case 3: code(); break;
                case 4:
                case 5: table(); break;
                case 6: merge(); break;
                default: file();
            }
        }
    }

private:
    std::size_t roll(std::size_t sides) { return dice_() % sides; }
    template <typename T>
    const T& any(const std::vector<T>& of) {
        return of[roll(of.size())];
    }
    void say(const std::string& what) { m_.done += (m_.done.empty() ? "" : ", ") + what; }
    /// A row of a firm.
    std::size_t firm_row() {
        for (;;) {
            if (const std::size_t r = roll(m_.rows.size()); !m_.owners[r].empty()) return r;
        }
    }

    void cell() {
        const std::size_t r = firm_row(), c = 2 + roll(m_.rows[r].size() - 2);
        Mutant::Cell& at = m_.rows[r][c];
        const bool share = m_.rows[m_.header][c].text.starts_with("出口占比");
        const std::string place = " in row " + std::to_string(r + 1) + " column " + std::to_string(c + 1);
        const auto as_text = [&](const std::string& text) { at = {text}; };
        switch (roll(12)) {
            case 0: {
                static const std::vector<std::string> kOdd{"\u200B", "\u200E", "\u202D", "\uFEFF",
                                                           "\a",     "\u00A0", "\u3000", "\u200D",
                                                           "\x0B",   "\u2066", "\uFFFE", "\u00AD"};
                std::string text = at.text;
                std::size_t where = roll(text.size() + 1);
                while (where < text.size() && (text[where] & 0xC0) == 0x80) ++where;
                std::string odd = any(kOdd);
                if (m_.workbook && static_cast<unsigned char>(odd[0]) < 0x20) odd = "_x0007_";
                if (m_.workbook && odd == "\uFFFE") odd = "\u200F";
                as_text(text.insert(where, odd));
                say("invisible character" + place);
                break;
            }
            case 1:
                as_text("'" + at.text);
                say("apostrophe" + place);
                break;
            case 2:
                if (!m_.workbook) {
                    as_text("=\"" + at.text + "\"");
                    say("equals quote" + place);
                }
                break;
            case 3: {
                std::u32string wide = code_points(at.text);
                for (char32_t& one : wide) one = one > 0x20 && one < 0x7F ? one + 0xFEE0 : one;
                as_text(utf8(wide));
                say("full width" + place);
                break;
            }
            case 4:
                if (at.number && at.text.size() > 5 && at.text.find('.') == 4)
                    as_text(at.text.insert(1, ","));
                say("thousands" + place);
                break;
            case 5:
                if (share && at.number) {
                    if (m_.workbook) {
                        const double value = std::strtod(at.text.c_str(), nullptr) / 100;
                        at = {std::to_string(value), true, true};
                    } else {
                        at = {at.text, false, true};
                    }
                } else if (at.number) {
                    at.percent = true;
                }
                say("percent" + place);
                break;
            case 6:
                as_text(
                    any<std::string>({"#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "Err:502", "＃N/A"}));
                say("error" + place);
                break;
            case 7:
                at = {any<std::string>({"NaN", "inf", "-Infinity", "1e999", "1.#QNAN"}), m_.workbook};
                say("no number" + place);
                break;
            case 8:
                as_text(any<std::string>({"abc", "约12", "12万元", "1.2.3", "12-15", "二十", "真"}));
                say("text" + place);
                break;
            case 9:
                as_text(" " + at.text + "  ");
                say("blanks" + place);
                break;
            case 10:
                as_text(at.text + "\uFFFD");
                say("replacement" + place);
                break;
            default:
                if (m_.workbook && !at.percent) at.number = false;
                say("number as text" + place);
        }
    }

    void code() {
        const std::size_t r = firm_row();
        std::string& text = m_.rows[r][column_of("统一社会信用代码")].text;
        if (text.size() < 18) return;
        switch (roll(8)) {
            case 0: text.erase(roll(text.size()), 1); break;
            case 1: text = replace_all(text, "0", "O"); break;
            case 2: text = lower(text); break;
            case 3: text = "9.1330E+17"; break;
            case 4: std::swap(text[9], text[10]); break;
            case 5: text = text.substr(0, 8) + " " + text.substr(8); break;
            case 6: text = "#N/A"; break;
            default: text.clear();
        }
        say("code of row " + std::to_string(r + 1));
    }

    std::size_t column_of(const std::string& title) const {
        const auto& head = m_.rows[m_.header];
        return static_cast<std::size_t>(
            std::find_if(head.begin(), head.end(), [&](const auto& c) { return c.text == title; }) -
            head.begin());
    }

    void insert(std::size_t at, std::vector<Mutant::Cell> row) {
        row.resize(m_.rows[m_.header].size());
        m_.rows.insert(m_.rows.begin() + static_cast<std::ptrdiff_t>(at), std::move(row));
        m_.owners.insert(m_.owners.begin() + static_cast<std::ptrdiff_t>(at), std::string());
    }

    void table() {
        if (!m_.merges.empty() || !m_.hidden.empty()) return;  // they go by row
        switch (roll(8)) {
            case 0:
                insert(0, {{"2023年度情况表"}});
                ++m_.header;
                say("title");
                break;
            case 1:
                insert(m_.rows.size(), {{"合计"}, {""}, {"9999", true}});
                say("total");
                break;
            case 2:
                insert(m_.rows.size(), {{"注：以上数据由本部门提供"}});
                say("remark");
                break;
            case 3:
                insert(m_.header + 1 + roll(m_.rows.size() - m_.header), {});
                say("blank row");
                break;
            case 4: {
                const std::size_t r = firm_row();
                m_.rows.push_back(m_.rows[r]);
                m_.owners.push_back(m_.owners[r]);
                say("row twice");
                break;
            }
            case 5: {
                const std::size_t a = firm_row(), b = firm_row();
                std::swap(m_.rows[a], m_.rows[b]);
                std::swap(m_.owners[a], m_.owners[b]);
                say("rows swapped");
                break;
            }
            case 6: {
                const std::size_t a = roll(m_.rows[0].size()), b = roll(m_.rows[0].size());
                if (m_.header == 0 || a > 1)
                    for (auto& row : m_.rows) std::swap(row[a], row[b]);
                say("columns swapped");
                break;
            }
            default:
                if (m_.workbook) m_.hidden.push_back(firm_row());
                say("hidden row");
        }
    }

    void merge() {
        if (!m_.workbook || m_.header + 3 > m_.rows.size()) return;
        const std::size_t r = firm_row(), c = roll(m_.rows[r].size());
        const bool down = roll(3) > 0;
        const std::size_t last_row = down ? std::min(r + 1 + roll(2), m_.rows.size() - 1) : r,
                          last_column = down ? c : std::min(c + 1, m_.rows[r].size() - 1);
        for (const sheet::Range& other : m_.merges) {
            for (std::size_t i = r; i <= last_row; ++i)
                for (std::size_t k = c; k <= last_column; ++k)
                    if (other.contains(static_cast<long>(i) + 1, static_cast<long>(k) + 1)) return;
        }
        for (std::size_t i = r; i <= last_row; ++i)
            for (std::size_t k = c; k <= last_column; ++k)
                if (i != r || k != c) m_.rows[i][k] = {};
        m_.merges.push_back({static_cast<long>(r) + 1, static_cast<long>(c) + 1,
                             static_cast<long>(last_row) + 1, static_cast<long>(last_column) + 1});
        say("merged " + sheet::range_name(m_.merges.back()));
    }

    void file() {
        if (m_.workbook) return;
        switch (roll(8)) {
            case 0:
                m_.separator = any<char>({';', '\t'});
                m_.extension = any<std::string>({".csv", ".txt", ".tsv"});
                break;
            case 1: m_.line_end = any<std::string>({"\r\n", "\r"}); break;
            case 2: m_.mark = true; break;
            case 3: m_.encoding = any<std::string>({"UTF-16LE", "UTF-16BE", "GB18030"}); break;
            case 4: m_.end_of_file = true; break;
            default: m_.bytes_spoilt = true;
        }
        say("file: separator '" + std::string(1, m_.separator) + "' " + m_.encoding +
            (m_.bytes_spoilt ? " bytes" : ""));
    }

    Mutant& m_;
    std::mt19937_64& dice_;
};

std::string bytes_of(const Mutant& m, std::mt19937_64& dice) {
    if (m.workbook) return workbook_of(m);
    std::string out = csv_of(m);
    if (m.bytes_spoilt) {
        const std::size_t at = dice() % out.size();
        switch (dice() % 4) {
            case 0: out.insert(at, "\""); break;
            case 1: out.insert(at, 1, '\0'); break;
            case 2: {  // a character is cut
                std::size_t high = at;
                while (high < out.size() && static_cast<unsigned char>(out[high]) < 0x80) ++high;
                if (high < out.size()) out.erase(high, 1);
                break;
            }
            default: out = "<html><body><table><tr><td>" + out;
        }
        return out;
    }
    if (!m.encoding.empty())
        out = converted((m.encoding == "GB18030" || dice() % 2 == 0 ? "" : "\uFEFF") + out, m.encoding);
    else if (m.mark)
        out = "\uFEFF" + out;
    return out;
}

/// Everyone's values as texts, by code and input.
std::map<std::pair<std::string, std::string>, std::string> values_of(const scoring::Scheme& scheme,
                                                                     const Intake& intake) {
    std::map<std::pair<std::string, std::string>, std::string> out;
    for (const std::string& input : kInputs) {
        const auto& column =
            intake.data.columns.fields[static_cast<std::size_t>(scheme.schema.find_field(input))];
        for (std::size_t r = 0; r < intake.data.size(); ++r) {
            const double value = column.values[r];
            if (std::isnan(value)) continue;
            out[{intake.data.codes[r], input}] = column.dictionary.empty()
                                                     ? std::to_string(value)
                                                     : column.dictionary[static_cast<std::size_t>(value)];
        }
    }
    return out;
}

TEST(IntakeProperty, WhatComesOutDifferentlyWasSaid) {
    const char* wanted = std::getenv("YUANHENG_MUTATIONS");
    const int count = wanted == nullptr ? 2000 : std::atoi(wanted);
    const scoring::Scheme scheme = samples::scheme();
    std::mt19937_64 dice(20231231);
    const auto read = [&](const Mutant& m) -> Result<Intake> {
        const samples::Folder folder;
        folder.write("税务" + (m.workbook ? ".xlsx" : m.extension), bytes_of(m, dice));
        return read_folder(scheme, folder.path());
    };
    const auto expected = values_of(scheme, read(clean()).value());
    ASSERT_EQ(expected.size(), kFirms * kInputs.size());
    int same = 0, told = 0, refused = 0, silent = 0;
    for (int i = 0; i < count && silent < 20; ++i) {
        Mutant m = clean();
        Spoiler(m, dice).spoil();
        const Result<Intake> intake = read(m);
        if (!intake) {
            EXPECT_NE(describe(intake.error(), Language::zh).find("税务"), std::string::npos)
                << m.done << ": " << describe(intake.error(), Language::en);
            ++refused;
            continue;
        }
        Errors all = intake->report.errors;
        all.insert(all.end(), intake->report.warnings.begin(), intake->report.warnings.end());
        std::erase_if(all, [](const Error& e) {
            return e.code == Code::intake_absent_in || e.code == Code::intake_name_differs;
        });
        const auto about = [&](const std::string& code) {
            return std::any_of(all.begin(), all.end(), [&](const Error& e) {
                if (m.bytes_spoilt) return true;
                for (const auto& [key, value] : e.arguments)
                    if (value == code) return true;
                const auto row = static_cast<std::size_t>(e.where.line);
                return row > 0 && row <= m.owners.size() && m.owners[row - 1] == code;
            });
        };
        const auto found = values_of(scheme, *intake);
        bool differs = false;
        for (const auto& [key, value] : expected) {
            const auto at = found.find(key);
            if (at != found.end() && at->second == value) continue;
            differs = true;
            if (about(key.first)) continue;
            ++silent;
            ADD_FAILURE() << m.done << ": " << key.second << " of " << key.first << " became "
                          << (at == found.end() ? "missing" : at->second) << " without a word\n"
                          << describe(all, Language::en) << (m.workbook ? "" : csv_of(m));
            break;
        }
        for (const auto& [key, value] : found) {
            if (expected.contains(key) || m.bytes_spoilt) continue;
            ++silent;
            ADD_FAILURE() << m.done << ": " << key.first << " came from nowhere";
            break;
        }
        ++(differs ? told : same);
    }
    std::printf("%d mutations: %d read as meant, %d differ and say where, %d refused\n", count, same, told,
                refused);
    EXPECT_GT(same, count / 10);
    EXPECT_GT(told, count / 10);
}

}  // namespace
}  // namespace yuanheng::evaluation
