#include "platform/core/upkeep.hpp"

#include "platform/core/services.hpp"

namespace yuanheng::platform {

int run_upkeep(Services& services, std::span<const UpkeepStep> steps) {
    int failed = 0;
    const auto note = [&](const UpkeepStep& step, const char* detail) {
        ++failed;
        services.log("error", "upkeep_failed", {{"step", step.name}, {"detail", detail}});
    };
    for (const UpkeepStep& step : steps) {
        try {
            step.run(services);
        } catch (const std::exception& problem) {
            note(step, problem.what());
        } catch (...) {
            note(step, "unknown");
        }
    }
    return failed;
}

}  // namespace yuanheng::platform
