#include "platform/core/refusal.hpp"
#include "platform/core/stored_json.hpp"
#include "zone/registry/codes.hpp"
#include "zone/registry/enterprise/former_identity.hpp"
#include "zone/registry/enterprise/outcome.hpp"
#include "zone/registry/enterprise/rules.hpp"
#include "zone/registry/enterprise/version.hpp"
#include "zone/registry/facts/relation.hpp"
#include "zone/registry/happenings/happenings.hpp"

namespace yuanheng::registry {

namespace {

struct MergeRequest {
    Id into;
    std::optional<Date> date;
    std::string reason;
};

void describe(reflect::Describer<MergeRequest>& d) {
    d.name("merge_request", {"企业合并", "merger"});
    d(&MergeRequest::into, "into", {"并入企业", "merged into"}).of("enterprise").must();
    d(&MergeRequest::date, "date", {"合并日期", "date"}).explained({"不填为今天", "absent: today"});
    d(&MergeRequest::reason, "reason", {"依据", "reason"}).must().longest(200);
}

struct UnmergeRequest {
    std::string reason;
};

void describe(reflect::Describer<UnmergeRequest>& d) {
    d.name("unmerge_request", {"撤销合并", "undoing of a merger"});
    d(&UnmergeRequest::reason, "reason", {"原因", "reason"}).must().longest(200);
}

Checked<void> check_merge(platform::Change& change, const Stored& from, const Stored& into, Date day) {
    if (from.id() == into.id()) return platform::refuse(Code::registry_merge_self, {}, platform::at("/into"));
    if (Errors errors = merged_into(change, into.value); !errors.empty()) {
        errors.front().where.file = "/into";
        return platform::refuse(std::move(errors));
    }
    if (!from.value.stage_since || *from.value.stage_since <= day) return {};
    return platform::refuse(Code::registry_before_state,
                            {{"date", day.iso()}, {"since", from.value.stage_since->iso()}},
                            platform::at("/date"));
}

/// The one that is taken over ends, and its codes lead to the other.
void merge(platform::Change& change, Stored& from, Stored& into, Date day, const std::string& reason) {
    Enterprise gone = from.value;
    gone.merged_into = into.id();
    gone.stage = "deregistered";
    gone.stage_since = day;
    keep_version(change, from.id(), from.value, gone, day);
    Enterprise larger = into.value;
    larger.former = with_former(larger.former, from.value.uscc);
    add_former(change, {into.id(), "code", from.value.uscc, day, "merged", from.id(), reason});
    Relation relation;
    relation.ent_id = from.id();
    relation.kind = "merged_into";
    relation.other_id = into.id();
    relation.valid_from = day;
    platform::records<Relation>(change).add(relation, reason);
    write_enterprise(change, into, larger, "absorb", reason);
    write_enterprise(change, from, gone, "merge", reason);
}

Ended run_merge(platform::Change& change, AtEnterprise& at, const MergeRequest& asked) {
    Stored from = stored(at);
    Result<Stored> into = find_enterprise(change.services, change.db, asked.into, at.scope);
    if (!into) return platform::refuse(Code::not_found, {}, platform::at("/into"));
    const Checked<Date> day = effective_day(change.services, asked.date);
    if (!day) return tl::unexpected(day.error());
    if (auto fine = check_merge(change, from, *into, *day); !fine) return tl::unexpected(fine.error());
    merge(change, from, *into, *day, asked.reason);
    return outcome(from);
}

/// The enterprise as it was before its merger, by the audit chain; nothing where fields that the merger set
/// have other values now.
std::optional<Enterprise> before_merger(const platform::Services& services, db::Session& db,
                                        const Stored& enterprise) {
    const platform::Table& table = services.entities.table("enterprise");
    const db::Values line = db.first(
        "SELECT before_json, after_json FROM audit WHERE entity = 'enterprise' AND record_id = ? AND "
        "action = 'enterprise.merge' ORDER BY seq DESC LIMIT 1",
        {enterprise.id().value});
    if (line.empty() || reflect::text(line[0]) == nullptr || reflect::text(line[1]) == nullptr)
        return std::nullopt;
    reflect::Record row = enterprise.row;
    for (const platform::StoredValue& set : platform::stored_values(table.type, *reflect::text(line[1]))) {
        if (row[set.field] != set.value) return std::nullopt;
    }
    for (const platform::StoredValue& was : platform::stored_values(table.type, *reflect::text(line[0])))
        row[was.field] = was.value;
    return reflect::from_record<Enterprise>(table.own(row));
}

/// What the merger left with the other enterprise.
void withdraw(platform::Change& change, Id from, Id into, const std::string& reason) {
    auto relations = platform::records<Relation>(change);
    for (const auto& relation : relations.find(
             {"t.ent_id = ? AND t.kind = 'merged_into' AND t.other_id = ?", {from.value, into.value}}))
        relations.remove(relation.id(), reason);
    auto codes = platform::records<FormerIdentity>(change);
    for (const auto& code : codes.find({"t.ent_id = ? AND t.from_enterprise = ?", {into.value, from.value}}))
        codes.remove(code.id(), reason);
    renew_former(change, into);
}

Ended run_unmerge(platform::Change& change, AtEnterprise& at, const UnmergeRequest& asked) {
    Stored from = stored(at);
    const Enterprise& now = at.value;
    const std::optional<Enterprise> was = before_merger(change.services, change.db, from);
    if (!was) return platform::refuse(Code::registry_changed_since, {{"name", now.name}});
    if (now.stage_since) keep_version(change, from.id(), now, *was, *now.stage_since);
    forget_repeated_version(change, from.id(), *was);
    withdraw(change, from.id(), now.merged_into, asked.reason);
    write_enterprise(change, from, *was, "unmerge", asked.reason);
    return outcome(from);
}

}  // namespace

bool not_merged(const Enterprise& enterprise) { return !enterprise.merged_into; }

bool alive(const Enterprise& enterprise) {
    return not_merged(enterprise) && enterprise.stage != "deregistered";
}

Errors merged_into(platform::Change& change, const Enterprise& enterprise) {
    if (not_merged(enterprise)) return {};
    const Stored into = enterprise_of(change.services, change.db, enterprise.merged_into);
    return Errors{Error(Code::registry_merged, {{"name", enterprise.name}, {"into", into.value.name}})};
}

platform::Action merge_action() {
    return platform::action(
        {.verb = "merge",
         .label = {"企业合并", "Merge"},
         .summary = {"企业合并：并入另一家企业", "merge an enterprise into another one"},
         .note =
             {"本企业并入另一家企业：资质、关系和曾用代码转到并入企业，本企业注销。",
              "The enterprise becomes part of another one: titles, relations and codes go there, and it is "
              "deregistered."},
         .policy = keepers(),
         .danger = true,
         .open = alive,
         .why = merged_into},
        run_merge);
}

platform::Action unmerge_action() {
    return platform::action(
        {.verb = "unmerge",
         .label = {"撤销合并", "Undo merger"},
         .summary = {"撤销企业合并", "undo a merger"},
         .note = {"恢复企业合并前的状态，转走的内容一并转回。",
                  "Puts the enterprise back as it was before the merger, with what was handed over."},
         .policy = keepers(),
         .danger = true,
         .open = [](const Enterprise& enterprise) { return !not_merged(enterprise); },
         .why =
             [](platform::Change&, const Enterprise& enterprise) {
                 return Errors{Error(Code::registry_not_merged, {{"name", enterprise.name}})};
             }},
        run_unmerge);
}

}  // namespace yuanheng::registry
