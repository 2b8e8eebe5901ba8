#pragma once

#include <string>
#include <string_view>

#include "scoring/after/gate.hpp"
#include "scoring/after/result.hpp"
#include "zone/evaluation/files/intake.hpp"

namespace yuanheng::evaluation {

/// A word of a result in the reader's language.
inline std::string word(Language language, const char* zh, const char* en) {
    return language == Language::zh ? zh : en;
}
/// Names of a participation state and of what became of an enterprise, as an officer says them.
Label state_label(scoring::State state);
/// The cell a value came from, as place() says it.
Where where_of(const scoring::Origin& at);
/// "A", or the state where there is no grade: 只评价未分档.
std::string outcome_text(const std::string& grade, scoring::State state, Language language);
std::string outcome_text(const scoring::Run& run, std::size_t row, Language language);
/// Why the final grade differs from the initial one: labels of the rules and reasons of manual changes.
std::string change_text(const scoring::Run& run, const scoring::ResultRow& result, Language language);
/// The rule, or the reason of the manual change, behind one change of a grade.
std::string change_reason(const scoring::Run& run, const scoring::Applied& change, Language language);
/// "B→A", in English "B to A".
std::string change_grades(const scoring::ResultRow& result, const scoring::Applied& change,
                          Language language);
/// The total rounded once by the scheme's rule; empty where there is none.
std::string total_text(const scoring::Run& run, std::size_t row);

/// The track that a line of the gate speaks of, by its label; empty where it speaks of everyone.
std::string scope_text(const scoring::Run& run, const scoring::GateLine& line, Language language);

/// Writes the result workbook: a sheet a track, one of who is in none, one of who is merged, one of what
/// those get alone where the scheme asks for both, 推导过程 (every point with its source cells), 发布核验
/// (the gate), 数据问题 (what the reading found), 说明 (scheme, sources, snapshot). Derivations of tracks
/// beyond kMostDerived enterprises are left to `yuanheng explain`, and the sheet says so.
Result<void> write_results(const scoring::Run& run, const IntakeReport& report, const scoring::Gate& gate,
                           const std::string& path, Language language);
inline constexpr std::size_t kMostDerived = 5000;

/// Writes code, name, track, state, total, rank, initial and final grade of everyone as CSV with BOM; the
/// merged come last, with the result of their unit and no rank of their own. Streams: memory does not grow
/// with the number of enterprises.
Result<void> write_results_csv(const scoring::Run& run, const std::vector<Member>& merged,
                               const std::string& path, Language language);

}  // namespace yuanheng::evaluation
