#include "zone/evaluation/checks/merging.hpp"

#include <map>
#include <memory>

#include "scoring/run/units.hpp"
#include "zone/evaluation/codes.hpp"
#include "zone/evaluation/results/results.hpp"

namespace yuanheng::evaluation {

namespace {

using scoring::Merging;

void warn_of_unknown_holders(const scoring::Scheme& scheme, const scoring::Units& units, Intake& intake) {
    for (std::size_t i = 0; i < units.holder_unknown.size() && i < kMostAlike; ++i) {
        const std::uint32_t row = units.holder_unknown[i];
        const formula::Value holder = intake.data.columns.value(scheme.schema, scheme.merging.holder, row);
        intake.report.warnings.push_back(Error(Code::intake_holder_unknown,
                                               {{"code", intake.data.codes[row]},
                                                {"name", intake.data.names[row]},
                                                {"holder", std::get<std::string>(holder)}},
                                               where_of(origin(intake.data, scheme.merging.holder, row))));
    }
}

}  // namespace

Checked<void> merge(const scoring::Scheme& scheme, Intake& intake, int threads) {
    if (scheme.merging.mode == Merging::Mode::legal_person) return {};
    auto units = scoring::merge_units(scheme, intake.data, threads);
    if (!units) return tl::unexpected(units.error());
    warn_of_unknown_holders(scheme, *units, intake);
    auto parts = std::make_shared<scoring::Parts>();
    for (const auto& members : units->members) {
        if (members.size() > 1) parts->members.emplace(intake.data.codes[members.front()], members);
        for (std::size_t i = 1; i < members.size(); ++i) {
            intake.report.merged.push_back({intake.data.codes[members[i]], intake.data.names[members[i]],
                                            intake.data.codes[members.front()]});
        }
    }
    parts->persons = std::move(intake.data);
    if (scheme.merging.mode == Merging::Mode::both)
        intake.persons = std::shared_ptr<const scoring::Dataset>(parts, &parts->persons);
    intake.data = std::move(units->data);
    if (!parts->members.empty()) intake.data.parts = std::move(parts);
    return {};
}

Checked<std::vector<Alone>> evaluate_alone(const scoring::Scheme& scheme, const Intake& now,
                                           const Intake* previous, scoring::RunOptions options) {
    std::vector<Alone> out;
    if (!now.persons || now.report.merged.empty()) return out;
    scoring::Scheme alone = scheme;
    alone.merging = {};
    options.previous = previous ? previous->persons.get() : nullptr;
    const auto run = scoring::run(alone, *now.persons, options);
    if (!run) return tl::unexpected(run.error());
    std::map<std::string, std::vector<Member>> units;
    for (const Member& member : now.report.merged) units[member.holder].push_back(member);
    const auto add = [&](const Member& who) {
        const auto row = static_cast<std::size_t>(now.persons->find(who.code));
        out.push_back({who, run->outcomes[row].state, run->grade_name(row), total_text(*run, row)});
    };
    for (const auto& [holder, members] : units) {
        add({holder, now.persons->names[static_cast<std::size_t>(now.persons->find(holder))], holder});
        for (const Member& member : members) add(member);
    }
    return out;
}

}  // namespace yuanheng::evaluation
