#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "formula/value.hpp"
#include "scheme/scheme.hpp"

namespace yuanheng::scoring {

/// One enterprise of a worked case: its inputs, absent where the case does not write them.
struct CaseRow {
    using Record = std::vector<formula::Value>;  ///< as the columns of its table

    std::string code, name;
    std::vector<formula::Value> fields;        ///< as schema.fields
    std::vector<std::vector<Record>> records;  ///< as schema.tables
};

/// What a case expects of one thing, by its name: a word or number as it is written, or the parts of a table.
struct Expectation {
    std::string name, text;
    std::vector<Expectation> parts;
};

/// A worked case of a scheme.
struct WorkedCase {
    /// A grade changed by hand.
    struct Manual {
        std::string code, grade, reason;
    };

    std::string name;
    Scheme scheme;  ///< with the keys of `set` changed
    std::vector<CaseRow> rows, previous;
    std::vector<Manual> manual;
    std::string refused;               ///< name of the error that must refuse the run; empty: none
    std::vector<Expectation> counts;   ///< by grade
    std::vector<Expectation> expects;  ///< by code of the enterprise
};

/// Reads the worked cases of a scheme: a TOML file with [[case]] tables of
///
/// - `rows`: code, name and inputs by code; a table input is an array of tables. `previous`: last year's, for
/// benchmarks;
/// - `set`: keys of the scheme changed by path; `manual`: grades changed by hand (code, grade, reason);
/// - `refused`: the error that must refuse the run; or `counts`: how many end in which grade; and
/// `expect.CODE`: total,
///   base, grade, initial, state, reason (code of the participation rule), rank, `points` by indicator,
///   `measures` (amounts by measure).
///
/// Errors: those of the files.
Checked<std::vector<WorkedCase>> load_cases(std::string_view scheme, const std::string& scheme_file,
                                            std::string_view cases, const std::string& case_file);

}  // namespace yuanheng::scoring
