#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/language.hpp"

namespace yuanheng::platform {

/// What somebody is in a zone. 三权分立: administrators are nothing else.
enum class Role : unsigned char {
    administrator,   ///< 系统管理员: users, settings, backups; no business data
    auditor,         ///< 审计员: reads everything and the audit chain, changes nothing
    leader,          ///< 高新区领导: reads everything of the zone
    officer,         ///< 部门经办: what the department's duties say
    park_operator,   ///< 园区运营: the enterprises of one park
    enterprise_user  ///< 企业用户: their own enterprise
};
inline constexpr Role kRoles[] = {Role::administrator, Role::auditor,       Role::leader,
                                  Role::officer,       Role::park_operator, Role::enterprise_user};
std::string_view code(Role role);  ///< administrator, … as stored and in JSON
const Label& label(Role role);
/// The role of a code.
std::optional<Role> role_of(std::string_view code);

/// One appointment of a user. Ids that do not apply are 0; zone 0 means every zone of the installation.
struct Appointment {
    Role role = Role::enterprise_user;
    Id zone, department, park, enterprise;
    std::vector<std::string> duties;  ///< of the department: codes such as registry, evaluation
};

/// Who is asking.
struct Actor {
    Id user;  ///< 0: nobody is signed in
    Id session;
    std::string login, name;
    std::vector<Appointment> appointments;
    std::string peer;  ///< address
    Language language = Language::zh;
    bool second_factor = false;  ///< the session was opened with one

    bool is(Role role) const;
};

}  // namespace yuanheng::platform
