#include "base/version.hpp"

namespace yuanheng {

std::string_view version() { return YUANHENG_VERSION; }

}  // namespace yuanheng
