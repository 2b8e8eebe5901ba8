#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/database.hpp"
#include "platform/core/actor.hpp"

namespace yuanheng::platform {

/// Which records a grant reaches, seen from the appointment.
enum class Reach : unsigned char {
    zone,        ///< all of the appointment's zone (of every zone where the appointment names none)
    department,  ///< those of the appointment's department
    park,        ///< those of the appointment's park
    enterprise,  ///< those of the appointment's enterprise
    self         ///< those of the user
};

/// A role, where it reaches, and the duty its department must have (empty: any).
struct Grant {
    Role role;
    Reach reach;
    std::string_view duty = {};
};

/// Who may run an operation. There is no default: an operation that declares none does not compile.
class Policy {
public:
    static Policy of(std::initializer_list<Grant> grants);
    /// Also who is not signed in.
    static Policy anyone();
    /// Everybody who is signed in, for what is their own.
    static Policy signed_in();

    /// The same but for these roles; of a policy by role.
    Policy without(std::initializer_list<Role> roles) const;

    bool is_public() const { return public_; }
    bool is_for_all() const { return all_; }
    const std::vector<Grant>& grants() const { return grants_; }

private:
    Policy() = default;

    std::vector<Grant> grants_;
    bool public_ = false, all_ = false;
};

/// The records an actor may touch by one operation: those that any part covers.
struct Scope {
    struct Part {
        Reach reach;
        Id id;  ///< zone, department, park, enterprise or user; 0 with Reach::zone: every zone
    };
    std::vector<Part> parts;
};

/// Whether the actor may run the operation at all, and on what. Nothing: may not.
std::optional<Scope> authorize(const Actor& actor, const Policy& policy);

/// Where a table keeps what scopes are about: SQL expressions over its alias t; empty where it has no such
/// thing (then no part of that reach covers any of its records).
struct ScopeColumns {
    std::string zone = {}, department = {}, park = {}, enterprise = {}, user = {};
};

/// A piece of SQL with its parameters.
struct Condition {
    std::string sql;
    db::Values parameters;
};
/// The condition that a row of the table is within the scope: "(t.zone_id = ? OR t.park_id = ?)", "1 = 1" or
/// "1 = 0".
Condition within(const Scope& scope, const ScopeColumns& columns);

/// What scopes are about, of one record.
struct Belongs {
    Id zone = {}, department = {}, park = {}, enterprise = {}, user = {};
};
bool covers(const Scope& scope, const Belongs& record);

}  // namespace yuanheng::platform
