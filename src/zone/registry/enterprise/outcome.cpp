#include "zone/registry/enterprise/outcome.hpp"
#include "platform/request/etag.hpp"
#include "zone/registry/codes.hpp"
#include "zone/registry/enterprise/rules.hpp"

namespace yuanheng::registry {

void describe(reflect::Describer<Outcome>& d) {
    d.name("enterprise_outcome", {"办理结果", "outcome"});
    d(&Outcome::id, "id", {"企业", "enterprise"}).of("enterprise");
    d(&Outcome::version, "version", {"版本", "version"});
}

http::Response outcome(const Stored& enterprise) {
    return platform::json(Outcome{enterprise.id(), enterprise.version()})
        .with("ETag", platform::etag(enterprise.version()));
}

Checked<Stored> addressed(const platform::Call& call, db::Session& db) {
    const Result<Id> id = call.id();
    if (!id) return tl::unexpected(Errors{id.error()});
    Result<Stored> found = find_enterprise(call.services, db, *id, call.scope);
    if (!found) return tl::unexpected(Errors{found.error()});
    return std::move(*found);
}

Checked<Stored> to_change(const platform::Call& call, db::Session& db) {
    Checked<Stored> found = addressed(call, db);
    if (!found) return found;
    const Result<std::int64_t> based_on = platform::if_match(call.request);
    if (!based_on) return tl::unexpected(Errors{based_on.error()});
    if (*based_on != found->version()) return tl::unexpected(Errors{Error(Code::precondition_failed, {})});
    return found;
}

Checked<Date> effective_day(const platform::Services& services, const std::optional<Date>& given) {
    const Date day = platform::today(services);
    if (given && *given > day)
        return tl::unexpected(wrong(Code::registry_future, "date", {{"date", given->iso()}}));
    return given.value_or(day);
}

}  // namespace yuanheng::registry
