#include "platform/entity/located.hpp"

#include <span>

#include "platform/codes.hpp"
#include "platform/core/refusal.hpp"
#include "platform/entity/rows.hpp"

namespace yuanheng::platform {

Checked<reflect::Record> located(db::Session& db, const Actor& actor, const Table& table, const Scope& scope,
                                 Id id) {
    reflect::Record row = row_of(db, table, id, scope);
    if (!row.empty()) return row;
    const auto view = authorize(actor, table.entity.rules.view);
    if (!view || row_of(db, table, id, *view).empty()) return refuse(Code::not_found);
    return refuse(about(Code::forbidden_record, table.type.label));
}

bool reaches(db::Session& db, const Actor& actor, const Policy& policy, const Table& table,
             const reflect::Record& row) {
    const auto scope = authorize(actor, policy);
    return scope && covers(*scope, belongings(db, table, std::span(&row, 1)).front());
}

}  // namespace yuanheng::platform
