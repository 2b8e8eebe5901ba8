#include "platform/core/refusal.hpp"
#include "zone/registry/codes.hpp"
#include "zone/registry/enterprise/outcome.hpp"
#include "zone/registry/enterprise/rules.hpp"
#include "zone/registry/enterprise/version.hpp"
#include "zone/registry/facts/relation.hpp"
#include "zone/registry/happenings/happenings.hpp"

namespace yuanheng::registry {

namespace {

struct SplitPart {
    std::string uscc, name;
};

void describe(reflect::Describer<SplitPart>& d) {
    d.name("split_part", {"分立出的企业", "part that splits off"});
    d(&SplitPart::uscc, "uscc", {"统一社会信用代码", "credit code"})
        .as(reflect::Format::uscc)
        .must()
        .longest(18);
    d(&SplitPart::name, "name", {"企业名称", "name"}).must().longest(100);
}

struct SplitRequest {
    std::vector<SplitPart> parts;
    std::optional<Date> date;
    std::string reason;
    bool ends = false;
};

void describe(reflect::Describer<SplitRequest>& d) {
    d.name("split_request", {"企业分立", "split"});
    d(&SplitRequest::parts, "parts", {"分立出的企业", "parts"}).between(1, 20);
    d(&SplitRequest::date, "date", {"分立日期", "date"}).explained({"不填为今天", "absent: today"});
    d(&SplitRequest::reason, "reason", {"依据", "reason"}).must().longest(200);
    d(&SplitRequest::ends, "ends", {"原企业注销", "the enterprise ends"})
        .explained({"解散分立选“是”，派生分立选“否”", "yes where it is dissolved, no where it goes on"});
}

struct SplitOutcome {
    Id id;
    std::int64_t version = 0;
    std::vector<Outcome> parts;
};

void describe(reflect::Describer<SplitOutcome>& d) {
    d.name("split_outcome", {"分立结果", "outcome of a split"});
    d(&SplitOutcome::id, "id", {"企业", "enterprise"}).of("enterprise");
    d(&SplitOutcome::version, "version", {"版本", "version"});
    d(&SplitOutcome::parts, "parts", {"分立出的企业", "parts"});
}

/// What a part has from the enterprise it comes from, until somebody says otherwise.
Enterprise heir(const Enterprise& from, const SplitPart& part, Date day) {
    Enterprise out = from;
    out.uscc = part.uscc;
    out.name = part.name;
    out.short_name.clear();
    out.former.clear();
    out.note.clear();
    out.merged_into = {};
    out.registered_on = day;
    out.registered_capital.reset();
    out.legal_representative.clear();
    out.above_scale.reset();
    out.size_class.clear();
    out.employees.reset();
    out.stage_since = day;
    return out;
}

/// The part's enterprise: the one of the register that has the code, else a new one.
Checked<Stored> part_of(platform::Change& change, const platform::Scope& scope, const Stored& from,
                        const SplitPart& part, Date day) {
    const platform::Services& services = change.services;
    const db::Value known = change.db.scalar("SELECT id FROM enterprise WHERE uscc = ?", {part.uscc});
    if (reflect::integer(known)) {
        Result<Stored> found = find_enterprise(services, change.db, Id{*reflect::integer(known)}, scope);
        if (!found || found->id() == from.id()) {
            return platform::refuse(Code::registry_code_taken,
                                    {{"code", part.uscc}, {"name", found ? found->value.name : part.name}},
                                    platform::at("/parts"));
        }
        return std::move(*found);
    }
    const Checked<Id> made = platform::records<Enterprise>(change).create(heir(from.value, part, day), scope);
    if (!made) return tl::unexpected(made.error());
    return enterprise_of(services, change.db, *made);
}

Checked<SplitOutcome> split(platform::Change& change, const platform::Scope& scope, Stored& from,
                            const SplitRequest& asked, Date day) {
    SplitOutcome out;
    for (const SplitPart& part : asked.parts) {
        const Checked<Stored> stored = part_of(change, scope, from, part, day);
        if (!stored) return tl::unexpected(stored.error());
        Relation relation;
        relation.ent_id = stored->id();
        relation.kind = "split_from";
        relation.other_id = from.id();
        relation.valid_from = day;
        platform::records<Relation>(change).add(relation, asked.reason);
        out.parts.push_back({stored->id(), stored->version()});
    }
    Enterprise after = from.value;
    if (asked.ends) {
        after.stage = "deregistered";
        after.stage_since = day;
        keep_version(change, from.id(), from.value, after, day);
    }
    write_enterprise(change, from, after, "split", asked.reason);
    out.id = from.id();
    out.version = from.version();
    return out;
}

Checked<SplitOutcome> split_off(platform::Change& change, AtEnterprise& at, const SplitRequest& asked) {
    Stored from = stored(at);
    const Checked<Date> day = effective_day(change.services, asked.date);
    if (!day) return tl::unexpected(day.error());
    const std::optional<Date>& since = at.value.stage_since;
    if (asked.ends && since && *day < *since)
        return platform::refuse(Code::registry_before_state, {{"date", day->iso()}, {"since", since->iso()}},
                                platform::at("/date"));
    return split(change, at.scope, from, asked, *day);
}

}  // namespace

platform::Action split_action() {
    return platform::action(
        {.verb = "split",
         .label = {"企业分立", "Split"},
         .summary = {"企业分立", "split an enterprise"},
         .note = {"从本企业分立出新的企业，新企业在同一园区登记。",
                  "New enterprises split off from this one and are registered in the same park."},
         .policy = keepers(),
         .danger = true,
         .open = alive,
         .why = merged_into},
        split_off);
}

}  // namespace yuanheng::registry
