#pragma once

#include <string_view>
#include <vector>

#include "platform/entity/table.hpp"

namespace yuanheng::platform {

/// Remarks 批注 on records: none where the entity takes none.
///     GET    /api/P/{id}/remarks            the newest first, in pages
///     POST   /api/P/{id}/remarks            {"text": …}
///     DELETE /api/P/{id}/remarks/{remark}   one's own, within ten minutes
/// They are the administration's own. Whoever may view the record reads them, except for park operators and
/// enterprises; auditors read them and write none.
std::vector<Operation> remark_operations_of(const Table& table);

/// Whether the actor reads remarks on records of the entity at all, or on this very one.
bool may_read_remarks(const Actor& actor, const Table& table);
bool may_read_remarks(db::Session& db, const Actor& actor, const Table& table, const reflect::Record& row);

/// Whether an audit entry's action is about a remark on its record: enterprise.add_remark.
bool is_about_remark(std::string_view action);

}  // namespace yuanheng::platform
