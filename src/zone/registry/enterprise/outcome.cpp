#include "zone/registry/enterprise/outcome.hpp"
#include "platform/core/refusal.hpp"
#include "zone/registry/codes.hpp"
#include "zone/registry/enterprise/rules.hpp"

namespace yuanheng::registry {

void describe(reflect::Describer<Outcome>& d) {
    d.name("enterprise_outcome", {"办理结果", "outcome"});
    d(&Outcome::id, "id", {"企业", "enterprise"}).of("enterprise");
    d(&Outcome::version, "version", {"版本", "version"});
}

platform::Versioned<Outcome> outcome(const Stored& enterprise) {
    return {{enterprise.id(), enterprise.version()}, enterprise.version()};
}

Checked<Stored> addressed(const platform::Call& call, db::Session& db) {
    const Result<Id> id = call.id();
    if (!id) return platform::refuse(id.error());
    Result<Stored> found = find_enterprise(call.services, db, *id, call.scope);
    if (!found) return platform::refuse(found.error());
    return std::move(*found);
}

Checked<Date> effective_day(const platform::Services& services, const std::optional<Date>& given) {
    const Date day = platform::today(services);
    if (given && *given > day)
        return platform::refuse(Code::registry_future, {{"date", given->iso()}}, platform::at("/date"));
    return given.value_or(day);
}

}  // namespace yuanheng::registry
