#include "platform/entity/may.hpp"

#include <algorithm>

#include "platform/entity/rows.hpp"

namespace yuanheng::platform {

May::May(const View& view) : view_(view) {
    const Entity& entity = view.table.entity;
    add("edit", entity.rules.edit, nullptr);
    add("remove", entity.rules.remove, nullptr);
    for (const Action& action : entity.actions) add(action.verb, action.operation.policy, &action);
}

void May::add(std::string_view name, const Policy& policy, const Action* action) {
    std::optional<Scope> scope = authorize(view_.actor, policy);
    if (!scope) return;
    const Condition covered = within(*scope, view_.table.entity.scope);
    const bool everywhere = covered.sql == "1 = 1" ||
                            (covered.sql == view_.seen.sql && covered.parameters == view_.seen.parameters);
    verbs_.push_back({name, std::move(*scope), everywhere, action});
}

std::vector<std::vector<std::string_view>> May::verbs(db::Session& db, std::span<const SeenRow> rows) const {
    std::vector<Belongs> belongs(rows.size());
    if (std::any_of(verbs_.begin(), verbs_.end(), [](const Verb& verb) { return !verb.everywhere; })) {
        std::vector<reflect::Record> values;
        for (const SeenRow& row : rows) values.push_back(row.values);
        belongs = belongings(db, view_.table, values);
    }
    const bool states = std::any_of(verbs_.begin(), verbs_.end(),
                                    [](const Verb& verb) { return verb.action && verb.action->open; });
    std::vector<std::vector<std::string_view>> out(rows.size());
    for (std::size_t r = 0; r < rows.size(); ++r) {
        const OwnFields own(states ? view_.table.own(rows[r].values) : reflect::Record());
        for (const Verb& verb : verbs_) {
            if (!verb.everywhere && !covers(verb.scope, belongs[r])) continue;
            if (!verb.action || !verb.action->open || verb.action->open(own)) out[r].push_back(verb.name);
        }
    }
    return out;
}

}  // namespace yuanheng::platform
