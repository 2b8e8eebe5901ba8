#include "platform/core/policy.hpp"

#include <algorithm>
#include <stdexcept>

namespace yuanheng::platform {

namespace {

/// The id that a grant reaches from an appointment; nothing where the appointment lacks what the reach is
/// about.
std::optional<Id> reached(const Actor& actor, const Appointment& a, Reach reach) {
    switch (reach) {
        case Reach::zone: return a.zone;  // 0: every zone
        case Reach::department: return a.department ? std::optional(a.department) : std::nullopt;
        case Reach::park: return a.park ? std::optional(a.park) : std::nullopt;
        case Reach::enterprise: return a.enterprise ? std::optional(a.enterprise) : std::nullopt;
        case Reach::self: return actor.user;
    }
    return std::nullopt;
}

bool has_duty(const Appointment& a, std::string_view duty) {
    return duty.empty() || std::find(a.duties.begin(), a.duties.end(), duty) != a.duties.end();
}

const std::string& column_of(Reach reach, const ScopeColumns& c) {
    switch (reach) {
        case Reach::zone: return c.zone;
        case Reach::department: return c.department;
        case Reach::park: return c.park;
        case Reach::enterprise: return c.enterprise;
        case Reach::self: return c.user;
    }
    return c.user;
}

Id belonging(Reach reach, const Belongs& b) {
    switch (reach) {
        case Reach::zone: return b.zone;
        case Reach::department: return b.department;
        case Reach::park: return b.park;
        case Reach::enterprise: return b.enterprise;
        case Reach::self: return b.user;
    }
    return {};
}

}  // namespace

Policy Policy::of(std::initializer_list<Grant> grants) {
    Policy p;
    p.grants_ = grants;
    return p;
}

Policy Policy::anyone() {
    Policy p;
    p.public_ = true;
    return p;
}

Policy Policy::signed_in() {
    Policy p;
    p.all_ = true;
    return p;
}

Policy Policy::without(std::initializer_list<Role> roles) const {
    if (public_ || all_) throw std::logic_error("a policy without roles has none to leave out");
    Policy out;
    for (const Grant& grant : grants_) {
        if (std::find(roles.begin(), roles.end(), grant.role) == roles.end()) out.grants_.push_back(grant);
    }
    return out;
}

std::optional<Scope> authorize(const Actor& actor, const Policy& policy) {
    Scope scope;
    if (policy.is_public()) return scope;
    if (!actor.user) return std::nullopt;
    if (policy.is_for_all()) {
        scope.parts.push_back({Reach::self, actor.user});
        return scope;
    }
    for (const Appointment& a : actor.appointments) {
        for (const Grant& grant : policy.grants()) {
            if (grant.role != a.role || !has_duty(a, grant.duty)) continue;
            const std::optional<Id> id = reached(actor, a, grant.reach);
            if (!id) continue;
            const auto same = [&](const Scope::Part& part) {
                return part.reach == grant.reach && part.id == *id;
            };
            if (std::none_of(scope.parts.begin(), scope.parts.end(), same))
                scope.parts.push_back({grant.reach, *id});
        }
    }
    if (scope.parts.empty()) return std::nullopt;
    return scope;
}

Condition within(const Scope& scope, const ScopeColumns& columns) {
    Condition out;
    for (const Scope::Part& part : scope.parts) {
        if (part.reach == Reach::zone && !part.id) return {"1 = 1", {}};
        const std::string& column = column_of(part.reach, columns);
        if (column.empty()) continue;
        out.sql += (out.sql.empty() ? "" : " OR ") + column + " = ?";
        out.parameters.emplace_back(part.id.value);
    }
    out.sql = out.sql.empty() ? "1 = 0" : "(" + out.sql + ")";
    return out;
}

bool covers(const Scope& scope, const Belongs& record) {
    return std::any_of(scope.parts.begin(), scope.parts.end(), [&](const Scope::Part& part) {
        if (part.reach == Reach::zone && !part.id) return true;
        return part.id && belonging(part.reach, record) == part.id;
    });
}

}  // namespace yuanheng::platform
