#include "platform/core/refusal.hpp"
#include "zone/registry/codes.hpp"
#include "zone/registry/enterprise/former_identity.hpp"
#include "zone/registry/enterprise/outcome.hpp"
#include "zone/registry/enterprise/rules.hpp"
#include "zone/registry/enterprise/version.hpp"
#include "zone/registry/happenings/happenings.hpp"

namespace yuanheng::registry {

namespace {

struct CodeRequest {
    std::string uscc;
    std::optional<Date> date;
    std::string reason;
    bool correction = false;  ///< the code was entered wrongly: it never was the enterprise's
};

void describe(reflect::Describer<CodeRequest>& d) {
    d.name("code_request", {"变更信用代码", "change of credit code"});
    d(&CodeRequest::uscc, "uscc", {"新代码", "new code"}).as(reflect::Format::uscc).must().longest(18);
    d(&CodeRequest::date, "date", {"换发日期", "since"}).explained({"不填为今天", "absent: today"});
    d(&CodeRequest::reason, "reason", {"原因", "reason"}).must().longest(200);
    d(&CodeRequest::correction, "correction", {"更正", "correction"})
        .explained({"原来录入有误：旧代码不留作曾用代码",
                    "it was entered wrongly: the old code is not kept as a former one"});
}

/// Whether the code is free: nobody has it, and nobody else had it.
Checked<void> check_new_code(platform::Change& change, const Stored& enterprise, const std::string& uscc) {
    if (uscc == enterprise.value.uscc)
        return platform::refuse(Code::registry_same_code, {}, platform::at("/uscc"));
    const db::Value name = change.db.scalar("SELECT name FROM enterprise WHERE uscc = ?", {uscc});
    if (reflect::text(name))
        return platform::refuse(Code::registry_code_taken, {{"code", uscc}, {"name", *reflect::text(name)}},
                                platform::at("/uscc"));
    const db::Value own = change.db.scalar("SELECT 1 FROM former_identity WHERE value = ? AND ent_id = ?",
                                           {uscc, enterprise.id().value});
    return reflect::absent(own) ? check_not_former(change, uscc) : Checked<void>{};
}

Ended change_code(platform::Change& change, AtEnterprise& at, const CodeRequest& asked) {
    Stored enterprise = stored(at);
    const Checked<Date> day = effective_day(change.services, asked.date);
    if (!day) return tl::unexpected(day.error());
    if (auto fine = check_new_code(change, enterprise, asked.uscc); !fine)
        return tl::unexpected(fine.error());
    const Enterprise& was = at.value;
    Enterprise is = was;
    is.uscc = asked.uscc;
    if (asked.correction) {
        correct_versions(change, enterprise.id(), was, is, std::nullopt);
    } else {
        keep_version(change, enterprise.id(), was, is, *day);
        is.former = with_former(was.former, was.uscc);
        add_former(change, {enterprise.id(), "code", was.uscc, *day, "replaced", {}, asked.reason});
    }
    write_enterprise(change, enterprise, is, "code", asked.reason);
    return outcome(enterprise);
}

}  // namespace

platform::Action code_action() {
    return platform::action(
        {.verb = "code",
         .label = {"变更信用代码", "Change credit code"},
         .summary = {"变更统一社会信用代码", "change an enterprise's credit code"},
         .note = {"登记换发的信用代码；原代码留作曾用代码，仍可查到。",
                  "Enters the new credit code; the old one is kept as a former code and still finds it."},
         .policy = keepers(),
         .open = not_merged,
         .why = merged_into},
        change_code);
}

}  // namespace yuanheng::registry
