#pragma once

#include <string>
#include <vector>

#include "base/error.hpp"

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace yuanheng::app {

/// What is wrong with a command line, in the program's own words: a missing or unknown command or option
/// (with the nearest one there is), a value out of range. Error app_usage.
Error usage_error(const CLI::ParseError& error, const CLI::App& cli, const std::vector<std::string>& words);

/// The language that the words ask for, or else the environment: zh where the locale is Chinese or says
/// nothing. Needed before the words are understood, so that complaints about them are in the right language
/// too.
Language language_of(const std::vector<std::string>& words);

}  // namespace yuanheng::app
