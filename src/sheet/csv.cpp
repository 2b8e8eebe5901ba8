#include "sheet/csv.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "base/text.hpp"
#include "sheet/cell_text.hpp"
#include "sheet/cell_value.hpp"
#include "sheet/codes.hpp"
#include "sheet/container.hpp"
#include "sheet/foreign.hpp"
#include "sheet/mapped_file.hpp"

namespace yuanheng::sheet {

namespace {

/// Ctrl-Z, with which programs of the DOS age end a text.
constexpr char kEndOfFile = 0x1A;

/// Splits UTF-8 text into rows of cells.
class CsvReader {
public:
    CsvReader(std::string_view text, const Limits& limits, Grid& grid)
        : text_(text), limits_(limits), grid_(grid), separator_(find_separator(text)), notes_(grid) {}

    Result<void> read() {
        while (at_ < text_.size()) {
            if (auto row = read_row(); !row) return row;
        }
        notes_.finish();
        return {};
    }

private:
    /// The separator that stands equally often, outside quotes, in most of the first lines with content; of
    /// equals the one that occurs more often, the comma where none does.
    static char find_separator(std::string_view text);
    Result<void> read_row();
    Result<void> read_field();
    Result<void> read_quoted();
    Result<void> keep(std::size_t column);
    void end_line();
    bool at_line_end() const { return at_ == text_.size() || text_[at_] == '\n' || text_[at_] == '\r'; }
    /// The place of the byte at `at`, which stands in the line that began at `line_begin`.
    Where place_of(std::size_t at, long line, std::size_t line_begin) const;
    Where here() const { return place_of(at_, line_, line_begin_); }

