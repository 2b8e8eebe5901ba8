#pragma once

#include <string_view>

namespace yuanheng {

/// The program's version, "0.2.0": that of project() in CMakeLists.txt, where it stands once.
std::string_view version();

}  // namespace yuanheng
