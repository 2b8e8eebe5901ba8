#pragma once

#include "platform/import/target.hpp"

namespace yuanheng::platform {

// The records of an entity as a target of imports: what target_of() is made of.

void check_records(const Table& table, Change& change, ImportRows& part);
void publish_records(const Table& table, Change& change, ImportRows& part);
void undo_records(const Table& table, Change& change, ImportRows& part);
void look_at_records(const Table& table, Change& change, ImportRows& part);
sheet::TemplateSpec form_of(const Table& table, Call& call);

}  // namespace yuanheng::platform
