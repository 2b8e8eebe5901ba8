#include "platform/entity/owner.hpp"

#include <fmt/format.h>

#include <cctype>
#include <map>

#include "platform/codes.hpp"
#include "platform/core/refusal.hpp"
#include "platform/core/row.hpp"
#include "platform/entity/entities.hpp"
#include "platform/entity/write.hpp"

namespace yuanheng::platform {

namespace {

/// The enterprises of owners that one change has asked for.
using OwnersEnterprises = std::map<std::pair<const Table*, Id>, Id>;

Id enterprise_of_owner(Change& change, const Table& owner, Id id) {
    auto& known = change.once<OwnersEnterprises>([](Change&) { return OwnersEnterprises(); });
    const auto [at, unknown] = known.try_emplace({&owner, id});
    if (unknown) {
        at->second = id_in(change.db.scalar(
            fmt::format("SELECT ent_id FROM {} WHERE id = ?", owner.entity.table), {id.value}));
    }
    return at->second;
}

}  // namespace

std::string with_columns(std::string_view sql,
                         const std::function<std::string(std::string_view name)>& column) {
    const auto part_of_name = [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
    };
    std::string out;
    for (std::size_t at = 0; at < sql.size();) {
        std::size_t end = at;
        while (end < sql.size() && part_of_name(sql[end])) ++end;
        if (sql.substr(at, end - at) == "t" && end < sql.size() && sql[end] == '.') {
            at = ++end;
            while (end < sql.size() && part_of_name(sql[end])) ++end;
            out += column(sql.substr(at, end - at));
        } else {
            end = std::max(end, at + 1);
            out += sql.substr(at, end - at);
        }
        at = end;
    }
    return out;
}

ScopeColumns scope_by_owner(const Entity& entity, const Table& owner) {
    const std::string field = "t." + entity.owner->field, alias = "of_" + owner.type.name;
    const bool same_enterprise = owner.enterprise >= 0;
    const auto seen = [&](const std::string& sql) -> std::string {
        if (sql.empty()) return {};
        if (sql == "t.id") return field;
        bool by_enterprise = same_enterprise;
        const std::string inner = with_columns(sql, [&](std::string_view name) {
            by_enterprise = by_enterprise && name == "ent_id";
            return fmt::format("{}.{}", alias, name);
        });
        if (by_enterprise) return sql;  // what the owner's enterprise says, the record's own does
        return fmt::format("(SELECT {} FROM {} {} WHERE {}.id = {}{})", inner, owner.entity.table, alias,
                           alias, field,
                           same_enterprise ? fmt::format(" AND {}.ent_id = t.ent_id", alias) : "");
    };
    const ScopeColumns& of = owner.entity.scope;
    return {.zone = seen(of.zone),
            .department = seen(of.department),
            .park = seen(of.park),
            .enterprise = seen(of.enterprise),
            .user = seen(of.user)};
}

Checked<void> settle_enterprise(Change& change, const Table& table, reflect::Record& row) {
    if (table.enterprise < 0 || table.entity.owner->field == "ent_id") return {};
    const Owner& owner = *table.entity.owner;
    const Id id = id_in(row[static_cast<std::size_t>(table.index(owner.field))]);
    const Id enterprise = enterprise_of_owner(change, change.services.entities.table(owner.entity), id);
    if (!enterprise)
        return refuse(
            about(Code::reference_unknown, table.field(owner.field).label).at(at("/" + owner.field)));
    row[static_cast<std::size_t>(table.enterprise)] = enterprise.value;
    return {};
}

}  // namespace yuanheng::platform
