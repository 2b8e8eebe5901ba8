#include "sheet/workbook.hpp"

#include <xlsxwriter.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <map>
#include <memory>
#include <system_error>
#include <tuple>
#include <unordered_set>

#include "base/date.hpp"
#include "base/text.hpp"
#include "sheet/cell_text.hpp"
#include "sheet/cell_value.hpp"
#include "sheet/container.hpp"
#include "sheet/mapped_file.hpp"

namespace yuanheng::sheet {

namespace {

constexpr std::size_t kMaxRows = 1'048'576;
constexpr std::size_t kMaxColumns = 16'384;
constexpr std::size_t kMaxText = 32'767;
constexpr std::size_t kLargeContent = 400'000;  // cells beyond which the library streams rows to disk
constexpr std::size_t kMergedCells = 2'000'000;
constexpr int kMaxDecimals = 12;
/// Bytes of a drop-down list written in place. libxlsxwriter 1.1 counts characters, but its buffer has room
/// for so many bytes.
constexpr std::size_t kListText = 255;

/// What decides a cell's format.
struct Look {
    enum class Kind : unsigned char {
        plain,
        text,
        number,
        percent,
        date,
        moment,
        clock,
        title,
        subtitle,
        header
    };
    Kind kind = Kind::plain;
    int decimals = -1;
    Emphasis emphasis = Emphasis::none;
    bool required = false;

    friend auto operator<=>(const Look&, const Look&) = default;
};

std::string number_format(const Look& look) {
    if (look.decimals < 0 && look.kind == Look::Kind::number) return "General";
    const int places = std::clamp(look.decimals < 0 ? 2 : look.decimals, 0, kMaxDecimals);
    std::string code = places == 0 ? "0" : "0." + std::string(static_cast<std::size_t>(places), '0');
    return look.kind == Look::Kind::percent ? code + "%" : code;
}

void emphasise(lxw_format* format, Emphasis emphasis) {
    switch (emphasis) {
        case Emphasis::none: break;
        case Emphasis::bad: format_set_bg_color(format, 0xFFC7CE); break;
        case Emphasis::warning: format_set_bg_color(format, 0xFFEB9C); break;
        case Emphasis::good: format_set_bg_color(format, 0xC6EFCE); break;
        case Emphasis::strong: format_set_bold(format); break;
        case Emphasis::muted: format_set_font_color(format, 0x808080); break;
    }
}

void set_look(lxw_format* format, const Look& look) {
    switch (look.kind) {
        case Look::Kind::plain: break;
        case Look::Kind::text: format_set_num_format(format, "@"); break;
        case Look::Kind::number:
        case Look::Kind::percent: format_set_num_format(format, number_format(look).c_str()); break;
        case Look::Kind::date: format_set_num_format(format, "yyyy-mm-dd"); break;
        case Look::Kind::moment: format_set_num_format(format, "yyyy-mm-dd hh:mm:ss"); break;
        case Look::Kind::clock: format_set_num_format(format, "hh:mm:ss"); break;
        case Look::Kind::title:
            format_set_bold(format);
            format_set_font_size(format, 14);
            break;
        case Look::Kind::subtitle: format_set_font_color(format, 0x595959); break;
        case Look::Kind::header:
            format_set_bold(format);
            format_set_text_wrap(format);
            format_set_align(format, LXW_ALIGN_CENTER);
            format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
            format_set_bg_color(format, 0xDDEBF7);
            format_set_border(format, LXW_BORDER_THIN);
            if (look.required) format_set_font_color(format, 0xC00000);
            break;
    }
    emphasise(format, look.emphasis);
}

std::string header_of(const Column& column) {
    return column.unit.empty() ? column.title : column.title + "（" + column.unit + "）";
}

double shown_width(const OutCell& cell) {
    if (const auto* text = std::get_if<std::string>(&cell.content)) return display_width(*text);
    return std::holds_alternative<std::monostate>(cell.content) ? 0 : 11;
}

double column_width(const SheetSpec& spec, std::size_t index) {
    constexpr std::size_t kRowsLookedAt = 200;
    constexpr double kLeast = 8, kMost = 48, kHeaderMost = 18;
    const Column* column = index < spec.columns.size() ? &spec.columns[index] : nullptr;
    if (column != nullptr && column->width > 0) return column->width;
    double width = column == nullptr ? 0 : std::min<double>(display_width(header_of(*column)), kHeaderMost);
    for (std::size_t r = 0; r < std::min(spec.rows.size(), kRowsLookedAt); ++r) {
        if (index < spec.rows[r].size()) width = std::max(width, shown_width(spec.rows[r][index]));
    }
    return std::clamp(width + 2, kLeast, kMost);
}

struct CloseWorkbook {
    void operator()(lxw_workbook* book) const { lxw_workbook_free(book); }
};

class BookWriter {
public:
    BookWriter(lxw_workbook* book) : book_(book) {}

