#include "sheet/xlsx_sheet.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "sheet/cell_text.hpp"
#include "sheet/codes.hpp"
#include "sheet/xlsx_parts.hpp"
#include "sheet/xml.hpp"

namespace yuanheng::sheet {

namespace {

constexpr std::size_t kFormulaShown = 60;

/// A cell's address. Row 0 where it is none.
struct Address {
    long row = 0;
    long column = 0;
};

Address parse_address(std::string_view text) {
    std::size_t letters = 0;
    while (letters < text.size() && text[letters] >= 'A' && text[letters] <= 'Z') ++letters;
    Address address;
    address.column = column_number(text.substr(0, letters));
    const char* last = text.data() + text.size();
    const auto [end, status] = std::from_chars(text.data() + letters, last, address.row);
    if (status != std::errc() || end != last || address.column == 0 || address.row < 1) return {};
    return address;
}

class SheetHandler : public XmlHandler {
public:
    SheetHandler(SheetContext& context, Grid& grid)
        : context_(context), grid_(grid), value_(context.limits), formula_(context.limits), notes_(grid) {}

    /// Says what is hidden, once the sheet is read.
    void finish();

    void start(std::string_view name, const Attributes& attributes) override;
    void end(std::string_view name) override;
    void text(std::string_view piece) override;

private:
    enum class Part { none, value, formula, inline_text };

    void start_row(const Attributes& attributes);
    void start_cell(const Attributes& attributes);
    void start_merge(const Attributes& attributes);
    void start_column(const Attributes& attributes);
    void end_cell();
    void end_row();
    void set_value(Cell& cell);
    void set_shared(Cell& cell);
    void set_text(Cell& cell, std::string text);
    void set_error(Cell& cell, const std::string& text);
    Where here() const { return grid_.where(row_, column_); }
    void stop_broken(const std::string& zh, const std::string& en) { stop(broken(zh, en, here())); }

