#include <charconv>
#include <cmath>

#include "sheet/csv.hpp"
#include "sheet/mapped_file.hpp"

namespace yuanheng::sheet {

namespace {

/// Whether a spreadsheet program takes the text for a number, so that its sign runs nothing.
bool is_plain_number(std::string_view text) {
    if (!text.empty() && text[0] == '+') text.remove_prefix(1);
    double value = 0;
    const char* last = text.data() + text.size();
    const auto [end, status] = std::from_chars(text.data(), last, value);
    return status == std::errc() && end == last && std::isfinite(value);
}

void append_cell(std::string& out, const std::string& text) {
    const bool dangerous = !text.empty() &&
                           std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos &&
                           !is_plain_number(text);
    const std::string cell = dangerous ? "'" + text : text;
    if (cell.find_first_of(",\"\r\n\t;") == std::string::npos) {
        out += cell;
        return;
    }
    out += '"';
    for (const char c : cell) {
        out += c;
        if (c == '"') out += '"';
    }
    out += '"';
}

}  // namespace

std::string to_csv(const std::vector<std::vector<std::string>>& rows) {
    std::string out = "\xEF\xBB\xBF";
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (i > 0) out += ',';
            append_cell(out, row[i]);
        }
        out += "\r\n";
    }
    return out;
}

Result<void> write_csv(const std::string& path, const std::vector<std::vector<std::string>>& rows) {
    return write_whole(path, to_csv(rows));
}

}  // namespace yuanheng::sheet