    void write(const WorkbookSpec& spec);
    lxw_error error() const { return error_; }

private:
    void write_sheet(const SheetSpec& spec);
    void write_titles(const SheetSpec& spec);
    void write_groups(const SheetSpec& spec, lxw_row_t row);
    void write_header(const SheetSpec& spec, lxw_row_t row);
    void write_cell(lxw_row_t row, lxw_col_t column, const OutCell& cell, const Column* spec);
    void write_date(lxw_row_t row, lxw_col_t column, const std::string& iso, const OutCell& cell);
    void write_merges(const std::vector<Range>& merges);
    void set_columns(const SheetSpec& spec);
    void set_page(const SheetSpec& spec, lxw_row_t header_first, lxw_row_t header_last);
    void add_list(const Column& column, lxw_col_t at, lxw_row_t first, lxw_row_t last);
    std::string list_on_hidden_sheet(const std::vector<std::string>& values);
    void comment(lxw_row_t row, lxw_col_t column, const std::string& text);
    lxw_format* format(const Look& look);
    void text(lxw_row_t row, lxw_col_t column, const std::string& value, lxw_format* look) {
        keep(
            worksheet_write_string(sheet_, row, column, escape(guarded_code(storable(value))).c_str(), look));
    }
    void keep(lxw_error error) {
        if (error_ == LXW_NO_ERROR) error_ = error;
    }

