#include "zone/visits/visit.hpp"

#include "platform/core/refusal.hpp"
#include "platform/core/services.hpp"
#include "platform/entity/action.hpp"
#include "platform/entity/records.hpp"
#include "zone/visits/codes.hpp"

namespace yuanheng::visits {

using platform::Policy;
using platform::Reach;
using platform::Role;

namespace {

const std::vector<reflect::Choice> kTopics = {{"policy", {"政策兑现", "policies"}},
                                              {"finance", {"融资", "finance"}},
                                              {"labour", {"用工", "labour"}},
                                              {"land", {"用地厂房", "land and plants"}},
                                              {"energy", {"水电气", "water, power, gas"}},
                                              {"approval", {"审批办理", "approvals"}},
                                              {"other", {"其他", "other"}}};
const std::vector<reflect::Choice> kStates = {{"none", {"无诉求", "nothing asked"}},
                                              {"open", {"待答复", "to be answered"}},
                                              {"answered", {"已答复", "answered"}}};

Policy keepers() { return Policy::of({{Role::officer, Reach::zone, kService}}); }

/// A date that is still to come, and a request without its kind, are refused; the state follows from the
/// request.
Checked<void> check_visit(platform::Change& change, const Visit*, Visit& v) {
    if (v.visited_on > platform::today(change.services))
        return platform::refuse(Code::visit_future, {{"date", v.visited_on.iso()}},
                                platform::at("/visited_on"));
    if (v.request.empty() != v.topic.empty())
        return platform::refuse(Code::visit_request, {},
                                platform::at(v.request.empty() ? "/request" : "/topic"));
    if (v.state != "answered") v.state = v.request.empty() ? "none" : "open";
    return {};
}

/// 答复企业诉求
struct Answer {
    std::string answer;
};
void describe(reflect::Describer<Answer>& d) {
    d.name("visit_answer", {"答复", "answer"});
    d(&Answer::answer, "answer", {"答复内容", "answer"}).as(reflect::Format::multiline).must().longest(2000);
}

Checked<platform::Versioned<Answer>> answer(platform::Change& change, platform::Subject<Visit>& at,
                                            const Answer& asked) {
    platform::Stored<Visit> visit{at.row, at.value};
    Visit answered = at.value;
    answered.state = "answered";
    answered.answer = asked.answer;
    answered.answered_on = platform::today(change.services);
    platform::records<Visit>(change).put(visit, answered, {}, "answer");
    return platform::Versioned<Answer>{asked, visit.version()};
}

}  // namespace

void describe(reflect::Describer<Visit>& d) {
    d.name("visit", {"走访记录", "visit"});
    platform::describe_owner(d, &Visit::ent_id);
    d(&Visit::visited_on, "visited_on", {"走访日期", "date"}).must().sorts().filters().listed();
    d(&Visit::purpose, "purpose", {"走访事由", "purpose"}).must().longest(100).found().listed();
    d(&Visit::visitors, "visitors", {"走访人员", "visitors"}).must().longest(100).found();
    d(&Visit::topic, "topic", {"诉求类别", "kind of request"}).one_of(kTopics).found().filters().listed();
    d(&Visit::request, "request", {"企业诉求", "request"}).as(reflect::Format::multiline).longest(2000);
    d(&Visit::state, "state", {"办理状态", "state"}).one_of(kStates).by_program().filters().listed();
    d(&Visit::answer, "answer", {"答复内容", "answer"})
        .as(reflect::Format::multiline)
        .longest(2000)
        .by_program();
    d(&Visit::answered_on, "answered_on", {"答复日期", "answered on"}).by_program();
}

platform::Entity visit_entity() {
    const Policy view = Policy::of({{Role::leader, Reach::zone},
                                    {Role::auditor, Reach::zone},
                                    {Role::officer, Reach::zone},
                                    {Role::park_operator, Reach::park}});
    platform::Entity entity = platform::Entity::of<Visit>({.view = view,
                                                           .create = keepers(),
                                                           .edit = keepers(),
                                                           .remove = keepers(),
                                                           .import = keepers(),
                                                           .export_all = view});
    entity.path = "visits";
    entity.table = "visit";
    entity.plural = {"企业走访", "visits"};
    entity.title = "purpose";
    entity.key = {"ent_id", "visited_on", "purpose"};
    entity.order = "-visited_on";
    entity.owner = platform::enterprise_owner();
    entity.check = platform::checking<Visit>(check_visit);
    entity.actions = {platform::action({.verb = "answer",
                                        .label = {"答复诉求", "Answer the request"},
                                        .summary = {"答复企业诉求", "answer what an enterprise asked for"},
                                        .note = {"答复后诉求即为办结，答复内容不能再修改。",
                                                 "The request is closed by it; the answer stays as it is."},
                                        .policy = keepers(),
                                        .open = [](const Visit& v) { return v.state == "open"; }},
                                       answer)};
    return entity;
}

}  // namespace yuanheng::visits
