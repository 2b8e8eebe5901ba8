#pragma once

#include <string>
#include <utility>
#include <vector>

#include "scoring/data/correction.hpp"
#include "scoring/path/path.hpp"
#include "scoring/run/samples.hpp"

namespace yuanheng::scoring {

/// Keys of the scheme with other values.
using Changes = std::vector<std::pair<std::string, std::string>>;

/// One evaluation, and what an enterprise would have to change.
struct PathCase {
    Scheme scheme;
    Dataset data;
    Run run;

    explicit PathCase(const Changes& changes = {}, const std::vector<Row>& rows = kFive,
                      const std::string& more = "")
        : scheme(load(scheme_text(kTwoItems + more), changes)),
          data(data_of(scheme, rows)),
          run(must_run(scheme, data)) {}

    Result<Path> path(const char* code, const PathOptions& options = {}) const {
        return path_to(run, static_cast<std::size_t>(data.find(code)), options);
    }

    /// The grade (index) with some inputs changed: the whole engine again.
    int grade_with(std::size_t row, const std::vector<std::pair<std::string, Rational>>& values) const {
        std::vector<Correction> corrections;
        for (const auto& [field, value] : values) {
            corrections.push_back({data.codes[row], field, format_plain(value, 30), "", ""});
        }
        const auto changed = corrected(scheme, data, corrections);
        RunOptions quick;
        quick.threads = 1;
        return changed ? must_run(scheme, *changed, quick).outcomes[row].grade : -2;
    }

    /// The input that makes indicator `index` what it should be: its numerator.
    std::pair<std::string, Rational> numerator(std::size_t row, int index, const Rational& x) const {
        return {index == 0 ? "tax" : "output", x * decimal_of(data.columns.fields[0].values[row])};
    }
};

}  // namespace yuanheng::scoring
