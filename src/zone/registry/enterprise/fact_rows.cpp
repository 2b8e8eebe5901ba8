#include "zone/registry/enterprise/fact_rows.hpp"

namespace yuanheng::registry {

std::vector<reflect::Record> fact_rows(const platform::Table& table, db::Session& db,
                                       const platform::Condition& where, std::string_view order) {
    return db.query("SELECT " + table.columns + " FROM " + table.entity.table + " t WHERE " + where.sql +
                        " ORDER BY " + std::string(order),
                    where.parameters);
}

}  // namespace yuanheng::registry
