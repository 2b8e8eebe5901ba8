#pragma once

#include <string>

#include "platform/entity/entity.hpp"
#include "reflect/describe.hpp"

namespace yuanheng::registry {

/// A contact 联系人 of an enterprise: personal data, masked for whoever does not keep them.
struct Contact {
    Id ent_id;
    std::string name, position, subject, phone, email;
    bool main = false;  ///< whom to call first
    std::string note;
};
void describe(reflect::Describer<Contact>& d);

platform::Entity contact_entity();

}  // namespace yuanheng::registry
