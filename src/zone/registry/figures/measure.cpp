#include "zone/registry/figures/measure.hpp"

#include <fmt/format.h>

#include "platform/entity/entities.hpp"
#include "platform/entity/names.hpp"
#include "zone/registry/codes.hpp"

namespace yuanheng::registry {

namespace {

tl::unexpected<Error> bad(std::string_view text) {
    return fail(Code::registry_measure, {{"text", std::string(text)}});
}

/// The filter with the id of the record whose code it names.
Result<std::string> resolved(const platform::Services& services, db::Session& db, Id zone,
                             const platform::Entity& entity, const std::string& filter) {
    const std::size_t at = filter.find(":@");
    if (at == std::string::npos) return filter;
    const int field = entity.type->index(filter.substr(0, filter.find(':')));
    if (field < 0) return bad(filter);
    const platform::Table* target =
        services.entities.find(entity.type->fields[static_cast<std::size_t>(field)].target);
    if (target == nullptr || target->index("code") < 0 || target->index("zone_id") < 0) return bad(filter);
    const db::Value id =
        db.scalar(fmt::format("SELECT id FROM {} WHERE zone_id = ? AND code = ?", target->entity.table),
                  {zone.value, filter.substr(at + 2)});
    if (!reflect::integer(id)) return bad(filter);
    return fmt::format("{}:{}", filter.substr(0, at), *reflect::integer(id));
}

}  // namespace

Result<Measure> parse_measure(const platform::Services& services, db::Session& db, Id zone,
                              std::string_view text) {
    Measure out;
    const std::size_t mark = std::min(text.find('?'), text.size());
    out.entity = text.substr(0, mark);
    const platform::Table* entity = services.entities.find(out.entity);
    if (entity == nullptr) return bad(text);
    for (std::string_view rest = text.substr(std::min(mark + 1, text.size())); !rest.empty();) {
        const std::size_t end = std::min(rest.find('&'), rest.size());
        Result<std::string> filter =
            resolved(services, db, zone, entity->entity, std::string(rest.substr(0, end)));
        if (!filter) return tl::unexpected(filter.error());
        out.filter.push_back(std::move(*filter));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return out;
}

Checked<std::int64_t> count(const platform::Services& services, db::Session& db, const platform::Actor& actor,
                            const platform::Scope& scope, const Measure& measure) {
    const platform::Table& table = services.entities.table(measure.entity);
    const platform::View view(table, actor, scope);
    const auto selection = platform::select(view, {{}, measure.filter, {}, {}}, services);
    if (!selection) return tl::unexpected(selection.error());
    return platform::count_of(db, view, *selection);
}

}  // namespace yuanheng::registry
