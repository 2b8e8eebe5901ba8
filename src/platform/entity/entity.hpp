#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "platform/entity/action.hpp"
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

/// A kind of files 附件类别 that records of an entity may have.
struct AttachmentKind {
    std::string code;  ///< business_licence
    Label label;       ///< 营业执照
    /// Endings of what is taken: pdf, png, jpg, docx, xlsx. The content has to be what the ending says.
    std::vector<std::string> types = {"pdf", "png", "jpg"};
    std::int64_t most_bytes = 20 << 20;
    /// Personal ones are only for who sees the record's personal fields as they are.
    reflect::DataClass data_class = reflect::DataClass::internal;
};

/// The record that a record belongs to: `field` refers to it, is given when the record is made, and is fixed.
struct Owner {
    std::string field;   ///< ent_id, project_id
    std::string entity;  ///< enterprise, project
};

/// The owner of what belongs to an enterprise.
inline Owner enterprise_owner() { return {.field = "ent_id", .entity = "enterprise"}; }
/// The field of such a record that says whose it is.
template <typename T>
void describe_owner(reflect::Describer<T>& d, Id T::*ent_id) {
    d(ent_id, "ent_id", {"企业", "enterprise"})
        .of("enterprise")
        .must()
        .fixed()
        .found()
        .filters()
        .listed()
        .also({"统一社会信用代码", "社会信用代码", "企业名称", "单位名称"});
}

/// An entity: one description gives its list, search, form, import, export, history and permissions, on the
/// server and in the web application. Its table has, beside the struct's fields, the columns
///     id, version, created_at, created_by, updated_at, updated_by, search_text
/// and where its owner is an enterprise, or belongs to one, the field `ent_id`, with PRIMARY KEY (ent_id, id)
/// and an index on id; the platform fills it in where it is not the owner itself (by_program()). A field
/// `zone_id` is the record's zone: imports fill it in, and so does creation where the actor has just one.
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
    /// Fields that tell records apart in imports: uscc; absence is a value of optional ones.
    std::vector<std::string> key;
    std::string order;  ///< sort field of lists by default, "-" before it for descending
    std::optional<Owner> owner;
    ScopeColumns scope;  ///< where it says nothing and there is an owner: that of the owner
    EntityRules rules;
    Label plural;                      ///< of lists and menus
    std::vector<Action> actions = {};  ///< what can be done with a record beyond changing its fields
    /// The files that its records may have: seen as the record is, added and removed by who may edit it.
    /// None: no files.
    std::vector<AttachmentKind> attachments;
    /// Whether its records may have remarks 批注, which are the administration's own: remarks.hpp says whose.
    bool remarks = false;
    /// What lists, details and exports show of the records that are referred to.
    std::vector<LookedUp> looked_up;

    /// Rules beyond single fields, and values that follow from others (`after` may be changed). `before` is
    /// null for a new record. Imports ask it of every row, outside of a writing transaction first: it must
    /// only read, and what it looks up for many records it gets by Change::once().
    std::function<Checked<void>(Change&, const reflect::Record* before, reflect::Record& after)> check;
    /// What else must be written when a record was saved; `after` is null when it was removed.
    std::function<void(Change&, Id record, const reflect::Record* before, const reflect::Record* after)>
        saved;
};

/// A rule over values of the entity's struct as the entity's `check`:
///     entity.check = checking<Title>([](Change&, const Title* was, Title& is) -> Checked<void> { … });
template <typename T, typename Rule>
auto checking(Rule rule) {
    return [rule = std::move(rule)](Change& change, const reflect::Record* before,
                                    reflect::Record& after) -> Checked<void> {
        const auto was = before ? std::optional(reflect::from_record<T>(*before)) : std::nullopt;
        T is = reflect::from_record<T>(after);
        if (auto fine = rule(change, was ? &*was : nullptr, is); !fine) return fine;
        after = reflect::to_record(is);
        return {};
    };
}
/// The same for `saved`:
///     entity.saved = saving<Title>([](Change&, Id title, const Title* was, const Title* is) { … });
template <typename T, typename Rule>
auto saving(Rule rule) {
    return [rule = std::move(rule)](Change& change, Id record, const reflect::Record* before,
                                    const reflect::Record* after) {
        const auto was = before ? std::optional(reflect::from_record<T>(*before)) : std::nullopt;
        const auto is = after ? std::optional(reflect::from_record<T>(*after)) : std::nullopt;
        rule(change, record, was ? &*was : nullptr, is ? &*is : nullptr);
    };
}

// clang-format off
/// The operations of an entity:
///   GET    /api/P               list: filter=field:op:value (eq, ne, in, from, to, contains, has, empty),
///                               q, sort, limit, after, count
///   GET    /api/P/summary       groups with counts and sums of what a filter finds: by, sum, filter, q
///   POST   /api/P               create
///   GET    /api/P/{id}          detail, with ETag
///   PATCH  /api/P/{id}          update the given members; If-Match needed
///   DELETE /api/P/{id}          remove; If-Match needed
///   POST   /api/P/{id}/restore  undo of a removal
///   GET    /api/P/{id}/history  who changed which field, when, why, from which file and row
///   POST   /api/P/bulk          change given members of all records that a filter finds; expects their number
///   POST   /api/P/export        a job that writes XLSX or CSV of all filtered records, or of given ids
///   GET    /api/P/template      the workbook to fill in
///   POST   /api/P/imports       uploads a file; a job checks it
///   POST   /api/P/{id}/VERB     an action of the entity; If-Match needed
/// Records carry `may`: which of edit, remove and the actions their reader may do to them now.
// clang-format on
std::vector<Operation> operations_of(const Table& table);

}  // namespace yuanheng::platform
