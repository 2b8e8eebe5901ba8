#pragma once

#include <string_view>
#include <vector>

#include "platform/entity/table.hpp"

namespace yuanheng::platform {

/// Attachments 附件 of records: none where the entity takes none.
///     GET    /api/P/{id}/attachments               what there is, the newest first
///     POST   /api/P/{id}/attachments?kind=…&name=… an upload
///     DELETE /api/P/{id}/attachments/{attachment}?reason=…
/// They are seen as the record is, added and removed by who may edit it, and downloaded by /api/files/{id}. A
/// removed record keeps its attachments: they are there again when it is restored.
std::vector<Operation> attachment_operations_of(const Table& table);

/// Whether a file is attached to a record that the actor may view.
bool may_see_attachment(db::Session& db, const Services& services, const Actor& actor, Id file);

/// Whether an audit entry's action is about an attachment of its record: enterprise.add_attachment.
bool is_about_attachment(std::string_view action);

}  // namespace yuanheng::platform
