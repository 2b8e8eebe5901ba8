#include <fmt/format.h>

#include "app/codes.hpp"
#include "app/session.hpp"
#include "app/tell.hpp"
#include "zone/evaluation/results/derivation.hpp"
#include "zone/evaluation/results/results.hpp"

namespace yuanheng::app {

namespace {

using evaluation::DerivationLine;
using evaluation::DerivationPart;
using evaluation::DerivationSource;

void print(const DerivationLine& line, const Options& o) {
    const bool named = !line.what.empty() && !line.how.empty();
    std::string text = line.what + (named ? say(o, "：", ": ") : "") + line.how;
    text += (line.how.empty() ? " " : " = ") + line.result;
    if (!line.note.empty()) text += say(o, "（", " (") + line.note + say(o, "）", ")");
    tell("  {}\n", text);
    for (const DerivationSource& source : line.sources)
        tell("      {}{}{}\n", source.label, say(o, " ← ", ": "), source.cell);
}

void print_text(const Session& s, std::size_t row, const Options& o) {
    const scoring::Run& run = s.official->run;
    const scoring::Track& track = s.scheme->tracks[static_cast<std::size_t>(run.outcomes[row].track)];
    tell("{}  {}\n{}  {} {}\n", run.data->names[row], run.data->codes[row], track.label.in(o.language),
         say(o, "等级", "grade"), evaluation::outcome_text(run, row, o.language));
    for (const evaluation::Member& member : s.now->report.merged) {
        if (member.holder != run.data->codes[row]) continue;
        tell("{} {} {}\n", say(o, "合并计入", "includes"), member.code, member.name);
    }
    for (const DerivationPart& part : evaluation::Derivations(run, o.language, true).of(row)) {
        tell("\n{}\n", part.title);
        for (const DerivationLine& line : part.lines) print(line, o);
    }
}

}  // namespace

int explain(const Options& o) {
    const Session s = evaluate_all(o);
    if (s.exit != kDone) return s.exit;
    const std::ptrdiff_t found = s.find(o);
    if (found < 0) return kBadInput;
    const auto row = static_cast<std::size_t>(found);
    const scoring::Run& run = s.official->run;
    const scoring::Outcome& outcome = run.outcomes[row];
    if (!scoring::scores(outcome.state)) {
        std::string why = evaluation::state_label(outcome.state).in(o.language);
        if (outcome.reason >= 0) {
            why += say(o, "：", ": ");
            why += s.scheme->participation[static_cast<std::size_t>(outcome.reason)].label.in(o.language);
        }
        return report(Error(Code::app_not_scored, {{"code", run.data->codes[row]}, {"state", why}}), o);
    }
    if (o.json) {
        tell("{}\n", evaluation::Derivations(run, o.language, true).json(row));
    } else {
        print_text(s, row, o);
    }
    return kDone;
}

}  // namespace yuanheng::app
