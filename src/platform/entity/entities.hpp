#pragma once

#include <deque>
#include <string_view>
#include <vector>

#include "platform/entity/table.hpp"

namespace yuanheng::platform {

/// The entities of an installation with their tables, made once, in the order in which references need them.
class Entities {
public:
    explicit Entities(std::vector<Entity> entities);
    Entities(const Entities&) = delete;
    Entities& operator=(const Entities&) = delete;

    /// The table of the entity of a name; throws std::logic_error where there is none.
    const Table& table(std::string_view name) const;
    /// The same; null where there is none.
    const Table* find(std::string_view name) const;

    auto begin() const { return tables_.begin(); }
    auto end() const { return tables_.end(); }

private:
    /// Lets the scope of an entity follow from its owner's; throws std::logic_error where they do not fit.
    void know_owner(Entity& entity) const;

    std::deque<Table> tables_;  // what refers to one stays good
};

}  // namespace yuanheng::platform