    SheetContext& context_;
    Grid& grid_;
    TextGatherer value_;
    TextGatherer formula_;
    std::string type_;
    std::size_t style_ = 0;
    long row_ = 0;
    long column_ = 0;
    Row current_;
    Part part_ = Part::none;
    bool in_data_ = false;
    bool in_row_ = false;
    bool in_cell_ = false;
    bool has_formula_ = false;
    int phonetic_ = 0;
    Notes notes_;
    bool row_hidden_ = false;
    std::vector<long> hidden_rows_;  ///< with content
    std::vector<std::pair<long, long>> hidden_columns_;
};

/// "3、5–7" of ascending numbers, the first spans of them.
std::string spans(const std::vector<long>& numbers) {
    constexpr std::size_t kMostSpans = 20;
    std::string out;
    std::size_t count = 0;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        if (++count > kMostSpans) return out + "、…";
        const long first = numbers[i];
        while (i + 1 < numbers.size() && numbers[i + 1] == numbers[i] + 1) ++i;
        out += (out.empty() ? "" : "、") + std::to_string(first);
        if (numbers[i] != first) out += "–" + std::to_string(numbers[i]);
    }
    return out;
}

void SheetHandler::finish() {
    const Where where{grid_.file, grid_.sheet, 0, 0};
    if (!hidden_rows_.empty())
        notes_.add(Error(Code::sheet_hidden_rows, {{"rows", spans(hidden_rows_)}}, where));
    std::string columns;
    const long width = grid_.width();
    for (const auto& [first, last] : hidden_columns_) {
        if (first > width) continue;
        const long end = std::min(last, width);
        columns += (columns.empty() ? "" : "、") + column_letters(first) +
                   (end > first ? "–" + column_letters(end) : "");
    }
    if (!columns.empty()) notes_.add(Error(Code::sheet_hidden_columns, {{"columns", columns}}, where));
    notes_.finish();
}

void SheetHandler::start(std::string_view name, const Attributes& attributes) {
    if (in_cell_) {
        if (name == "v") {
            part_ = Part::value;
        } else if (name == "f") {
            part_ = Part::formula;
            has_formula_ = true;
        } else if (name == "t" && phonetic_ == 0) {
            part_ = Part::inline_text;
        } else if (name == "rPh") {
            ++phonetic_;
        } else if (name == "c" || name == "row") {
            stop_broken("单元格里套着单元格", "a cell stands inside a cell");
        }
    } else if (name == "c" && in_row_) {
        start_cell(attributes);
    } else if (name == "row" && in_data_) {
        start_row(attributes);
    } else if (name == "sheetData") {
        in_data_ = true;
    } else if (name == "mergeCell") {
        start_merge(attributes);
    } else if (name == "col" && !in_data_) {
        start_column(attributes);
    }
}

void SheetHandler::end(std::string_view name) {
    if (in_cell_) {
        if (name == "v" || name == "f" || name == "t") part_ = Part::none;
        if (name == "rPh") --phonetic_;
        if (name == "c") end_cell();
    } else if (name == "row" && in_row_) {
        end_row();
    } else if (name == "sheetData") {
        in_data_ = false;
    }
}

void SheetHandler::text(std::string_view piece) {
    if (part_ == Part::none) return;
    if (part_ == Part::formula) {
        if (formula_.text().size() < kFormulaShown) formula_.add(piece.substr(0, kFormulaShown));
    } else if (!value_.add(piece)) {
        stop(too_large("单元格字数", "characters in a cell", context_.limits.cell_characters, here()));
    }
}

void SheetHandler::start_row(const Attributes& attributes) {
    if (in_row_) return stop_broken("行里套着行", "a row stands inside a row");
    long number = row_ + 1;
    if (const auto written = attributes.find("r")) {
        const auto [end, status] =
            std::from_chars(written->data(), written->data() + written->size(), number);
        if (status != std::errc() || end != written->data() + written->size() || number <= row_) {
            row_ += 1;
            stop_broken("行号“" + excerpt(*written) + "”无效、重复或次序颠倒",
                        "row number \"" + excerpt(*written) + "\" is invalid, repeated or out of order");
            return;
        }
    }
    row_ = number;
    column_ = 0;
    if (static_cast<std::size_t>(row_) > context_.limits.rows) {
        stop(too_large("行数", "rows", context_.limits.rows, here()));
    }
    in_row_ = true;
    row_hidden_ = is_true(attributes.get("hidden"));
    current_.number = row_;
    current_.cells.clear();
}

void SheetHandler::start_cell(const Attributes& attributes) {
    long column = column_ + 1;
    if (const auto written = attributes.find("r")) {
        const Address address = parse_address(*written);
        if (address.row != row_ || address.column <= column_) {
            stop_broken("单元格位置“" + excerpt(*written) + "”无效、重复或次序颠倒",
                        "cell address \"" + excerpt(*written) + "\" is invalid, repeated or out of order");
            return;
        }
        column = address.column;
    }
    column_ = column;
    if (static_cast<std::size_t>(column_) > context_.limits.columns) {
        stop(too_large("列数", "columns", context_.limits.columns, here()));
    }
    type_ = attributes.get("t");
    style_ = 0;
    const std::string_view style = attributes.get("s");
    std::from_chars(style.data(), style.data() + style.size(), style_);
    value_.clear();
    formula_.clear();
    has_formula_ = false;
    phonetic_ = 0;
    in_cell_ = true;
}

void SheetHandler::end_cell() {
    in_cell_ = false;
    part_ = Part::none;
    Cell cell;
    set_value(cell);
    if (cell.empty() || error()) return;
    const auto wanted = static_cast<std::size_t>(column_);
    context_.cells += wanted - current_.cells.size();
    context_.text_bytes += cell.text.size();
    if (context_.cells > context_.limits.cells) {
        stop(too_large("单元格数", "cells", context_.limits.cells, here()));
    } else if (context_.text_bytes > context_.limits.text_bytes) {
        stop(too_large("文字总字节数", "bytes of text", context_.limits.text_bytes, here()));
    } else {
        current_.cells.resize(wanted - 1);
        current_.cells.push_back(std::move(cell));
    }
}

void SheetHandler::end_row() {
    in_row_ = false;
    if (current_.cells.empty()) return;
    grid_.rows.push_back(current_);
    if (row_hidden_) hidden_rows_.push_back(row_);
}

void SheetHandler::set_text(Cell& cell, std::string text) {
    if (text.empty()) return;
    if (utf16_length(text) > context_.limits.cell_characters) {
        stop(too_large("单元格字数", "characters in a cell", context_.limits.cell_characters, here()));
        return;
    }
    cell.kind = Cell::Kind::text;
    cell.text = unguarded_code(text);
    notes_.settle(cell, row_, column_);
}

void SheetHandler::set_error(Cell& cell, const std::string& text) {
    cell.text = excerpt(text);
    cell.kind = cell.text.empty() ? Cell::Kind::empty : Cell::Kind::error;
}

void SheetHandler::set_shared(Cell& cell) {
    std::size_t index = 0;
    const std::string& text = value_.text();
    const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), index);
    if (status != std::errc() || end != text.data() + text.size() || index >= context_.strings.size()) {
        stop_broken("引用了不存在的文字（第 " + excerpt(text) + " 条）",
                    "shared text " + excerpt(text) + " does not exist");
        return;
    }
    set_text(cell, context_.strings[index]);
}