    lxw_workbook* book_;
    lxw_worksheet* sheet_ = nullptr;
    lxw_worksheet* lists_ = nullptr;
    lxw_col_t list_count_ = 0;
    std::vector<std::string> names_;
    std::map<Look, lxw_format*> formats_;
    lxw_error error_ = LXW_NO_ERROR;
};

lxw_format* BookWriter::format(const Look& look) {
    lxw_format*& known = formats_[look];
    if (known == nullptr) {
        known = workbook_add_format(book_);
        set_look(known, look);
    }
    return known;
}

void BookWriter::comment(lxw_row_t row, lxw_col_t column, const std::string& text) {
    if (text.empty()) return;
    lxw_comment_options options{};
    options.width = 280;
    options.height = static_cast<uint16_t>(std::min(40 + 18 * (display_width(text) / 36), 400));
    keep(worksheet_write_comment_opt(sheet_, row, column, escape(storable(text)).c_str(), &options));
}

void BookWriter::write_date(lxw_row_t row, lxw_col_t column, const std::string& iso, const OutCell& cell) {
    lxw_datetime moment{};
    const std::size_t blank = iso.find(' ');
    const bool clock_only = iso.find(':') != std::string::npos && blank == std::string::npos;
    const std::string clock = clock_only ? iso : blank == std::string::npos ? "" : iso.substr(blank + 1);
    bool sound = clock.empty();
    if (!clock.empty()) {
        int seconds = 0;
        sound = std::sscanf(clock.c_str(), "%2d:%2d:%2d", &moment.hour, &moment.min, &seconds) == 3;
        moment.sec = seconds;
    }
    if (!clock_only) {
        const auto date = parse_date(iso.substr(0, blank));
        sound = sound && date && date->year() >= 1900;
        if (sound)
            std::tie(moment.year, moment.month, moment.day) =
                std::tuple(date->year(), date->month(), date->day());
    }
    const auto kind = clock_only ? Look::Kind::clock : clock.empty() ? Look::Kind::date : Look::Kind::moment;
    if (!sound) return text(row, column, iso, format({Look::Kind::text, -1, cell.emphasis, false}));
    keep(worksheet_write_datetime(sheet_, row, column, &moment, format({kind, -1, cell.emphasis, false})));
}

void BookWriter::write_cell(lxw_row_t row, lxw_col_t column, const OutCell& cell, const Column* spec) {
    if (const auto* value = std::get_if<std::string>(&cell.content)) {
        const bool code = spec != nullptr && spec->as_text;
        const auto kind = code || spec == nullptr ? Look::Kind::text : Look::Kind::plain;
        text(row, column, *value, format({kind, -1, cell.emphasis, false}));
    } else if (const auto* number = std::get_if<Number>(&cell.content);
               number != nullptr && std::isfinite(number->value)) {
        const bool percent = number->percent || (spec != nullptr && spec->percent);
        const int decimals = number->decimals >= 0 || spec == nullptr ? number->decimals : spec->decimals;
        const auto kind = percent ? Look::Kind::percent : Look::Kind::number;
        keep(worksheet_write_number(sheet_, row, column, number->value,
                                    format({kind, decimals, cell.emphasis, false})));
    } else if (const auto* date = std::get_if<DateText>(&cell.content)) {
        write_date(row, column, date->iso, cell);
    } else if (const auto* truth = std::get_if<bool>(&cell.content)) {
        keep(worksheet_write_boolean(sheet_, row, column, *truth,
                                     format({Look::Kind::plain, -1, cell.emphasis, false})));
    } else if (cell.emphasis != Emphasis::none) {
        keep(worksheet_write_blank(sheet_, row, column,
                                   format({Look::Kind::plain, -1, cell.emphasis, false})));
    }
    comment(row, column, cell.comment);
}

void BookWriter::write_titles(const SheetSpec& spec) {
    for (std::size_t i = 0; i < spec.titles.size(); ++i) {
        const auto kind = i == 0 ? Look::Kind::title : Look::Kind::subtitle;
        text(static_cast<lxw_row_t>(i), 0, spec.titles[i], format({kind, -1, Emphasis::none, false}));
    }
}

void BookWriter::write_groups(const SheetSpec& spec, lxw_row_t row) {
    lxw_format* look = format({Look::Kind::header, -1, Emphasis::none, false});
    for (std::size_t first = 0; first < spec.columns.size();) {
        std::size_t last = first;
        const std::string& group = spec.columns[first].group;
        while (last + 1 < spec.columns.size() && !group.empty() && spec.columns[last + 1].group == group)
            ++last;
        const auto from = static_cast<lxw_col_t>(first);
        if (last > first) {
            keep(worksheet_merge_range(sheet_, row, from, row, static_cast<lxw_col_t>(last),
                                       escape(storable(group)).c_str(), look));
        } else if (group.empty()) {
            keep(worksheet_write_blank(sheet_, row, from, look));
        } else {
            text(row, from, group, look);
        }
        first = last + 1;
    }
}

void BookWriter::write_header(const SheetSpec& spec, lxw_row_t row) {
    for (std::size_t i = 0; i < spec.columns.size(); ++i) {
        const auto at = static_cast<lxw_col_t>(i);
        const Column& column = spec.columns[i];
        text(row, at, header_of(column), format({Look::Kind::header, -1, Emphasis::none, column.required}));
        comment(row, at, column.note);
        const long rows = std::max(static_cast<long>(spec.rows.size()), spec.validation_rows);
        if (!column.allowed.empty())
            add_list(column, at, row + 1, row + static_cast<lxw_row_t>(std::max(rows, 1L)));
    }
}

std::string BookWriter::list_on_hidden_sheet(const std::vector<std::string>& values) {
    if (lists_ == nullptr) {
        names_.push_back(sheet_name("选项", names_));
        lists_ = workbook_add_worksheet(book_, names_.back().c_str());
        worksheet_hide(lists_);
    }
    // Rows of a streamed sheet are written in their order, so each list takes a row.
    const lxw_row_t row = list_count_++;
    for (std::size_t i = 0; i < values.size(); ++i) {
        keep(worksheet_write_string(lists_, row, static_cast<lxw_col_t>(i),
                                    escape(storable(values[i])).c_str(), nullptr));
    }
    const std::string line = std::to_string(row + 1);
    return "='" + std::string(lists_->name) + "'!$A$" + line + ":$" +
           column_letters(static_cast<long>(values.size())) + "$" + line;
}

void BookWriter::add_list(const Column& column, lxw_col_t at, lxw_row_t first, lxw_row_t last) {
    lxw_data_validation rule{};
    std::string joined;
    for (const std::string& value : column.allowed) joined += value + ",";
    const bool comma_inside =
        std::any_of(column.allowed.begin(), column.allowed.end(),
                    [](const std::string& value) { return value.find(',') != std::string::npos; });
    std::string range;
    std::vector<std::string> values;
    for (const std::string& value : column.allowed) values.push_back(storable(value));
    std::vector<char*> list;
    if (comma_inside || joined.size() > kListText) {
        range = list_on_hidden_sheet(column.allowed);
        rule.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
        rule.value_formula = range.data();
    } else {
        for (std::string& value : values) list.push_back(value.data());
        list.push_back(nullptr);
        rule.validate = LXW_VALIDATION_TYPE_LIST;
        rule.value_list = list.data();
    }
    keep(worksheet_data_validation_range(sheet_, first, at, last, at, &rule));
}

void BookWriter::write_merges(const std::vector<Range>& merges) {
    std::unordered_set<long> covered;
    for (const Range& range : merges) {
        const auto height = static_cast<std::size_t>(range.last_row - range.first_row + 1);
        const auto width = static_cast<std::size_t>(range.last_column - range.first_column + 1);
        if (height * width < 2 || covered.size() + height * width > kMergedCells) continue;
        const auto key = [](long row, long column) {
            return row * static_cast<long>(kMaxColumns + 1) + column;
        };
        bool free = true;
        for (long r = range.first_row; free && r <= range.last_row; ++r) {
            for (long c = range.first_column; free && c <= range.last_column; ++c)
                free = covered.count(key(r, c)) == 0;
        }
        if (!free) continue;
        for (long r = range.first_row; r <= range.last_row; ++r) {
            for (long c = range.first_column; c <= range.last_column; ++c) covered.insert(key(r, c));
        }
        keep(worksheet_merge_range(sheet_, static_cast<lxw_row_t>(range.first_row - 1),
                                   static_cast<lxw_col_t>(range.first_column - 1),
                                   static_cast<lxw_row_t>(range.last_row - 1),
                                   static_cast<lxw_col_t>(range.last_column - 1), "", nullptr));
    }
}

void BookWriter::set_columns(const SheetSpec& spec) {
    std::size_t width = spec.columns.size();
    for (const auto& row : spec.rows) width = std::max(width, row.size());
    for (std::size_t i = 0; i < width; ++i) {
        const bool as_text = i < spec.columns.size() && spec.columns[i].as_text;
        lxw_format* look = as_text ? format({Look::Kind::text, -1, Emphasis::none, false}) : nullptr;
        const auto at = static_cast<lxw_col_t>(i);
        keep(worksheet_set_column(sheet_, at, at, column_width(spec, i), look));
    }
}

void BookWriter::set_page(const SheetSpec& spec, lxw_row_t header_first, lxw_row_t header_last) {
    constexpr uint8_t kA4 = 9;
    worksheet_set_paper(sheet_, kA4);
    worksheet_set_landscape(sheet_);
    worksheet_fit_to_pages(sheet_, 1, 0);
    worksheet_set_footer(sheet_, "&C&P / &N");
    if (spec.columns.empty()) return;
    worksheet_freeze_panes(sheet_, header_last + 1, 0);
    keep(worksheet_repeat_rows(sheet_, header_first, header_last));
    if (spec.autofilter && !spec.rows.empty()) {
        const auto last = static_cast<lxw_row_t>(header_last + spec.rows.size());
        keep(worksheet_autofilter(sheet_, header_last, 0, last,
                                  static_cast<lxw_col_t>(spec.columns.size() - 1)));
    }
}

void BookWriter::write_sheet(const SheetSpec& spec) {
    names_.push_back(sheet_name(spec.name, names_));
    sheet_ = workbook_add_worksheet(book_, names_.back().c_str());
    if (sheet_ == nullptr) return keep(LXW_ERROR_PARAMETER_VALIDATION);
    set_columns(spec);
    write_titles(spec);
    const auto header_first = static_cast<lxw_row_t>(spec.titles.size());
    lxw_row_t row = header_first;
    const bool grouped = std::any_of(spec.columns.begin(), spec.columns.end(),
                                     [](const Column& c) { return !c.group.empty(); });
    if (grouped) write_groups(spec, row++);
    if (!spec.columns.empty()) write_header(spec, row++);
    set_page(spec, header_first, row == 0 ? 0 : row - 1);
    if (spec.columns.empty()) write_merges(spec.merges);
    for (const auto& cells : spec.rows) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            write_cell(row, static_cast<lxw_col_t>(i), cells[i],
                       i < spec.columns.size() ? &spec.columns[i] : nullptr);
        }
        ++row;
    }
}

