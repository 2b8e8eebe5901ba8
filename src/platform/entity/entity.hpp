#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "platform/request/operation.hpp"

namespace yuanheng::platform {

class Table;

/// Who may do what with an entity.
struct EntityRules {
    Policy view, create, edit, remove, import, export_all;
    /// Who sees personal fields as they are, and where; each such reading is in the audit chain. Absent: who
    /// may edit.
    std::optional<Policy> plain = std::nullopt;
};

/// A field of the record that a reference points at, which lists, details and exports show beside the own
/// ones: of a title, the park of its enterprise. It is read when it is shown, in the reader's scope, and
/// never stored. What the target calls park_id is called ent_park_id beside a reference ent_id; its label,
/// kind, choices and whether it can be filtered and sorted by are the target's. Personal fields cannot be
/// looked up.
struct LookedUp {
    std::string reference;  ///< the own field, of kind id: ent_id
    std::string field;      ///< of the entity that it refers to: park_id
    bool in_list = false;
};

/// An entity: one description gives its list, search, form, import, export, history and permissions, on the
/// server and in the web application. Its table has, beside the struct's fields, the columns
///     id, version, created_at, created_by, updated_at, updated_by, search_text
/// and where it belongs to enterprises the field `ent_id`, with PRIMARY KEY (ent_id, id) and an index on id.
/// A field `zone_id` is the record's zone: imports fill it in, and so does creation where the actor has just
/// one.
struct Entity {
    Entity(std::shared_ptr<const reflect::Struct> description, EntityRules who)
        : type(std::move(description)), rules(std::move(who)) {}
    /// Of a struct as it is described, with no choices or fields of this installation's own.
    template <typename T>
    static Entity of(EntityRules who) {
        return Entity(std::shared_ptr<const reflect::Struct>(&reflect::described<T>(), [](auto*) {}),
                      std::move(who));
    }

    std::shared_ptr<const reflect::Struct> type;
    std::string path;  ///< enterprises: /api/enterprises
    std::string table;
    std::string title;  ///< the field by which a record is called: name
    std::vector<std::string>
        key;  ///< fields that tell records apart in imports: uscc; absence is a value of optional ones
    std::string order;           ///< sort field of lists by default, "-" before it for descending
    bool of_enterprise = false;  ///< has ent_id
    ScopeColumns scope;
    EntityRules rules;
    Label plural;  ///< of lists and menus
    std::vector<LookedUp> looked_up = {};

    /// Rules beyond single fields, and values that follow from others (`after` may be changed). `before` is
    /// null for a new record. Imports ask it of every row, outside of a writing transaction first: it must
    /// only read, and what it looks up for many records it gets by Change::once().
    std::function<Checked<void>(Change&, const reflect::Record* before, reflect::Record& after)> check;
    /// What else must be written when a record was saved; `after` is null when it was removed.
    std::function<void(Change&, Id record, const reflect::Record* before, const reflect::Record* after)>
        saved;
};

/// The operations of an entity:
///   GET    /api/P                list: filter=field:op:value (eq, ne, in, from, to, contains, has,
///   empty), q, sort, limit, after, count GET    /api/P/summary        groups with counts and sums of what a
///   filter finds: by, sum, filter, q POST   /api/P                create GET    /api/P/{id} detail, with
///   ETag PATCH  /api/P/{id}           update the given members; If-Match needed DELETE /api/P/{id} remove;
///   If-Match needed POST   /api/P/{id}/restore   undo of a removal GET    /api/P/{id}/history   who changed
///   which field, when, why, from which file and row POST   /api/P/bulk           change given members of all
///   records that a filter finds; expects their number POST   /api/P/export         a job that writes XLSX or
///   CSV of all filtered records, or of given ids GET    /api/P/template       the workbook to fill in POST
///   /api/P/imports        uploads a file; a job checks it
std::vector<Operation> operations_of(const Table& table);

}  // namespace yuanheng::platform
