#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sheet/cell_value.hpp"
#include "sheet/container.hpp"

namespace yuanheng::sheet {

/// What the sheets of a workbook share.
struct SheetContext {
    const std::vector<std::string>& strings;
    const std::vector<Shown>& styles;
    bool epoch1904 = false;
    const Limits& limits;
    std::size_t cells = 0;         ///< of all sheets so far
    std::uint64_t text_bytes = 0;  ///< of all sheets so far
};

/// Reads a worksheet part into `grid`, whose names are set.
Result<void> read_sheet(Container& container, const std::string& part, SheetContext& context, Grid& grid);

}  // namespace yuanheng::sheet
