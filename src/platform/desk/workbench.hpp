#pragma once

#include <functional>
#include <string>
#include <vector>

#include "platform/request/operation.hpp"

namespace yuanheng::platform {

/// A number of the workbench 工作台, whose link opens the very list that it counts.
struct Figure {
    std::string code, label;
    std::string value;  ///< a plain decimal
    std::string unit, link, note;
    std::string tone;  ///< good, warn, bad or nothing
};

/// What a practice adds to the workbench of whoever asks: what waits for them, figures to know, and what is
/// wrong.
struct WorkbenchPart {
    struct Group {
        std::string code, label;
        std::vector<Figure> items;
    };
    std::vector<Figure> todo, figures, warnings;
    std::vector<Group> groups;  ///< figures that divide up one whole
};
using WorkbenchSource = std::function<WorkbenchPart(Services&, db::Session&, const Actor&)>;

/// The page that everybody sees first: what the sources say to who asks, and what waits for everybody alike.
std::vector<Operation> workbench_operations(std::vector<WorkbenchSource> sources);

}  // namespace yuanheng::platform
