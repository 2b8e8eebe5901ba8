#include "platform/entity/entities.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "platform/entity/owner.hpp"

namespace yuanheng::platform {

Entities::Entities(std::vector<Entity> entities) {
    for (Entity& entity : entities) {
        const std::string name = entity.type->name;
        if (find(name) != nullptr) throw std::logic_error(fmt::format("two entities {}", name));
        if (entity.owner) know_owner(entity);
        tables_.emplace_back(std::move(entity));
    }
    for (Table& table : tables_) {
        table.look_up([this](std::string_view name) { return find(name); });
    }
}

void Entities::know_owner(Entity& entity) const {
    const ScopeColumns& own = entity.scope;
    const bool says = !(own.zone + own.department + own.park + own.enterprise + own.user).empty();
    const Table* owner = find(entity.owner->entity);
    if (owner == nullptr && says) return;
    if (owner == nullptr)
        throw std::logic_error(
            fmt::format("{}: its owner {} comes first", entity.type->name, entity.owner->entity));
    const bool filled_in = entity.type->index("ent_id") >= 0 && entity.owner->field != "ent_id";
    if (filled_in != (owner->enterprise >= 0))
        throw std::logic_error(fmt::format("{} and its owner {}: ent_id in both or neither",
                                           entity.type->name, owner->type.name));
    if (!says) entity.scope = scope_by_owner(entity, *owner);
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
