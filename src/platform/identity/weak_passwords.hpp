#pragma once

#include <span>
#include <string_view>

namespace yuanheng::platform {

/// The entries of policies/weak-passwords.txt, in ascending order; compiled into the program, so that no
/// installation runs without them.
std::span<const std::string_view> weak_passwords();

}  // namespace yuanheng::platform
