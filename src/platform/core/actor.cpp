#include "platform/core/actor.hpp"

#include <algorithm>
#include <array>

namespace yuanheng::platform {

namespace {

struct Named {
    std::string_view code;
    Label label;
};

const Named& named(Role role) {
    static const std::array<Named, std::size(kRoles)> kNames = {
        {{"administrator", {"系统管理员", "administrator"}},
         {"auditor", {"审计员", "auditor"}},
         {"leader", {"高新区领导", "zone leader"}},
         {"officer", {"部门经办", "department officer"}},
         {"park_operator", {"园区运营", "park operator"}},
         {"enterprise_user", {"企业用户", "enterprise user"}}}};
    return kNames[static_cast<std::size_t>(role)];
}

}  // namespace

std::string_view code(Role role) { return named(role).code; }
const Label& label(Role role) { return named(role).label; }

std::optional<Role> role_of(std::string_view code) {
    for (const Role role : kRoles) {
        if (named(role).code == code) return role;
    }
    return std::nullopt;
}

bool Actor::is(Role role) const {
    return std::any_of(appointments.begin(), appointments.end(),
                       [&](const Appointment& a) { return a.role == role; });
}

}  // namespace yuanheng::platform
