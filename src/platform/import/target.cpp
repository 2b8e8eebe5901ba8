#include "platform/import/target.hpp"

#include <algorithm>
#include <stdexcept>

namespace yuanheng::platform {

ImportTargets::ImportTargets(const Entities& entities, std::vector<ImportTarget> more) {
    for (const Table& table : entities) targets_.push_back(target_of(table));
    for (ImportTarget& target : more) targets_.push_back(std::move(target));
}

const ImportTarget* ImportTargets::find(std::string_view name) const {
    const auto found =
        std::find_if(begin(), end(), [&](const ImportTarget& target) { return target.name == name; });
    return found == end() ? nullptr : &*found;
}

const ImportTarget& ImportTargets::target(std::string_view name) const {
    if (const ImportTarget* found = find(name)) return *found;
    throw std::logic_error("nothing called " + std::string(name) + " can be imported");
}

}  // namespace yuanheng::platform
