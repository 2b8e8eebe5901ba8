#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scoring/run/run.hpp"

namespace yuanheng::evaluation {

/// Version of the package's format; a package of a later one is refused.
inline constexpr int kPackageFormat = 1;

/// Writes a run to `path` so that anyone can compute it again: a ZIP of
///
///   manifest.json     format, engine version, scheme (id, version, hash, changes), snapshot ids,
///                     SHA-256 of every other part
///   scheme.toml       the scheme's text, byte for byte
///   data.csv          code, name, then every input that has values (package_data.hpp)
///   tables/CODE.csv   records of a table input
///   previous.csv, previous-tables/CODE.csv   the same of last year's data, where the run had them
///   manual.csv        manual changes
///   results.csv       one line an enterprise, exact totals
///
/// The same run gives the same bytes. `scheme_toml` is the text the run's scheme was loaded from and `sets`
/// the changes made to it ("path=value", as for load_scheme_with; normally none). Errors:
/// package_scheme_differs where these do not give the run's scheme, package_bad_change, package_too_large,
/// file_unwritable.
Result<void> write_package(const scoring::Run& run, const std::string& scheme_toml,
                           const std::vector<std::string>& sets, const std::string& path);

/// What came of computing a package again.
struct Verification {
    bool ok = false;  ///< nothing differs: findings is empty
    /// Everything that differs, placed at part and line: package_* with arguments expected and found, or why
    /// the run could not be repeated. Of the lines that differ the first kMostLines.
    Errors findings;
    std::string engine;                                  ///< that wrote the package
    std::string scheme_id, scheme_version, scheme_hash;  ///< as the manifest says
    std::string snapshot;                                ///< as the manifest says
    std::size_t parts = 0;                               ///< read, without the manifest
    std::size_t enterprises = 0;
    std::size_t lines = 0;  ///< of results.csv compared, with its header
    std::size_t differing_lines = 0;

    static constexpr std::size_t kMostLines = 50;
};

/// Reads a package, compares every part with its SHA-256, runs the scheme on the data again and compares the
/// results line by line. A part that was changed is reported and the run repeated all the same. Errors, where
/// there is nothing to compare: file_unreadable, table_too_large (the file itself), package_broken,
/// package_too_large, package_format.
Result<Verification> verify_package(const std::string& path, int threads);

/// results.csv of a run: code, track, state, reason, total, rank, initial, grade, overrides. A total is the
/// exact decimal or fraction, or rounded to 30 places where it is irrational.
std::string results_csv(const scoring::Run& run, int threads);

}  // namespace yuanheng::evaluation
