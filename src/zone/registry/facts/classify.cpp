#include <charconv>

#include "platform/core/refusal.hpp"
#include "platform/entity/query.hpp"
#include "platform/entity/records.hpp"
#include "platform/entity/write.hpp"
#include "platform/request/operations.hpp"
#include "zone/registry/codes.hpp"
#include "zone/registry/enterprise/outcome.hpp"
#include "zone/registry/enterprise/rules.hpp"
#include "zone/registry/facts/classification.hpp"
#include "zone/registry/facts/classify.hpp"
#include "zone/registry/taxonomy/choices.hpp"

namespace yuanheng::registry {

namespace {

constexpr std::int64_t kMost = 5000;  // enterprises at once: what one request has time for

struct ClassifyRequest {
    std::string q;
    std::vector<std::string> filter, ids;
    std::int64_t expected = 0;
    std::string node;
    bool main = false;
    std::optional<Date> valid_from;
};

void describe(reflect::Describer<ClassifyRequest>& d) {
    using R = ClassifyRequest;
    d.name("classify_request", {"批量归类", "bulk classification"});
    d(&R::q, "q", {"搜索", "search"});
    d(&R::filter, "filter", {"筛选条件", "filters"});
    d(&R::ids, "ids", {"所选企业", "chosen enterprises"})
        .explained({"不填为符合条件的全部企业", "absent: all that fit the filters"});
    d(&R::expected, "expected", {"企业数", "number of enterprises"})
        .must()
        .between(1, kMost)
        .explained({"界面上显示的企业数；与实际不符则不办理",
                    "what the screen shows; nothing is done where it is not so"});
    d(&R::node, "node", {"产业", "industry"})
        .must()
        .longest(130)
        .explained({"分类编号/产业代码", "taxonomy/node"});
    d(&R::main, "main", {"设为主要归类", "make it the main class"});
    d(&R::valid_from, "valid_from", {"起始日期", "from"});
}

struct ClassifyOutcome {
    std::int64_t added = 0, unchanged = 0;
};

void describe(reflect::Describer<ClassifyOutcome>& d) {
    d.name("classify_outcome", {"归类结果", "outcome of a bulk classification"});
    d(&ClassifyOutcome::added, "added", {"新归类", "added"});
    d(&ClassifyOutcome::unchanged, "unchanged", {"已在该产业", "unchanged"});
}

Checked<std::vector<Id>> chosen(const platform::Call& call, db::Session& db, const ClassifyRequest& asked) {
    const platform::Table& table = call.services.entities.table("enterprise");
    const platform::View view(table, call.actor, call.scope);
    platform::Asked list{asked.q, asked.filter, {}, {}};
    for (const std::string& text : asked.ids) {
        Id id;
        const auto [end, bad] = std::from_chars(text.data(), text.data() + text.size(), id.value);
        if (bad != std::errc() || end != text.data() + text.size())
            return platform::refuse(Code::not_found, {}, platform::at("/ids"));
        list.ids.push_back(id);
    }
    const auto selection = platform::select(view, list, call.services);
    if (!selection) return tl::unexpected(selection.error());
    std::vector<Id> out;
    db.each("SELECT t.id FROM enterprise t WHERE " + selection->where.sql + " ORDER BY t.id",
            selection->where.parameters, [&](const db::Values& row) {
                out.push_back(Id{std::get<std::int64_t>(row[0])});
                return static_cast<std::int64_t>(out.size()) <= asked.expected;
            });
    if (static_cast<std::int64_t>(out.size()) == asked.expected) return out;
    const auto found = platform::count_of(db, view, *selection);
    return platform::refuse(Code::registry_count_changed,
                            {{"found", std::to_string(found)}, {"expected", std::to_string(asked.expected)}},
                            platform::at("/expected"));
}

/// Adds the class to an enterprise; false where it has it already.
Checked<bool> classify(platform::Change& change, const platform::Scope& scope, Id enterprise,
                       const ClassifyRequest& asked) {
    Classification c;
    c.ent_id = enterprise;
    c.node = asked.node;
    if (asked.main) c.main = true;
    c.valid_from = asked.valid_from;
    const Checked<Id> added = platform::records<Classification>(change).create(c, scope);
    if (added) return true;
    if (added.error().front().code == Code::registry_class_twice) return false;
    return tl::unexpected(added.error());
}

Checked<ClassifyOutcome> classify_many(platform::Change& change, const platform::Call& call,
                                       const ClassifyRequest& asked) {
    const auto enterprises = chosen(call, change.db, asked);
    if (!enterprises) return platform::refuse(enterprises.error());
    ClassifyOutcome out;
    for (const Id id : *enterprises) {
        const Checked<bool> added = classify(change, call.scope, id, asked);
        if (!added) return platform::refuse(added.error());
        ++(*added ? out.added : out.unchanged);
    }
    return out;
}

}  // namespace

platform::Operation classify_operation() {
    platform::Operation out =
        platform::changing("enterprise.classify", platform::post("/api/enterprises/classify"),
                           {"批量归类到产业", "classify many enterprises"}, keepers(), classify_many);
    out.entity = "enterprise";
    return out;
}

}  // namespace yuanheng::registry
