#include "app/completion.hpp"
#include "app/tell.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>
#include <string_view>

namespace yuanheng::app {

namespace {

/// Words that an option or an argument takes; other options take a file or a text.
struct Choice {
    std::string_view name, words;
};
constexpr std::array kChoices = {Choice{"lang", "zh en"}, Choice{"dialect", "postgresql spark duckdb"}};
constexpr std::string_view kShells = "bash zsh fish";
constexpr std::string_view kEverywhere = "--lang --json --quiet";

std::vector<const CLI::App*> commands(const CLI::App& app) {
    return app.get_subcommands([](const CLI::App*) { return true; });
}

/// The options of a command, and of those in it ("audit verify"), where it is one of the program's.
std::vector<const CLI::Option*> options_of(const CLI::App& command) {
    std::vector<const CLI::Option*> out = command.get_options();
    if (command.get_parent() == nullptr) return out;
    for (const CLI::App* inner : commands(command)) {
        for (const CLI::Option* option : inner->get_options()) {
            if (option->get_name() != "--help") out.push_back(option);
        }
    }
    return out;
}

std::string words(const CLI::App& command) {
    std::string out;
    for (const CLI::App* sub : commands(command)) out += sub->get_name() + " ";
    for (const CLI::Option* option : options_of(command)) {
        for (const std::string& name : option->get_lnames()) out += "--" + name + " ";
    }
    if (command.get_name() == "completion") out += std::string(kShells) + " ";
    return out;
}

/// "--out|--csv|…": every option that takes a value other than a choice.
std::string valued(const CLI::App& cli) {
    std::string out;
    for (const CLI::App* sub : commands(cli)) {
        for (const CLI::Option* option : sub->get_options()) {
            for (const std::string& name : option->get_lnames()) {
                const std::string word = "--" + name;
                if (option->get_items_expected_max() == 0 || name == "dialect") continue;
                if (("|" + out + "|").find("|" + word + "|") == std::string::npos)
                    out += (out.empty() ? "" : "|") + word;
            }
        }
    }
    return out;
}

void fish(const CLI::App& cli) {
    const auto option = [](const std::string& where, const CLI::Option* o) {
        for (const std::string& name : o->get_lnames()) {
            std::string_view choice;
            for (const Choice& c : kChoices) {
                if (c.name == name) choice = c.words;
            }
            tell("complete -c yuanheng{} -l {}{}\n", where, name,
                 !choice.empty()                   ? fmt::format(" -x -a '{}'", choice)
                 : o->get_items_expected_max() > 0 ? " -r"
                                                   : "");
        }
    };
    for (const CLI::Option* o : cli.get_options()) option("", o);
    for (const CLI::App* sub : commands(cli)) {
        const std::string where = fmt::format(" -n '__fish_seen_subcommand_from {}'", sub->get_name());
        tell("complete -c yuanheng -n __fish_use_subcommand -f -a {}\n", sub->get_name());
        for (const CLI::App* inner : commands(*sub))
            tell("complete -c yuanheng{} -a {}\n", where, inner->get_name());
        if (sub->get_name() == "completion") tell("complete -c yuanheng{} -f -a '{}'\n", where, kShells);
        for (const CLI::Option* o : options_of(*sub)) {
            if (o->get_name() != "--help") option(where, o);
        }
    }
}

}  // namespace

int print_completion(const CLI::App& cli, const std::string& shell) {
    if (shell == "fish") {
        fish(cli);
        return 0;
    }
    if (shell == "zsh") tell("autoload -U +X bashcompinit && bashcompinit\n");
    tell("_yuanheng() {{\n  local words=\"{}\"\n  COMPREPLY=()\n", words(cli));
    // Where a value stands, the shell completes file names by itself.
    tell("  case \"${{COMP_WORDS[COMP_CWORD-1]}}\" in\n    {}) return ;;\n  esac\n", valued(cli));
    tell("  case \"${{COMP_WORDS[1]}}\" in\n");
    for (const CLI::App* sub : commands(cli)) {
        tell("    {}) words=\"{}{}\" ;;\n", sub->get_name(), words(*sub), kEverywhere);
    }
    tell("  esac\n  case \"${{COMP_WORDS[COMP_CWORD-1]}}\" in\n");
    for (const Choice& c : kChoices) tell("    --{}) words=\"{}\" ;;\n", c.name, c.words);
    tell("  esac\n  COMPREPLY=($(compgen -W \"$words\" -- \"${{COMP_WORDS[COMP_CWORD]}}\"))\n}}\n");
    tell("complete -o default -F _yuanheng yuanheng\n");
    return 0;
}

}  // namespace yuanheng::app
