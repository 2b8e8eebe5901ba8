#pragma once

#include <fmt/format.h>

#include <map>
#include <regex>

#include "base/uscc.hpp"
#include "platform/identity/identity.hpp"
#include "platform/testing/test_services.hpp"
#include "zone/registry/codes.hpp"
#include "zone/registry/registry.hpp"

/// A register for tests, asked as a browser asks.
namespace yuanheng::registry {

using platform::database_name;

inline TaxonomyPointer sample_taxonomies() {
    static const auto loaded = std::make_shared<const Taxonomies>(
        Taxonomies::load(YUANHENG_ROOT "/taxonomies",
                         Industry::load(YUANHENG_ROOT "/taxonomies/gbt4754-2017.toml").value())
            .value());
    return loaded;
}

/// The n-th valid credit code of the zone's division.
inline std::string uscc(int n) {
    const std::string first = fmt::format("91441802{:08d}0", n);
    return first + check_character(first);
}

struct Reply : platform::TestReply {
    std::string operator[](const std::string& member) const { return at("/" + member); }
    std::size_t items() const { return size("/items"); }
    std::string pointer() const { return at("/errors/0/pointer"); }
    std::string hint() const { return at("/errors/0/hint"); }
    /// A file's text without what counts changes.
    std::string state() const { return std::regex_replace(body, std::regex("\"version\":[0-9]+,"), ""); }
};

/// The zone qingyuan, and signed in: admin, auditor, leader; officer, whose department keeps the register;
/// clerk, whose department does not; and stranger, who keeps the register of another zone.
class Register : public platform::OnEachDatabase {
protected:
    void SetUp() override {
        OnEachDatabase::SetUp();
        if (IsSkipped()) return;
        using platform::Role;
        here().zone = make_zone("qingyuan");
        here().other_zone = make_zone("linjiang");
        here().add_person("admin", {{Role::administrator, {}, {}, {}, {}, {}}});
        here().add_person("auditor", {{Role::auditor, here().zone, {}, {}, {}, {}}});
        here().add_person("leader", {{Role::leader, here().zone, {}, {}, {}, {}}});
        here().add_person(
            "officer", {{Role::officer, here().zone, make_department(here().zone, "registry"), {}, {}, {}}});
        here().add_person(
            "clerk", {{Role::officer, here().zone, make_department(here().zone, "evaluation"), {}, {}, {}}});
        here().add_person(
            "stranger",
            {{Role::officer, here().other_zone, make_department(here().other_zone, "registry"), {}, {}, {}}});
    }

    platform::TestOptions options() const override {
        platform::TestOptions out;
        out.practices = {registry(sample_taxonomies())};
        out.people = false;
        return out;
    }

    std::string zone() { return std::to_string(here().zone.value); }
    std::string today_plus(int days) { return china_day(here().now).plus_days(days).iso(); }
    std::string today_text() { return today_plus(0); }
    std::int64_t audited(const std::string& action) {
        return here().count("SELECT COUNT(*) FROM audit WHERE action = ?", {action});
    }

    Reply get(std::string_view login, const std::string& target) { return {here().get(login, target)}; }
    Reply post(std::string_view login, const std::string& target, const std::string& body,
               http::Headers more = {}) {
        return {here().post(login, target, body, std::move(more))};
    }
    Reply patch(std::string_view login, const std::string& target, const std::string& body) {
        return {here().patch(login, target, version_of(target), body)};
    }
    Reply remove(std::string_view login, const std::string& target) {
        return {here().remove(login, target, version_of(target))};
    }
    /// Something happens to an enterprise in its present version: stage, code, merge, unmerge, split.
    Reply happen(std::string_view login, const std::string& id, const std::string& what,
                 const std::string& body) {
        const std::string record = "/api/enterprises/" + id;
        return post(login, record + "/" + what, body, {{"if-match", "\"" + version_of(record) + "\""}});
    }

    /// A new enterprise; its id.
    std::string enterprise(const std::string& code, const std::string& name,
                           const std::map<std::string, std::string>& more = {}) {
        std::string body = fmt::format(R"({{"uscc":"{}","name":"{}")", code, name);
        for (const auto& [member, value] : more) {
            body += value == "true" || value == "false" ? fmt::format(R"(,"{}":{})", member, value)
                                                        : fmt::format(R"(,"{}":"{}")", member, value);
        }
        const Reply made = post("officer", "/api/enterprises", body + "}");
        EXPECT_EQ(made.status, 201) << made.body;
        return made["id"];
    }

private:
    Id make_zone(const std::string& code) {
        const Id id = here().services().ids.next();
        here().execute(
            "INSERT INTO zone (id, version, created_at, updated_at, search_text, code, name, division) "
            "VALUES (?, 1, 0, 0, '-', ?, ?, '441802')",
            {id.value, code, code + "高新区"});
        return id;
    }
    Id make_department(Id in, const std::string& duties) {
        const Id id = here().services().ids.next();
        here().execute(
            "INSERT INTO department (id, version, created_at, updated_at, search_text, zone_id, code, name, "
            "duties) VALUES (?, 1, 0, 0, '-', ?, ?, ?, ?)",
            {id.value, in.value, duties, duties + "局", duties});
        return id;
    }
    std::string version_of(const std::string& target) { return get("officer", target)["version"]; }
};

}  // namespace yuanheng::registry
