#pragma once

#include <functional>
#include <span>
#include <string>

namespace yuanheng::platform {

struct Services;

/// Something that has to be done at least once an hour.
struct UpkeepStep {
    std::string name;
    std::function<void(Services&)> run;
};

/// Runs every step. One that throws is written to the log, and the others run all the same. How many failed.
int run_upkeep(Services& services, std::span<const UpkeepStep> steps);

}  // namespace yuanheng::platform
