#pragma once

#include <string>
#include <vector>

#include "scheme/scheme.hpp"
#include "scoring/data/dataset.hpp"

namespace yuanheng::scoring {

/// An accepted correction of one value. `value` is written as in a sheet: a number in the field's unit, a
/// text, a date 2022-12-31, true/false; empty for "absent".
struct Correction {
    std::string code;   ///< enterprise
    std::string field;  ///< code, label or alias
    std::string value;
    std::string reason, document;
};

/// One corrected cell, before and after.
struct CorrectedCell {
    std::size_t row = 0;
    int field = -1;
    formula::Value before, after;
};

/// The data with corrections made; the original stays as it is. Errors: every correction that cannot be made
/// (objection_unknown_code, objection_unknown_field, objection_bad_value).
Checked<Dataset> corrected(const Scheme& scheme, const Dataset& data,
                           const std::vector<Correction>& corrections,
                           std::vector<CorrectedCell>* cells = nullptr);

}  // namespace yuanheng::scoring
