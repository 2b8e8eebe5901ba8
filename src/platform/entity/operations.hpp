#pragma once

#include <memory>

#include "platform/core/services.hpp"
#include "platform/entity/query.hpp"
#include "platform/entity/table.hpp"

namespace yuanheng::platform {

/// What an entity's operations share: its table, and the structs of requests that differ from entity to
/// entity.
struct EntityParts {
    explicit EntityParts(const Table& of);

    const Table& table;
    reflect::Struct seen;     ///< a record as it is given out: with `may`
    reflect::Struct changes;  ///< members to be given to many records: none is required
    reflect::Struct bulk;     ///< BulkRequest and `set`, which holds these
};

// One function an operation; entity.hpp says what each does.
Checked<http::Response> list_records(const EntityParts& parts, Call& call);
Checked<http::Response> view_record(const EntityParts& parts, Call& call);
Checked<http::Response> create_record(const EntityParts& parts, Call& call);
Checked<http::Response> edit_record(const EntityParts& parts, Call& call);
Checked<http::Response> remove_record(const EntityParts& parts, Call& call);
Checked<http::Response> restore_record(const EntityParts& parts, Call& call);
Checked<http::Response> edit_records(const EntityParts& parts, Call& call);
Checked<http::Response> record_history(const EntityParts& parts, Call& call);
Checked<http::Response> start_export(const EntityParts& parts, Call& call);
Checked<http::Response> run_action(const EntityParts& parts, const Action& action, Call& call);

/// A list's search as it stands in an address: q=…&filter=…&sort=….
struct SearchText {
    std::string query;
    std::vector<std::string> ids;
};
/// Errors bad_request where it is none, field_id where an id is none.
Checked<Asked> asked_of(const SearchText& search);

/// The record as a reader sees it, with the names of what it refers to: {…, "refs": {…}}.
std::string record_json(db::Session& db, const View& view, const Services& services, Id id);

}  // namespace yuanheng::platform
