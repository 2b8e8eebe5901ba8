#pragma once

#include <string>

namespace CLI {
class App;
}

namespace yuanheng::app {

/// Prints a completion script for bash, zsh or fish, made from the commands and options themselves.
int print_completion(const CLI::App& cli, const std::string& shell);

}  // namespace yuanheng::app
