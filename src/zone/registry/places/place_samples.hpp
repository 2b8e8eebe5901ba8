#pragma once

#include "zone/registry/samples.hpp"

namespace yuanheng::registry {

/// A register with two parks, and two more people signed in: operator of park(), and company, whose
/// enterprise sits there.
class PlacedRegister : public Register {
protected:
    void SetUp() override {
        Register::SetUp();
        if (IsSkipped()) return;
        using platform::Role;
        park_ = post("officer", "/api/parks", R"({"code":"P1","name":"清远东园"})")["id"];
        other_park_ = post("officer", "/api/parks", R"({"code":"P2","name":"清远西园"})")["id"];
        own_ = enterprise(uscc(99), "清远自家有限公司", {{"park_id", park_}});
        here().add_person("operator", {{Role::park_operator, here().zone, {}, id(park_), {}, {}}});
        here().add_person("company", {{Role::enterprise_user, here().zone, {}, {}, id(own_), {}}});
    }

    const std::string& park() const { return park_; }
    const std::string& other_park() const { return other_park_; }
    const std::string& own_enterprise() const { return own_; }

private:
    static Id id(const std::string& text) { return Id{std::stoll(text)}; }

    std::string park_, other_park_, own_;
};

}  // namespace yuanheng::registry