    std::string_view text_;
    const Limits& limits_;
    Grid& grid_;
    char separator_;
    std::size_t at_ = 0;
    long line_ = 1;
    std::size_t line_begin_ = 0;
    long records_ = 0;
    long column_ = 0;  // of the field that is being read
    std::size_t cells_ = 0;
    std::uint64_t text_bytes_ = 0;
    Row row_;
    std::string field_;
    Notes notes_;
};

char CsvReader::find_separator(std::string_view text) {
    constexpr std::array kSeparators = {',', ';', '\t'};
    constexpr std::size_t kLinesLookedAt = 20;
    using Counts = std::array<std::size_t, kSeparators.size()>;
    std::vector<Counts> lines;
    Counts count{}, all{};
    bool quoted = false, content = false;
    for (std::size_t at = 0; at <= text.size() && lines.size() < kLinesLookedAt; ++at) {
        const char c = at < text.size() ? text[at] : '\n';
        if (c == '"') quoted = !quoted;
        if (quoted && at < text.size()) continue;
        if (c == '\n' || c == '\r') {
            if (content) lines.push_back(count);
            count = {};
            content = false;
            continue;
        }
        content = true;
        for (std::size_t i = 0; i < kSeparators.size(); ++i) {
            count[i] += c == kSeparators[i] ? 1 : 0;
            all[i] += c == kSeparators[i] ? 1 : 0;
        }
    }
    const auto alike = [&](std::size_t i) {  // lines with the most frequent number of it
        std::map<std::size_t, std::size_t> lines_with;
        std::size_t most = 0;
        for (const Counts& line : lines) {
            if (line[i] > 0) most = std::max(most, ++lines_with[line[i]]);
        }
        return most;
    };
    std::size_t best = 0;
    for (std::size_t i = 1; i < kSeparators.size(); ++i) {
        if (std::pair(alike(i), all[i]) > std::pair(alike(best), all[best])) best = i;
    }
    return kSeparators[best];
}

Where CsvReader::place_of(std::size_t at, long line, std::size_t line_begin) const {
    const std::string_view before = text_.substr(line_begin, at - line_begin);
    const auto characters = std::count_if(
        before.begin(), before.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
    return Where{grid_.file, "", line, characters + 1};
}

void CsvReader::end_line() {
    if (at_ == text_.size()) return;
    const char c = text_[at_++];
    if (c == '\r' && at_ < text_.size() && text_[at_] == '\n') ++at_;
    ++line_;
    line_begin_ = at_;
}

Result<void> CsvReader::read_row() {
    row_.number = ++records_;
    row_.cells.clear();
    for (std::size_t column = 1;; ++column) {
        if (column > limits_.columns)
            return tl::unexpected(too_large("列数", "columns", limits_.columns, here()));
        column_ = static_cast<long>(column);
        if (auto field = read_field(); !field) return field;
        if (auto kept = keep(column); !kept) return kept;
        row_.fields = column;
        if (at_line_end()) break;
        ++at_;  // the separator
    }
    if (!row_.cells.empty()) {
        if (grid_.rows.size() >= limits_.rows)
            return tl::unexpected(too_large("行数", "rows", limits_.rows, here()));
        grid_.rows.push_back(std::move(row_));
        row_ = Row();
    }
    end_line();
    return {};
}

Result<void> CsvReader::read_field() {
    field_.clear();
    if (at_ < text_.size() && text_[at_] == '"') return read_quoted();
    const std::size_t begin = at_;
    const std::size_t longest = limits_.cell_characters * 4;
    // ="1,234" keeps its separators, as a quoted cell does.
    bool guarded = text_.substr(begin, 2) == "=\"";
    while (!at_line_end() && (guarded || text_[at_] != separator_)) {
        if (guarded && at_ > begin + 1 && text_[at_] == '"') guarded = false;
        if (++at_ - begin > longest) break;
    }
    field_ = text_.substr(begin, at_ - begin);
    if (field_.size() <= limits_.cell_characters || utf16_length(field_) <= limits_.cell_characters)
        return {};
    return tl::unexpected(too_large("单元格字数", "characters in a cell", limits_.cell_characters,
                                    place_of(begin, line_, line_begin_)));
}

Result<void> CsvReader::read_quoted() {
    // The place is counted out only where it is needed: doing so for every cell of a long line would take its
    // square.
    const auto opened = [this, at = at_, line = line_, begin = line_begin_] {
        return place_of(at, line, begin);
    };
    const std::size_t longest = limits_.cell_characters * 4;
    long lines = 0;  // inside, before a separator
    bool line_begun = false;
    for (++at_;; ++at_) {
        if (at_ == text_.size() || field_.size() > longest) return fail(Code::csv_quote_open, {}, opened());
        const char c = text_[at_];
        if (c == '"') {
            if (at_ + 1 == text_.size() || text_[at_ + 1] != '"') break;
            ++at_;
        } else if (c == '\n') {
            ++line_;
            line_begin_ = at_ + 1;
            line_begun = true;
        } else if (c == separator_ && std::exchange(line_begun, false)) {
            ++lines;
        }
        field_ += c;
    }
    ++at_;
    if (utf16_length(field_) > limits_.cell_characters) return fail(Code::csv_quote_open, {}, opened());
    const std::size_t after = at_;
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    if (at_line_end() || text_[at_] == separator_) {
        if (lines > 0)
            notes_.add(Error(Code::sheet_lines_in_cell, {{"count", std::to_string(lines)}},
                             grid_.where(records_, column_)));
        return {};
    }
    const std::string_view rest = text_.substr(after, 24);
    return fail(Code::csv_after_quote, {{"text", excerpt(rest.substr(0, rest.find_first_of("\r\n")))}},
                place_of(after, line_, line_begin_));
}

Result<void> CsvReader::keep(std::size_t column) {
    if (field_.empty()) return {};
    Cell cell;
    cell.kind = Cell::Kind::text;
    cell.text = unguarded(field_);
    notes_.settle(cell, records_, static_cast<long>(column));
    if (cell.empty()) return {};
    cells_ += column - row_.cells.size();
    text_bytes_ += cell.text.size();
    if (cells_ > limits_.cells) return tl::unexpected(too_large("单元格数", "cells", limits_.cells, here()));
    if (text_bytes_ > limits_.text_bytes) {
        return tl::unexpected(too_large("文字总字节数", "bytes of text", limits_.text_bytes, here()));
    }
    row_.cells.resize(column);
    row_.cells.back() = std::move(cell);
    return {};
}

}  // namespace

Result<Grid> read_csv_bytes(std::string_view bytes, const std::string& name, const Limits& limits) {
    const Where where{name, "", 0, 0};
    if (bytes.size() > limits.file_bytes) {
        return tl::unexpected(too_large("文件字节数", "bytes", limits.file_bytes, where));
    }
    if (auto foreign = foreign_format(bytes, where)) return tl::unexpected(std::move(*foreign));
    DecodedText decoded;
    if (valid_utf8(bytes) && bytes.find('\0') == std::string_view::npos) {
        if (bytes.substr(0, 3) == "\xEF\xBB\xBF") bytes.remove_prefix(3);
    } else {
        auto read = decode(bytes);
        if (!read) {
            read.error().where.file = name;
            return tl::unexpected(read.error());
        }
        decoded = std::move(*read);
        bytes = decoded.text;
    }
    while (bytes.ends_with(kEndOfFile)) bytes.remove_suffix(1);
    if (const std::size_t nul = bytes.find('\0'); nul != std::string_view::npos) {
        const long line =
            1 + std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(nul), '\n');
        return fail(Code::not_text, {}, {name, "", line, 0});
    }
    Grid grid{name, "", {}, {}, {}};
    if (auto read = CsvReader(bytes, limits, grid).read(); !read) return tl::unexpected(read.error());
    return grid;
}

Result<Grid> read_csv(const std::string& path, const Limits& limits) {
    const auto file = MappedFile::open(path, limits.file_bytes);
    if (!file) return tl::unexpected(file.error());
    return read_csv_bytes(file->bytes(), path, limits);
}

}  // namespace yuanheng::sheet
