#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/decimal.hpp"
#include "sheet/csv.hpp"
#include "sheet/plain_csv.hpp"

/// Any bytes end in a grid or an error; where the fast reader takes a file, it reads what the tolerant one
/// reads.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace yuanheng;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    sheet::Limits limits;
    limits.rows = 10'000;
    limits.columns = 1'000;
    limits.cells = 100'000;
    const auto grid = sheet::read_csv_bytes(bytes, "fuzz.csv", limits);
    const auto table = sheet::read_plain_csv_bytes(bytes, 0, size % 2 + 1);
    if (!grid || !table) return 0;
    if (grid->rows.size() != table->rows() + 1) std::abort();
    for (std::size_t row = 0; row < table->rows(); ++row) {
        const sheet::Row& cells = grid->rows[row + 1];
        if (cells.cells.at(0).text != table->codes[row].view()) std::abort();
        for (std::size_t column = 1; column < table->header.size(); ++column) {
            const sheet::Cell& cell = grid->at(cells.number, static_cast<long>(column) + 1);
            const double fast = table->columns[column][row];
            if (cell.empty() != (fast != fast)) std::abort();
            if (cell.empty()) continue;
            const auto exact = parse_decimal(cell.text);
            if (!exact) std::abort();
            const bool normal = fast == 0 || fast > 1e-300 || fast < -1e-300;
            if (normal && to_double(*exact) != fast) std::abort();
        }
    }
    return 0;
}
