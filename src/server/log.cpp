#include "server/log.hpp"

#include <fmt/chrono.h>
#include <unistd.h>

#include "reflect/json.hpp"

namespace yuanheng::server {

platform::Log json_log(int descriptor, Clock clock) {
    return [descriptor, clock = std::move(clock)](
               std::string_view level, std::string_view event,
               std::initializer_list<std::pair<std::string_view, std::string>> members) {
        const std::int64_t now = clock();
        reflect::JsonWriter out;
        out.begin_object();
        out.key("time").text(fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z",
                                         fmt::gmtime(static_cast<std::time_t>(now / 1000)), now % 1000));
        out.key("level").text(level).key("event").text(event);
        for (const auto& [name, value] : members) out.key(name).text(value);
        out.end_object();
        const std::string line = out.take() + "\n";
        // Nobody is left to tell where the log cannot be written.
        [[maybe_unused]] const auto written = ::write(descriptor, line.data(), line.size());
    };
}

}  // namespace yuanheng::server
