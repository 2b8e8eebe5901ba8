#include "platform/import/columns.hpp"

#include <algorithm>

namespace yuanheng::platform {

using reflect::Field;
using reflect::Kind;

bool is_amount(const Field& f) {
    return f.kind == Kind::decimal || f.kind == Kind::money || f.kind == Kind::integer;
}

bool can_be_imported(const Field& f) {
    return !f.read_only && f.scalar() && f.name != "zone_id" && f.format != reflect::Format::secret;
}

std::vector<std::size_t> imported_fields(const Table& table) {
    std::vector<std::size_t> out;
    for (std::size_t i = Table::kStandard; i < table.type.fields.size(); ++i) {
        if (can_be_imported(table.field(i))) out.push_back(i);
    }
    return out;
}

std::vector<sheet::KnownColumn> columns_of(const Table& table) {
    std::vector<sheet::KnownColumn> out;
    for (const std::size_t at : imported_fields(table)) {
        const Field& f = table.field(at);
        const bool key = std::find(table.key.begin(), table.key.end(), at) != table.key.end();
        out.push_back({.name = f.name,
                       .label = f.label,
                       .titles = f.aliases,
                       .amount = is_amount(f),
                       .unit = f.unit,
                       .key = key && !f.nullable(),
                       .needed = f.required});
    }
    return out;
}

}  // namespace yuanheng::platform
