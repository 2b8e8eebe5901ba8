#pragma once

#include <stdexcept>
#include <string>
#include <utility>

#include "scheme/scheme.hpp"
#include "scoring/data/dataset.hpp"
#include "sheet/plain_csv.hpp"

namespace yuanheng {

/// Reads a CSV whose columns are named by field code; the first one is the code of the enterprise.
inline scoring::Dataset load(const scoring::Scheme& scheme, const std::string& path) {
    auto table = sheet::read_plain_csv(path, 0);
    if (!table) throw std::runtime_error("not a plain CSV: " + path);
    scoring::Dataset data;
    data.codes.reserve(table->rows());
    for (const auto& code : table->codes) data.codes.emplace_back(code.view());
    data.names.resize(table->rows());
    data.columns.rows = table->rows();
    data.columns.fields.resize(scheme.schema.fields.size());
    for (std::size_t c = 1; c < table->header.size(); ++c) {
        const int field = scheme.schema.find_field(table->header[c]);
        if (field >= 0)
            data.columns.fields[static_cast<std::size_t>(field)].values = std::move(table->columns[c]);
    }
    return scoring::sorted(std::move(data));
}

}  // namespace yuanheng
