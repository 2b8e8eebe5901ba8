#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scheme/scheme_case.hpp"

namespace yuanheng::scoring {

/// Runs a worked case. Returns one line for each thing that is not as expected, which includes words that
/// cannot be expected; numbers are compared with as many decimals as the case writes. Errors: those of run()
/// that the case does not expect.
Checked<std::vector<std::string>> run_case(const WorkedCase& one);

/// Runs every worked case of a file. Errors: those of load_cases() and run_case().
Checked<std::vector<std::string>> check_cases(std::string_view scheme, const std::string& scheme_file,
                                              std::string_view cases, const std::string& case_file);

}  // namespace yuanheng::scoring
