#pragma once

#include <string_view>
#include <vector>

#include "platform/import/target.hpp"
#include "reflect/json.hpp"

namespace yuanheng::platform {

// What officers say of titles that no column goes by 列对应: kept with the batch, and remembered for the
// next files of their department.

/// A line of a mapping, as it is stored and sent.
struct MappingLine {
    std::string title;
    std::string name;  ///< of the known column; empty: the column is of no use
};
void describe(reflect::Describer<MappingLine>& d);

std::vector<MappingLine> lines_of(const std::vector<sheet::MappedColumn>& mapping);
std::vector<sheet::MappedColumn> mapping_of(const std::vector<MappingLine>& lines);

std::string mapping_to_json(const std::vector<sheet::MappedColumn>& mapping);
std::vector<sheet::MappedColumn> mapping_from_json(std::string_view json);

/// The department for which the actor imports into the zone; 0 where they do so for none: then nothing is
/// remembered.
Id department_of(const Actor& actor, const ImportTarget& target, Id zone);
std::vector<sheet::MappedColumn> remembered(db::Session& db, Id department, std::string_view target);
/// Remembers a mapping; those of `before` that are not in it are forgotten.
void remember(Change& change, Id department, std::string_view target,
              const std::vector<sheet::MappedColumn>& before, const std::vector<sheet::MappedColumn>& now);

}  // namespace yuanheng::platform
