#include "sheet/cell_text.hpp"
#include "sheet/csv.hpp"
#include "sheet/mapped_file.hpp"

namespace yuanheng::sheet {

namespace {

void append_cell(std::string& out, const std::string& text) {
    // A control character that is dropped may have hidden the beginning of a formula.
    const std::string cell = guarded(storable(text));
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
