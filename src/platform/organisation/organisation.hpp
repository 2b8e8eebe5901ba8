#pragma once

#include <string>
#include <vector>

#include "platform/entity/entity.hpp"
#include "reflect/describe.hpp"

namespace yuanheng::platform {

/// A high-tech zone 高新区.
struct Zone {
    std::string code;  ///< qingyuan: names the zone's own taxonomies
    std::string name;
    std::string division;        ///< administrative division, six digits
    std::string published_note;  ///< what of the zone's figures is published and what generated
};
void describe(reflect::Describer<Zone>& d);

Entity zone_entity();

/// A department 部门 of a zone's administration. Its duties decide what its officers keep.
struct Department {
    Id zone_id;
    std::string code, name;
    std::vector<std::string> duties;  ///< codes
};
void describe(reflect::Describer<Department>& d);

/// `duties`: those that practices look for.
Entity department_entity(std::vector<reflect::Choice> duties);

}  // namespace yuanheng::platform
