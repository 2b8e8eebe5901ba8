// What nearly every source includes and is slow to read; see cmake/folder.cmake.
#pragma once

#include <fmt/format.h>
#include <algorithm>
#include <boost/multiprecision/gmp.hpp>
#include <cmath>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <variant>
#include <vector>
