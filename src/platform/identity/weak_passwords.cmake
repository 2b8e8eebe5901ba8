# Turns policies/weak-passwords.txt into a table of the program: weak_passwords.cpp in the build folder.
set(list ${PROJECT_SOURCE_DIR}/policies/weak-passwords.txt)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${list})
file(READ ${list} entries)
string(REGEX REPLACE "(^|\n)#[^\n]*" "" entries "${entries}")
string(REGEX REPLACE "([^\n]+)\n" "    \"\\1\"sv,\n" entries "${entries}")
file(CONFIGURE OUTPUT weak_passwords.cpp CONTENT [[
#include "platform/identity/weak_passwords.hpp"

namespace yuanheng::platform {

namespace {

using namespace std::string_view_literals;  // sv: nothing is left to count while compiling

constexpr std::string_view kWeak[] = {
@entries@};

}  // namespace

std::span<const std::string_view> weak_passwords() { return kWeak; }

}  // namespace yuanheng::platform
]] @ONLY NEWLINE_STYLE UNIX)
target_sources(yuanheng_platform_identity PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/weak_passwords.cpp)