void BookWriter::write(const WorkbookSpec& spec) {
    lxw_doc_properties properties{};
    std::string title = storable(spec.title);
    properties.title = title.data();
    properties.created = static_cast<time_t>(spec.created_seconds);
    keep(workbook_set_properties(book_, &properties));
    for (const SheetSpec& sheet : spec.sheets) write_sheet(sheet);
}

/// Refuses what Excel cannot hold, before anything is written. Returns the number of cells.
Result<std::size_t> check(const std::string& path, const WorkbookSpec& spec) {
    std::size_t cells = 0;
    for (const SheetSpec& sheet : spec.sheets) {
        const Where where{path, sheet.name, 0, 0};
        if (sheet.rows.size() + sheet.titles.size() + 2 > kMaxRows)
            return tl::unexpected(too_large("行数", "rows", kMaxRows, where));
        if (sheet.columns.size() > kMaxColumns)
            return tl::unexpected(too_large("列数", "columns", kMaxColumns, where));
        for (const auto& row : sheet.rows) {
            if (row.size() > kMaxColumns)
                return tl::unexpected(too_large("列数", "columns", kMaxColumns, where));
            cells += row.size();
            for (const OutCell& cell : row) {
                const auto* text = std::get_if<std::string>(&cell.content);
                if ((text != nullptr && utf16_length(*text) > kMaxText) ||
                    utf16_length(cell.comment) > kMaxText) {
                    return tl::unexpected(too_large("单元格字数", "characters in a cell", kMaxText, where));
                }
            }
        }
    }
    return cells;
}

