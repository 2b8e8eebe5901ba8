#include "platform/entity/write.hpp"
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
            return tl::unexpected(
                wrong(Code::registry_code_taken, "parts",
                      {{"code", part.uscc}, {"name", found ? found->value.name : part.name}}));
        }
        return std::move(*found);
    }
    const platform::Table& table = services.entities.table("enterprise");
    reflect::Record row = table.fresh(services.ids.next(), change.actor.user, services.clock());
    table.put(row, reflect::to_record(heir(from.value, part, day)));
    if (auto fine = platform::settle(change, table, nullptr, row); !fine) return tl::unexpected(fine.error());
    if (auto done = platform::insert(change, table, scope, row, "create"); !done)
        return tl::unexpected(done.error());
    return enterprise_of(services, change.db, platform::Table::id(row));
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
        add_fact(change, "relation", reflect::to_record(relation), asked.reason);
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

Checked<http::Response> split_off(platform::Call& call) {
    const Checked<SplitRequest> asked = call.body<SplitRequest>();
    if (!asked) return tl::unexpected(asked.error());
    return call.commit([&](platform::Change& change) -> Checked<http::Response> {
        Checked<Stored> from = to_change(call, change.db);
        if (!from) return tl::unexpected(from.error());
        const Checked<Date> day = effective_day(call.services, asked->date);
        if (!day) return tl::unexpected(day.error());
        if (asked->ends && from->value.stage_since && *day < *from->value.stage_since) {
            return tl::unexpected(wrong(Code::registry_before_state, "date",
                                        {{"date", day->iso()}, {"since", from->value.stage_since->iso()}}));
        }
        const Checked<SplitOutcome> done = split(change, call.scope, *from, *asked, *day);
        if (!done) return tl::unexpected(done.error());
        return platform::json(*done);
    });
}

}  // namespace

platform::Operation split_operation() {
    platform::Operation operation{"enterprise.split",
                                  http::Method::post,
                                  "/api/enterprises/{id}/split",
                                  {"企业分立", "split an enterprise"},
                                  keepers(),
                                  split_off};
    operation.body = &reflect::described<SplitRequest>();
    operation.reply = &reflect::described<SplitOutcome>();
    operation.versioned = true;
    operation.entity = "enterprise";
    return operation;
}

}  // namespace yuanheng::registry
