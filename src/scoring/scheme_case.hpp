#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace yuanheng::scoring {

/// Runs the worked cases of a scheme: a TOML file with [[case]] tables of
///
/// - `rows`: code, name and inputs by code; a table input is an array of tables. `previous`: last year's, for
/// benchmarks;
/// - `set`: keys of the scheme changed by path; `manual`: grades changed by hand (code, grade, reason);
/// - `refused`: the error that must refuse the run; or `counts`: how many end in which grade; and
/// `expect.CODE`: total,
///   base, grade, initial, state, reason (code of the participation rule), rank, `points` by indicator,
///   `measures` (amounts by measure).
///
/// Numbers are compared with as many decimals as the case writes. Returns one line for each thing that is not
/// as expected, which includes words that cannot be expected. Errors: those of the files.
Checked<std::vector<std::string>> check_cases(std::string_view scheme, const std::string& scheme_file,
                                              std::string_view cases, const std::string& case_file);

}  // namespace yuanheng::scoring
