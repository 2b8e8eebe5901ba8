#pragma once

#include <optional>
#include <string>

#include "platform/entity/entity.hpp"
#include "reflect/describe.hpp"

namespace yuanheng::registry {

/// A relation 关联关系 of an enterprise to another one, read from the enterprise: "other is my parent".
struct Relation {
    Id ent_id;
    std::string kind;  ///< parent, group, branch_of, merged_into, split_from
    Id other_id;
    std::string other_name;             ///< where the other is not in the register
    std::optional<std::int64_t> share;  ///< percent, 2 decimals
    std::optional<Date> valid_from, valid_to;
    std::string note;
};
void describe(reflect::Describer<Relation>& d);

platform::Entity relation_entity();

/// What the relation is called seen from the other enterprise: the parent's side of parent is 下属企业.
Label relation_seen_back(std::string_view kind);

}  // namespace yuanheng::registry
