#include "server/config.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <functional>

#include "base/decimal.hpp"
#include "base/text.hpp"
#include "base/toml.hpp"
#include "db/address.hpp"
#include "server/codes.hpp"

namespace yuanheng::server {

namespace {

namespace fs = std::filesystem;

Error wrong(const std::string& file, const toml::source_region& at, const std::string& zh,
            const std::string& en) {
    return Error(Code::config_bad, {{"detail", zh}, {"detail_en", en}},
                 {file, {}, static_cast<long>(at.begin.line), static_cast<long>(at.begin.column)});
}

/// One key: how its value is taken. The reader returns what it wants where the value is not that.
struct Key {
    std::string_view name;  ///< table.key
    std::function<const char*(const toml::node&)> take;
};

const char* text(const toml::node& node, std::string& into) {
    if (!node.is_string()) return "a text";
    into = node.ref<std::string>();
    return nullptr;
}

const char* path(const toml::node& node, fs::path& into) {
    std::string words;
    const char* wrong = text(node, words);
    if (!wrong) into = words;
    return wrong;
}

const char* whole(const toml::node& node, std::int64_t low, std::int64_t high,
                  const std::function<void(std::int64_t)>& set) {
    if (!node.is_integer()) return "a whole number";
    const std::int64_t n = node.ref<std::int64_t>();
    if (n < low || n > high) return "a whole number within its range";
    set(n);
    return nullptr;
}

const char* texts(const toml::node& node, std::vector<std::string>& into) {
    const toml::array* list = node.as_array();
    if (!list) return "a list of texts";
    into.clear();
    for (const toml::node& item : *list) {
        if (!item.is_string()) return "a list of texts";
        into.push_back(item.ref<std::string>());
    }
    return nullptr;
}

const char* choice(const toml::node& node,
                   std::initializer_list<std::pair<std::string_view, std::function<void()>>> choices) {
    if (node.is_string()) {
        for (const auto& [word, set] : choices) {
            if (node.ref<std::string>() == word) return set(), nullptr;
        }
    }
    return "one of the words that docs/operations.md lists";
}

std::vector<Key> keys(Config& c) {
    constexpr std::int64_t kMany = 1'000'000;
    const auto number = [](auto& into, std::int64_t low, std::int64_t high) {
        return [&into, low, high](const toml::node& n) {
            return whole(n, low, high, [&](std::int64_t v) {
                into = static_cast<std::remove_reference_t<decltype(into)>>(v);
            });
        };
    };
    const auto words = [](std::string& into) {
        return [&into](const toml::node& n) { return text(n, into); };
    };
    const auto folder = [](fs::path& into) { return [&into](const toml::node& n) { return path(n, into); }; };
    const auto minutes = [](std::int64_t& into, std::int64_t high) {
        return [&into, high](const toml::node& n) {
            return whole(n, 1, high, [&](std::int64_t v) { into = v * 60'000; });
        };
    };
    return {
        {"data", folder(c.data)},
        {"web", folder(c.web)},
        {"rules", folder(c.rules)},
        {"node", number(c.node, 0, 1023)},
        {"jobs", number(c.jobs, 0, 64)},
        {"server.address", words(c.http.address)},
        {"server.port", number(c.http.port, 0, 65535)},
        {"server.origin", words(c.settings.origin)},
        {"server.certificate", words(c.http.certificate)},
        {"server.private_key", words(c.http.private_key)},
        {"server.trusted_proxies", [&](const toml::node& n) { return texts(n, c.http.trusted_proxies); }},
        {"server.workers", number(c.http.workers, 1, 256)},
        {"server.io_threads", number(c.http.io_threads, 1, 64)},
        {"server.most_connections", number(c.http.most_connections, 1, kMany)},
        {"server.most_per_address", number(c.http.most_per_address, 1, kMany)},
        {"server.patience_seconds",
         [&](const toml::node& n) {
             return whole(n, 0, 3600, [&](std::int64_t v) { c.patience = std::chrono::seconds(v); });
         }},
        {"admin.address", words(c.admin.address)},
        {"admin.port", number(c.admin.port, 0, 65535)},
        {"database.url", words(c.database.url)},
        {"database.readers", number(c.database.readers, 1, 256)},
        {"database.writers", number(c.database.writers, 1, 256)},
        {"database.partitions", number(c.database.partitions, 0, 1024)},
        {"security.passwords",
         [&](const toml::node& n) {
             return choice(n, {{"asvs", [&] { c.settings.passwords = platform::PasswordProfile::asvs; }},
                               {"mlps3", [&] { c.settings.passwords = platform::PasswordProfile::mlps3; }}});
         }},
        {"security.audit_hash",
         [&](const toml::node& n) {
             return choice(n, {{"sha256", [&] { c.settings.audit_hash = "sha256"; }},
                               {"sm3", [&] { c.settings.audit_hash = "sm3"; }}});
         }},
        {"security.idle_minutes", minutes(c.settings.idle_ms, 24 * 60)},
        {"security.session_minutes", minutes(c.settings.absolute_ms, 7 * 24 * 60)},
        {"security.most_sessions", number(c.settings.most_sessions, 1, 100)},
        {"security.requests_per_second", number(c.settings.user_rate, 1, kMany)},
        {"security.requests_at_once", number(c.settings.user_burst, 1, kMany)},
        {"security.anonymous_per_second", number(c.settings.address_rate, 1, kMany)},
        {"security.anonymous_at_once", number(c.settings.address_burst, 1, kMany)},
    };
}

void read(const toml::table& table, const std::string& prefix, const std::vector<Key>& known,
          const std::string& file, Errors& errors) {
    for (const auto& [key, node] : table) {
        const std::string name = prefix + std::string(key.str());
        if (const toml::table* inner = node.as_table(); inner && prefix.empty()) {
            read(*inner, name + ".", known, file, errors);
            continue;
        }
        const auto it =
            std::find_if(known.begin(), known.end(), [&](const Key& k) { return k.name == name; });
        if (it == known.end()) {
            std::vector<std::string_view> names;
            for (const Key& k : known) names.push_back(k.name);
            const auto near = nearest(name, names);
            errors.push_back(wrong(
                file, key.source(),
                fmt::format("不认识的配置项“{}”{}", name, near ? fmt::format("，是否应为“{}”", *near) : ""),
                fmt::format("unknown key \"{}\"{}", name,
                            near ? fmt::format("; did you mean \"{}\"", *near) : "")));
            continue;
        }
        if (const char* wanted = it->take(node)) {
            errors.push_back(wrong(file, node.source(), fmt::format("“{}”的值不合要求", name),
                                   fmt::format("\"{}\" must be {}", name, wanted)));
        }
    }
}

void from_environment(Config& c, Errors& errors) {
    const auto given = [](const char* name) -> const char* {
        const char* value = std::getenv(name);
        return value && *value ? value : nullptr;
    };
    const auto port = [&](const char* name, int& into) {
        const char* value = given(name);
        if (!value) return;
        const auto number = parse_decimal(value);
        if (number && denominator(*number) == 1 && *number >= 0 && *number <= 65535)
            into = static_cast<int>(to_double(*number));
        else
            errors.push_back(
                Error(Code::config_bad, {{"detail", fmt::format("环境变量 {} 不是端口号", name)},
                                         {"detail_en", fmt::format("{} is no port number", name)}}));
    };
    if (const char* v = given("YUANHENG_DATABASE_URL")) c.database.url = v;
    if (const char* v = given("YUANHENG_DATA")) c.data = v;
    if (const char* v = given("YUANHENG_WEB")) c.web = v;
    if (const char* v = given("YUANHENG_RULES")) c.rules = v;
    if (const char* v = given("YUANHENG_ADDRESS")) c.http.address = v;
    port("YUANHENG_PORT", c.http.port);
    port("YUANHENG_ADMIN_PORT", c.admin.port);
}

/// Where the program's own files are when nothing says so: beside the binary, as the package installs them,
/// or here.
fs::path beside_program(const fs::path& child) {
    std::error_code ignored;
    const fs::path program = fs::read_symlink("/proc/self/exe", ignored).parent_path();
    for (const fs::path& base :
         {program / "../share/yuanheng", fs::path("/usr/share/yuanheng"), fs::path(".")}) {
        if (fs::exists(base / child, ignored)) return base / child;
    }
    return child;
}

}  // namespace

Checked<Config> load_config(const std::string& given, const fs::path& usual) {
    // One that is there and cannot be read is an error below, not passed over.
    std::error_code problem;
    const bool none = fs::status(usual, problem).type() == fs::file_type::not_found;
    const std::string file = given.empty() && !none ? usual.string() : given;
    Config config;
    config.admin.port = 8081;
    Errors errors;
    if (!file.empty()) {
        if (!fs::is_regular_file(file, problem)) {
            const std::string detail = problem ? problem.message() : "No such file";
            return tl::unexpected(Errors{Error(Code::file_unreadable, {{"path", file}, {"detail", detail}})});
        }
        const toml::parse_result parsed = toml::parse_file(file);
        if (!parsed) {
            const std::string what(parsed.error().description());
            return tl::unexpected(Errors{wrong(file, parsed.error().source(), what, what)});
        }
        read(parsed.table(), "", keys(config), file, errors);
    }
    from_environment(config, errors);
    if (config.http.certificate.empty() != config.http.private_key.empty()) {
        errors.push_back(Error(Code::config_bad, {{"detail", "证书和私钥要一起给出"},
                                                  {"detail_en", "certificate and private_key go together"}}));
    }
    if (!errors.empty()) return tl::unexpected(std::move(errors));
    if (config.rules.empty()) config.rules = beside_program("calendars").parent_path();
    if (config.web.empty()) config.web = beside_program("web");
    if (config.database.url.empty()) config.database.url = (config.data / "yuanheng.db").string();
    config.settings.data = config.data;
    config.http.temporary = (config.data / "temporary").string();
    return config;
}

std::string shown(const Config& c) {
    const std::string url = db::without_password(c.database.url, c.database.url);
    const bool asvs = c.settings.passwords == platform::PasswordProfile::asvs;
    return fmt::format(
        "data = \"{}\"\nweb = \"{}\"\nrules = \"{}\"\nnode = {}\njobs = {}\n\n"
        "[server]\naddress = \"{}\"\nport = {}\norigin = \"{}\"\ncertificate = \"{}\"\nworkers = "
        "{}\npatience_seconds = {}\n\n"
        "[admin]\naddress = \"{}\"\nport = {}\n\n[database]\nurl = \"{}\"\nreaders = {}\nwriters = "
        "{}\npartitions = {}\n\n"
        "[security]\npasswords = \"{}\"\naudit_hash = \"{}\"\nidle_minutes = {}\nsession_minutes = "
        "{}\nmost_sessions = {}\n",
        c.data.string(), c.web.string(), c.rules.string(), c.node, c.jobs, c.http.address, c.http.port,
        c.settings.origin, c.http.certificate, c.http.workers, c.patience.count(), c.admin.address,
        c.admin.port, url, c.database.readers, c.database.writers, c.database.partitions,
        asvs ? "asvs" : "mlps3", c.settings.audit_hash, c.settings.idle_ms / 60'000,
        c.settings.absolute_ms / 60'000, c.settings.most_sessions);
}

}  // namespace yuanheng::server
