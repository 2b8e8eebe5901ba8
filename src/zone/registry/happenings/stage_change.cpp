#include "platform/core/refusal.hpp"
#include "zone/registry/codes.hpp"
#include "zone/registry/enterprise/outcome.hpp"
#include "zone/registry/enterprise/rules.hpp"
#include "zone/registry/enterprise/stage.hpp"
#include "zone/registry/enterprise/version.hpp"
#include "zone/registry/happenings/happenings.hpp"

namespace yuanheng::registry {

namespace {

struct StageRequest {
    std::string stage;
    std::optional<Date> date;
    std::string reason;
    bool correction = false;  ///< the stage before was entered wrongly
};

void describe(reflect::Describer<StageRequest>& d) {
    d.name("stage_request", {"变更阶段", "change of stage"});
    d(&StageRequest::stage, "stage", {"新阶段", "new stage"}).one_of(stages()).must();
    d(&StageRequest::date, "date", {"起始日期", "since"}).explained({"不填为今天", "absent: today"});
    d(&StageRequest::reason, "reason", {"原因", "reason"}).must().longest(200);
    d(&StageRequest::correction, "correction", {"更正", "correction"})
        .explained({"原来录入有误：不受先后次序限制，过去的状态一并改正",
                    "it was entered wrongly: any stage will do, and past states are put right"});
}

Checked<void> check_stage_change(const StageRequest& asked, const Enterprise& was, Date day) {
    if (asked.correction) return {};
    if (auto fine = check_stage(was.stage, asked.stage); !fine) {
        Error error = fine.error();
        return platform::refuse(std::move(error).at(platform::at("/stage")));
    }
    if (!was.stage_since || *was.stage_since <= day) return {};
    return platform::refuse(Code::registry_before_state,
                            {{"date", day.iso()}, {"since", was.stage_since->iso()}}, platform::at("/date"));
}

Ended change_stage(platform::Change& change, AtEnterprise& at, const StageRequest& asked) {
    Stored enterprise = stored(at);
    const Checked<Date> day = effective_day(change.services, asked.date);
    if (!day) return tl::unexpected(day.error());
    const Enterprise& was = at.value;
    if (auto fine = check_stage_change(asked, was, *day); !fine) return tl::unexpected(fine.error());
    Enterprise is = was;
    is.stage = asked.stage;
    is.stage_since = *day;
    if (asked.correction)
        correct_versions(change, enterprise.id(), was, is, was.stage_since);
    else
        keep_version(change, enterprise.id(), was, is, *day);
    write_enterprise(change, enterprise, is, "stage", asked.reason);
    return outcome(enterprise);
}

}  // namespace

platform::Action stage_action() {
    return platform::action(
        {.verb = "stage",
         .label = {"变更阶段", "Change stage"},
         .summary = {"变更企业阶段", "change an enterprise's stage"},
         .note =
             {"签约、落地、在建、试生产、投产要依次变更；停产、迁出、注销随时可以登记。",
              "Signed, landed, construction, trial and production follow one another; suspended, moved away "
              "and deregistered can be entered at any time."},
         .policy = keepers_and_operators()},
        change_stage);
}

}  // namespace yuanheng::registry