/// Merged ranges over several rows need all rows in memory.
bool has_merges(const WorkbookSpec& spec) {
    return std::any_of(spec.sheets.begin(), spec.sheets.end(),
                       [](const SheetSpec& s) { return !s.merges.empty(); });
}

}  // namespace

std::string sheet_name(const std::string& wanted, const std::vector<std::string>& taken) {
    constexpr std::size_t kLongest = 31;
    std::u32string clean;
    for (const char32_t c : code_points(storable(wanted))) {
        clean += c < 0x20 || std::u32string_view(U"[]:*?/\\").find(c) != std::u32string_view::npos ? U'_' : c;
    }
    while (!clean.empty() && clean.front() == U'\'') clean.erase(0, 1);
    const auto fitted = [&](const std::string& tail) {
        std::u32string head = clean;
        while (utf16_length(utf8(head)) + tail.size() > kLongest) head.pop_back();
        while (!head.empty() && head.back() == U'\'') head.pop_back();
        return utf8(head) + tail;
    };
    std::string name = fitted("");
    if (trim(name).empty() || lower(name) == "history") {
        clean = lower(name) == "history" ? U"History_" : U"Sheet";
        name = fitted("");
    }
    const auto is_taken = [&](const std::string& candidate) {
        return std::any_of(taken.begin(), taken.end(),
                           [&](const std::string& t) { return lower(t) == lower(candidate); });
    };
    for (int n = 2; is_taken(name); ++n) name = fitted("_" + std::to_string(n));
    return name;
}

Result<void> write_workbook(const std::string& path, const WorkbookSpec& spec) {
    const auto cells = check(path, spec);
    if (!cells) return tl::unexpected(cells.error());
    Beside beside(path);
    // The library reports a folder that cannot be written to only at the end, and on the console.
    if (!std::ofstream(beside.name())) {
        return fail(Code::file_unwritable,
                    {{"path", path}, {"detail", std::generic_category().message(errno)}});
    }
    lxw_workbook_options options{};
    options.constant_memory = *cells > kLargeContent && !has_merges(spec) ? LXW_TRUE : LXW_FALSE;
    std::unique_ptr<lxw_workbook, CloseWorkbook> book(workbook_new_opt(beside.name().c_str(), &options));
    if (book == nullptr) return fail(Code::file_unwritable, {{"path", path}, {"detail", "out of memory"}});
    BookWriter writer(book.get());
    writer.write(spec);
    const lxw_error closed = workbook_close(book.release());
    const lxw_error error = writer.error() != LXW_NO_ERROR ? writer.error() : closed;
    if (error == LXW_NO_ERROR) return beside.replace();
    return fail(Code::file_unwritable, {{"path", path}, {"detail", lxw_strerror(error)}});
}

}  // namespace yuanheng::sheet
