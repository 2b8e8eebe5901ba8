#pragma once

#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "formula/value.hpp"

namespace yuanheng::scoring {

/// Fills columns of doubles, texts through a dictionary.
class Filling {
public:
    Filling(std::size_t rows, const std::vector<formula::Field>& fields, std::size_t used)
        : known_(fields.size()) {
        columns_.resize(fields.size());
        for (std::size_t f = 0; f < used; ++f)
            columns_[f].values.assign(rows, std::numeric_limits<double>::quiet_NaN());
    }
    void put(std::size_t field, std::size_t row, double value, const std::string& text,
             const std::optional<Rational>& precise, formula::Type type) {
        formula::Column& column = columns_[field];
        if (type == formula::Type::text && !std::isnan(value)) {
            const auto [at, fresh] = known_[field].try_emplace(text, column.dictionary.size());
            if (fresh) column.dictionary.push_back(text);
            value = static_cast<double>(at->second);
        }
        column.values[row] = value;
        column.precise.erase(static_cast<std::uint32_t>(row));
        if (precise) column.precise.emplace(static_cast<std::uint32_t>(row), *precise);
    }
    std::vector<formula::Column>& columns() { return columns_; }

private:
    std::vector<formula::Column> columns_;
    std::vector<std::map<std::string, std::size_t>> known_;
};

}  // namespace yuanheng::scoring