void SheetHandler::set_value(Cell& cell) {
    std::string& text = value_.text();
    if (type_ == "s") {
        if (!text.empty()) set_shared(cell);
    } else if (type_ == "str" || type_ == "inlineStr") {
        unescape(text);
        set_text(cell, text);
    } else if (type_ == "b" && !text.empty()) {
        const bool yes = text == "1" || text == "true";
        if (!yes && text != "0" && text != "false") return set_error(cell, text);
        cell.kind = Cell::Kind::boolean;
        cell.text = yes ? "TRUE" : "FALSE";
        cell.number = yes ? 1 : 0;
    } else if (type_ == "e") {
        set_error(cell, text.empty() ? "#N/A" : text);
    } else if (text.empty()) {
        if (!has_formula_) return;
        // A program wrote the formula without computing it: not the same as an empty cell.
        cell.kind = Cell::Kind::error;
        cell.text = "=" + excerpt(formula_.text(), kFormulaShown);
    } else if (type_ == "d") {
        if (!set_iso_date(cell, text)) set_error(cell, text);
    } else if (type_.empty() || type_ == "n") {
        const Shown shown = style_ < context_.styles.size() ? context_.styles[style_] : Shown::plain;
        if (!set_number(cell, text, shown, context_.epoch1904)) set_error(cell, text);
    } else {
        stop_broken("单元格类型“" + excerpt(type_) + "”无效", "bad cell type \"" + excerpt(type_) + "\"");
    }
}

void SheetHandler::start_column(const Attributes& attributes) {
    constexpr std::size_t kMostHidden = 100;
    const auto number = [&](std::string_view name) {
        long value = 0;
        const std::string_view text = attributes.get(name);
        std::from_chars(text.data(), text.data() + text.size(), value);
        return value;
    };
    const long first = number("min"), last = number("max");
    if (is_true(attributes.get("hidden")) && first > 0 && last >= first &&
        hidden_columns_.size() < kMostHidden)
        hidden_columns_.emplace_back(first, last);
}

void SheetHandler::start_merge(const Attributes& attributes) {
    const std::string_view reference = attributes.get("ref");
    const std::size_t colon = reference.find(':');
    const Address first = parse_address(reference.substr(0, colon));
    const Address last = colon == std::string_view::npos ? first : parse_address(reference.substr(colon + 1));
    const bool beyond = static_cast<std::size_t>(last.row) > context_.limits.rows ||
                        static_cast<std::size_t>(last.column) > context_.limits.columns;
    if (first.row == 0 || last.row < first.row || last.column < first.column || beyond) {
        stop(broken("合并区域“" + excerpt(reference) + "”无效", "bad merged range",
                    Where{grid_.file, grid_.sheet, 0, 0}));
    } else if (grid_.merges.size() >= context_.limits.merges) {
        stop(too_large("合并区域数", "merged ranges", context_.limits.merges,
                       Where{grid_.file, grid_.sheet, 0, 0}));
    } else {
        grid_.merges.push_back({first.row, first.column, last.row, last.column});
    }
}

}  // namespace

Result<void> read_sheet(Container& container, const std::string& part, SheetContext& context, Grid& grid) {
    SheetHandler handler(context, grid);
    auto parsed = parse_xml(container, part, handler, context.limits);
    if (parsed) handler.finish();
    return parsed;
}

}  // namespace yuanheng::sheet
