#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "platform/core/services.hpp"
#include "platform/entity/entities.hpp"

namespace yuanheng::registry {

/// A fact with its id.
template <typename T>
struct Fact {
    Id id;
    T value;
    reflect::Record row;  ///< as its table has it
};

/// The facts of a kind that fulfil a condition over the alias t, in the order of an SQL expression.
std::vector<reflect::Record> fact_rows(const platform::Table& table, db::Session& db,
                                       const platform::Condition& where, std::string_view order);

template <typename T>
std::vector<Fact<T>> facts(const platform::Services& services, db::Session& db,
                           const platform::Condition& where, std::string_view order = "t.id") {
    const platform::Table& table = services.entities.table(reflect::described<T>().name);
    std::vector<Fact<T>> out;
    for (reflect::Record& row : fact_rows(table, db, where, order)) {
        const Id id = platform::Table::id(row);
        T value = reflect::from_record<T>(table.own(row));
        out.push_back({id, std::move(value), std::move(row)});
    }
    return out;
}

}  // namespace yuanheng::registry
