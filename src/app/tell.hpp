#pragma once

#include <fmt/format.h>

#include <cstdio>
#include <string_view>
#include <utility>

#include "base/text.hpp"

namespace yuanheng::app {

// Everything that the program says on a terminal goes through here: names, cells and paths come from others,
// and a control character among them could clear the screen or write over a line. What cannot be seen is
// shown by its number.

template <typename... Args>
void tell(std::FILE* where, fmt::format_string<Args...> format, Args&&... arguments) {
    fmt::print(where, "{}", visible(fmt::format(format, std::forward<Args>(arguments)...)));
}
template <typename... Args>
void tell(fmt::format_string<Args...> format, Args&&... arguments) {
    tell(stdout, format, std::forward<Args>(arguments)...);
}

}  // namespace yuanheng::app
