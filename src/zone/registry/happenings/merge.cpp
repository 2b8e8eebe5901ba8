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

Checked<void> check_open(const platform::Services& services, db::Session& db, const Stored& enterprise,
                         std::string_view member) {
    if (!enterprise.value.merged_into) return {};
    const Stored into = enterprise_of(services, db, enterprise.value.merged_into);
    return tl::unexpected(
        wrong(Code::registry_merged, member, {{"name", enterprise.value.name}, {"into", into.value.name}}));
}

Checked<void> check_merge(const platform::Services& services, db::Session& db, const Stored& from,
                          const Stored& into, Date day) {
    if (from.id() == into.id()) return tl::unexpected(wrong(Code::registry_merge_self, "into"));
    if (auto fine = check_open(services, db, from, ""); !fine) return fine;
    if (auto fine = check_open(services, db, into, "into"); !fine) return fine;
    if (!from.value.stage_since || *from.value.stage_since <= day) return {};
    return tl::unexpected(wrong(Code::registry_before_state, "date",
                                {{"date", day.iso()}, {"since", from.value.stage_since->iso()}}));
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
    add_fact(change, "relation", reflect::to_record(relation), reason);
    write_enterprise(change, into, larger, "absorb", reason);
    write_enterprise(change, from, gone, "merge", reason);
}

Checked<http::Response> run_merge(platform::Call& call) {
    const Checked<MergeRequest> asked = call.body<MergeRequest>();
    if (!asked) return tl::unexpected(asked.error());
    return call.commit([&](platform::Change& change) -> Checked<http::Response> {
        Checked<Stored> from = to_change(call, change.db);
        if (!from) return tl::unexpected(from.error());
        Result<Stored> into = find_enterprise(call.services, change.db, asked->into, call.scope);
        if (!into) return tl::unexpected(wrong(Code::not_found, "into"));
        const Checked<Date> day = effective_day(call.services, asked->date);
        if (!day) return tl::unexpected(day.error());
        if (auto fine = check_merge(call.services, change.db, *from, *into, *day); !fine)
            return tl::unexpected(fine.error());
        merge(change, *from, *into, *day, asked->reason);
        return outcome(*from);
    });
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
    for (const db::Values& row :
         change.db.query("SELECT id FROM relation WHERE ent_id = ? AND kind = 'merged_into' AND other_id = ?",
                         {from.value, into.value})) {
        remove_fact(change, "relation", Id{std::get<std::int64_t>(row[0])}, reason);
    }
    for (const db::Values& row :
         change.db.query("SELECT id FROM former_identity WHERE ent_id = ? AND from_enterprise = ?",
                         {into.value, from.value})) {
        remove_fact(change, "former_identity", Id{std::get<std::int64_t>(row[0])}, reason);
    }
    set_former(change, into, former_of(change.db, into));
}

Checked<http::Response> run_unmerge(platform::Call& call) {
    const Checked<UnmergeRequest> asked = call.body<UnmergeRequest>();
    if (!asked) return tl::unexpected(asked.error());
    return call.commit([&](platform::Change& change) -> Checked<http::Response> {
        Checked<Stored> from = to_change(call, change.db);
        if (!from) return tl::unexpected(from.error());
        const Enterprise now = from->value;
        if (!now.merged_into)
            return tl::unexpected(wrong(Code::registry_not_merged, "", {{"name", now.name}}));
        const std::optional<Enterprise> was = before_merger(call.services, change.db, *from);
        if (!was) return tl::unexpected(wrong(Code::registry_changed_since, "", {{"name", now.name}}));
        if (now.stage_since) keep_version(change, from->id(), now, *was, *now.stage_since);
        forget_repeated_version(change, from->id(), *was);
        withdraw(change, from->id(), now.merged_into, asked->reason);
        write_enterprise(change, *from, *was, "unmerge", asked->reason);
        return outcome(*from);
    });
}

}  // namespace

platform::Operation merge_operation() {
    platform::Operation operation{"enterprise.merge",
                                  http::Method::post,
                                  "/api/enterprises/{id}/merge",
                                  {"企业合并：并入另一家企业", "merge an enterprise into another one"},
                                  keepers(),
                                  run_merge};
    operation.body = &reflect::described<MergeRequest>();
    operation.reply = &reflect::described<Outcome>();
    operation.versioned = true;
    operation.entity = "enterprise";
    return operation;
}

platform::Operation unmerge_operation() {
    platform::Operation operation{"enterprise.unmerge",
                                  http::Method::post,
                                  "/api/enterprises/{id}/unmerge",
                                  {"撤销企业合并", "undo a merger"},
                                  keepers(),
                                  run_unmerge};
    operation.body = &reflect::described<UnmergeRequest>();
    operation.reply = &reflect::described<Outcome>();
    operation.versioned = true;
    operation.entity = "enterprise";
    return operation;
}

}  // namespace yuanheng::registry
