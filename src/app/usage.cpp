#include "app/usage.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>

#include "app/codes.hpp"
#include "base/text.hpp"

namespace yuanheng::app {

namespace {

std::vector<const CLI::App*> commands(const CLI::App& app) {
    return app.get_subcommands([](const CLI::App*) { return true; });
}

/// "（是不是“evaluate”？）" where something is near.
std::pair<std::string, std::string> did_you_mean(const std::string& word,
                                                 const std::vector<std::string>& known) {
    const std::vector<std::string_view> views(known.begin(), known.end());
    const auto near = nearest(word, views);
    if (!near) return {};
    return {"（是不是“" + std::string(*near) + "”？）", " (did you mean \"" + std::string(*near) + "\"?)"};
}

Error usage(const std::string& zh, const std::string& en, const std::string& command) {
    return {Code::app_usage,
            {{"detail", zh},
             {"detail_en", en},
             {"help", "yuanheng " + (command.empty() ? "" : command + " ") + "--help"}}};
}

/// The words that name commands: "scheme check". The innermost command there is, and the word after it.
struct Chosen {
    const CLI::App* app;
    std::string name;
    std::string unknown;
};
Chosen chosen(const CLI::App& cli, const std::vector<std::string>& words) {
    Chosen out{&cli, "", ""};
    bool value = false;
    for (const std::string& word : words) {
        const bool option = word.starts_with("-");
        if (option || value) {
            value = word == "--lang";
            continue;
        }
        const auto subs = commands(*out.app);
        const auto at =
            std::find_if(subs.begin(), subs.end(), [&](const CLI::App* s) { return s->get_name() == word; });
        if (at == subs.end()) {
            if (!subs.empty()) out.unknown = word;
            return out;
        }
        out.app = *at;
        out.name += (out.name.empty() ? "" : " ") + word;
    }
    return out;
}

std::vector<std::string> names_of(const CLI::App& app) {
    std::vector<std::string> out;
    for (const CLI::App* sub : commands(app)) out.push_back(sub->get_name());
    return out;
}

std::vector<std::string> options_of(const CLI::App& app) {
    std::vector<std::string> out{"--lang", "--json", "--quiet", "--help"};
    for (const CLI::Option* option : app.get_options()) {
        for (const std::string& name : option->get_lnames()) out.push_back("--" + name);
    }
    return out;
}

std::string before(const std::string& text, std::string_view mark) { return text.substr(0, text.find(mark)); }
std::string after(const std::string& text, std::string_view mark) {
    const std::size_t at = text.find(mark);
    return at == std::string::npos ? text : text.substr(at + mark.size());
}

}  // namespace

Error usage_error(const CLI::ParseError& error, const CLI::App& cli, const std::vector<std::string>& words) {
    const Chosen at = chosen(cli, words);
    const std::string what = error.what();
    if (!at.unknown.empty()) {
        const auto [zh, en] = did_you_mean(at.unknown, names_of(*at.app));
        return usage("没有“" + at.unknown + "”这个命令" + zh,
                     "there is no command \"" + at.unknown + "\"" + en, at.name);
    }
    if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) {
        if (what.find("subcommand") != std::string::npos)
            return usage("没有写命令", "no command is given", at.name);
        const std::string name = before(what, " is required");
        return usage("缺少 " + name, name + " is missing", at.name);
    }
    if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
        // The library lists what is left over from the end; the option among it is what is wrong.
        const std::string extra = after(what, ": ");
        const std::size_t option = extra.find("--");
        const std::string word = before(option == std::string::npos ? extra : extra.substr(option), " ");
        const auto [zh, en] = did_you_mean(word, options_of(*at.app));
        return usage("不认识“" + word + "”" + zh, "\"" + word + "\" is not known" + en, at.name);
    }
    if (dynamic_cast<const CLI::ConversionError*>(&error) != nullptr) {
        const std::string pair = after(what, "convert: ");
        return usage(before(pair, " = ") + " 的值“" + after(pair, " = ") + "”不是数",
                     before(pair, " = ") + ": \"" + after(pair, " = ") + "\" is not a number it can be",
                     at.name);
    }
    if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
        const std::string name = before(what, ":");
        return usage(name + " 后面缺少值或值太多", name + " takes one value", at.name);
    }
    return usage(what, what, at.name);
}

Language language_of(const std::vector<std::string>& words) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        std::string value;
        if (words[i] == "--lang" && i + 1 < words.size()) value = words[i + 1];
        if (words[i].starts_with("--lang=")) value = words[i].substr(7);
        if (value == "zh" || value == "en") return value == "zh" ? Language::zh : Language::en;
    }
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {  // in this order, as POSIX says
        const char* value = std::getenv(name);
        if (value == nullptr || *value == '\0') continue;
        const std::string locale(value);
        return locale.starts_with("zh") || locale.starts_with("C") || locale == "POSIX" ? Language::zh
                                                                                        : Language::en;
    }
    return Language::zh;
}

}  // namespace yuanheng::app
