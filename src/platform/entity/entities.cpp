#include "platform/entity/entities.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace yuanheng::platform {

Entities::Entities(std::vector<Entity> entities) {
    for (Entity& entity : entities) {
        const std::string name = entity.type->name;
        if (find(name) != nullptr) throw std::logic_error(fmt::format("two entities {}", name));
        tables_.emplace_back(std::move(entity));
    }
    for (Table& table : tables_) {
        table.look_up([this](std::string_view name) { return find(name); });
    }
}

const Table* Entities::find(std::string_view name) const {
    for (const Table& table : tables_) {
        if (table.type.name == name) return &table;
    }
    return nullptr;
}

const Table& Entities::table(std::string_view name) const {
    if (const Table* found = find(name)) return *found;
    throw std::logic_error(fmt::format("no entity {}", name));
}

}  // namespace yuanheng::platform
