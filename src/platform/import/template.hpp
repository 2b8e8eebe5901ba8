#pragma once

#include "platform/entity/table.hpp"

namespace yuanheng::platform {

/// The workbook that an import of the entity is filled in with 导入模板: a title row, drop-downs, notes.
Checked<http::Response> import_template(const ImportTarget& target, Call& call);

}  // namespace yuanheng::platform
