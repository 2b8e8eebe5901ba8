#pragma once

#include <cstdint>
#include <string>

#include "db/database.hpp"
#include "platform/core/actor.hpp"
#include "platform/core/services.hpp"
#include "reflect/describe.hpp"

namespace yuanheng::platform {

/// The rules of signing in and of keeping the audit chain that administrators can set: 安全设置. Until they
/// do, those of the configuration file hold.
struct SecurityRules {
    std::string password_profile = "mlps3";  ///< asvs, mlps3
    std::string second_factor = "optional";  ///< who must have one: optional, administrators, everyone
    std::int64_t idle_minutes = 30;          ///< 5–60: a session without a request ends
    std::int64_t absolute_hours = 12;        ///< 1–24: a session ends in any case
    std::int64_t most_sessions = 5;          ///< 1–20 of one user at a time; the least used one gives way
    std::int64_t audit_days =
        3650;  ///< 180–36500: how long entries stay in the database before they may be archived

    PasswordProfile profile() const {
        return password_profile == "asvs" ? PasswordProfile::asvs : PasswordProfile::mlps3;
    }
    bool asks_second_factor(const std::vector<Appointment>& appointments) const;
};
void describe(reflect::Describer<SecurityRules>& d);

/// The rules in force.
SecurityRules security_rules(db::Session& db, const Settings& settings);
/// The row of table setting that holds them, as JSON.
inline constexpr const char* kSecurityKey = "security";

}  // namespace yuanheng::platform
