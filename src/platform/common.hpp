#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "platform/jobs.hpp"
#include "platform/operation.hpp"
#include "platform/upkeep.hpp"

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

/// Operations that belong to no entity: jobs, files, imports, saved views, notifications, the workbench, meta
/// and the OpenAPI document. Entities and operations are taken from the services when they are asked for.
std::vector<Operation> common_operations(std::vector<WorkbenchSource> workbench = {});

/// The work of exports and imports.
void handle_common_jobs(Jobs& jobs);

/// What has to be done now and then: files that have expired, keys of requests that nobody will repeat, and
/// jobs and notices of long ago are removed.
std::vector<UpkeepStep> common_upkeep();

/// The OpenAPI 3.1 document of operations.
std::string openapi(const std::vector<Operation>& operations);

}  // namespace yuanheng::platform
