#include "platform/entity/write.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "platform/codes.hpp"
#include "platform/core/refusal.hpp"
#include "platform/core/row.hpp"
#include "platform/core/stored_json.hpp"
#include "platform/entity/owner.hpp"
#include "platform/entity/rows.hpp"

namespace yuanheng::platform {

namespace {

using reflect::Field;
using reflect::Record;

Belongs belonging_of(db::Session& db, const Table& table, const Record& row) {
    return belongings(db, table, std::span(&row, 1)).front();
}

/// The audit entry of a row that was written: what it was and is.
void note(Change& change, const Table& table, const Record& row, Verb verb, std::string_view reason,
          std::pair<std::string, std::string> was_and_is) {
    AuditEntry entry =
        entry_of(table, row, belonging_of(change.db, table, row), AuditAction(table.type.name, verb));
    entry.reason = reason;
    std::tie(entry.before, entry.after) = std::move(was_and_is);
    change.record(std::move(entry));
}

/// Calls the entity's `saved` with records of its own struct.
void tell(Change& change, const Table& table, const Record* before, const Record* after) {
    if (!table.entity.saved) return;
    const Record was = before ? table.own(*before) : Record(), is = after ? table.own(*after) : Record();
    table.entity.saved(change, Table::id(after ? *after : *before), before ? &was : nullptr,
                       after ? &is : nullptr);
}

Errors broken_fields(const Table& table, const Record* before, const Record& after, bool by_program) {
    Errors errors;
    for (std::size_t i = Table::kStandard; i < after.size(); ++i) {
        const Field& f = table.field(i);
        if (f.read_only != by_program || (before && (*before)[i] == after[i])) continue;
        if (before && f.immutable) {
            errors.push_back(about(Code::field_fixed, f.label).at(at("/" + f.name)));
        } else if (auto fine = reflect::check(f, after[i]); !fine) {
            errors.push_back(std::move(fine.error()).at(at("/" + f.name)));
        }
    }
    return errors;
}

/// The first three of the selected records that the actor may see.
Label first_names(Change& change, const Entity& entity, const Condition& selected) {
    const auto view = authorize(change.actor, entity.rules.view);
    if (!view) return {};
    const Condition in = within(*view, entity.scope);
    db::Values parameters = selected.parameters;
    parameters.insert(parameters.end(), in.parameters.begin(), in.parameters.end());
    const Field& title = (*entity.type)[entity.title];
    Label names;
    const auto add = [&](std::string& to, const db::Value& value, const char* mark, Language language) {
        const std::string name = reflect::shown(title, value, language);
        to += (to.empty() ? "" : mark) +
              (title.data_class == reflect::DataClass::personal ? reflect::masked(title, name) : name);
    };
    for (const auto& row : change.db.query(
             fmt::format("SELECT t.{}{} AND {} ORDER BY t.id LIMIT 3", entity.title, selected.sql, in.sql),
             parameters)) {
        add(names.zh, row[0], "、", Language::zh);
        add(names.en, row[0], ", ", Language::en);
    }
    return names;
}

}  // namespace

AuditEntry entry_of(const Table& table, const Record& row, const Belongs& belongs, AuditAction action) {
    AuditEntry entry;
    entry.action = std::move(action);
    entry.entity = table.type.name;
    entry.record = Table::id(row);
    entry.enterprise = belongs.enterprise;
    entry.zone = belongs.zone;
    return entry;
}

Id only_zone(const Actor& actor, const Policy& policy) {
    Id only;
    for (const Appointment& a : actor.appointments) {
        const bool meant = std::any_of(policy.grants().begin(), policy.grants().end(),
                                       [&](const Grant& g) { return g.role == a.role; });
        if (!meant) continue;
        if (!a.zone || (only && only != a.zone)) return {};
        only = a.zone;
    }
    return only;
}

Checked<void> settle(Change& change, const Table& table, const Record* before, Record& after) {
    // First what the user gave, so that the entity's rules see sound values only; then what these rules set.
    if (Errors errors = broken_fields(table, before, after, false); !errors.empty())
        return refuse(std::move(errors));
    if (!before) {
        if (auto fine = settle_enterprise(change, table, after); !fine) return fine;
    }
    if (table.entity.check) {
        Record own = table.own(after);
        const Record was = before ? table.own(*before) : Record();
        if (auto fine = table.entity.check(change, before ? &was : nullptr, own); !fine) return fine;
        table.put(after, own);
    }
    if (Errors errors = broken_fields(table, before, after, true); !errors.empty())
        return refuse(std::move(errors));
    return {};
}

Errors wrong_references(Change& change, const Table& table, const Record* before, const Record& after) {
    Errors errors;
    for (std::size_t i = Table::kStandard; i < after.size(); ++i) {
        const Field& f = table.field(i);
        if (f.target.empty() || reflect::absent(after[i]) || (before && (*before)[i] == after[i])) continue;
        const Table* target = change.services.entities.find(f.target);
        if (target == nullptr) continue;
        const auto view = authorize(change.actor, target->entity.rules.view);
        Condition in = view ? within(*view, target->entity.scope) : Condition{"1 = 0", {}};
        in.parameters.insert(in.parameters.begin(), after[i]);
        if (!change.db
                 .query(fmt::format("SELECT 1 FROM {} t WHERE t.id = ? AND {}", target->entity.table, in.sql),
                        in.parameters)
                 .empty())
            continue;
        errors.push_back(about(Code::reference_unknown, f.label).at(at("/" + f.name)));
    }
    return errors;
}

Errors errors_of(const Table& table, const db::Failure& failure) {
    if (failure.fault != db::Fault::unique) throw failure;
    std::string zh, en;
    for (std::size_t i = Table::kStandard; i < table.type.fields.size(); ++i) {
        const Field& f = table.field(i);
        // SQLite names columns ("park.zone_id, park.code"), PostgreSQL the constraint
        // ("park_zone_id_code_key").
        const std::size_t at = failure.constraint.find(f.name);
        if (at == std::string::npos || f.target == "zone") continue;
        const char before = at == 0 ? '.' : failure.constraint[at - 1],
                   behind = (failure.constraint + ",")[at + f.name.size()];
        if ((before != '.' && before != '_') || (behind != ',' && behind != '_')) continue;
        zh += (zh.empty() ? "" : "、") + f.label.zh;
        en += (en.empty() ? "" : ", ") + f.label.in(Language::en);
    }
    if (zh.empty()) zh = table.type.label.zh, en = table.type.label.in(Language::en);
    return {Error(Code::record_exists, {{"label", zh}, {"label_en", en}})};
}

Record new_row(Change& change, const Table& table, const Record& own) {
    Record row = table.fresh(change.services.ids.next(), change.actor.user, change.services.clock());
    table.put(row, own);
    return row;
}

void write_new(Change& change, const Table& table, const Record& row, Verb verb, std::string_view reason) {
    const Record* next = &row;
    insert_rows(change.db, table, [&] { return std::exchange(next, nullptr); });
    note(change, table, row, verb, reason, {{}, stored_json(table.type, row)});
}

bool write_over(Change& change, const Table& table, const Record& before, Record& after, Verb verb,
                std::string_view reason) {
    if (before == after) return true;
    table.touch(after, change.actor.user, change.services.clock());
    if (update_rows(change.db, table, std::span(&after, 1)) != 1) return false;
    note(change, table, after, verb, reason, changes_json(table.type, before, after, Table::kStandard));
    return true;
}

bool write_removal(Change& change, const Table& table, const Record& row, std::string_view reason) {
    const Id id = Table::id(row);
    if (remove_rows(change.db, table, std::span(&id, 1), Table::version(row)) != 1) return false;
    note(change, table, row, "remove", reason, {stored_json(table.type, row), {}});
    return true;
}

Checked<void> insert(Change& change, const Table& table, const Scope& scope, const Record& row, Verb verb) {
    if (!covers(scope, belonging_of(change.db, table, row)))
        return refuse(about(Code::forbidden_record, table.type.label));
    try {
        write_new(change, table, row, verb);
    } catch (const db::Failure& failure) {
        return refuse(errors_of(table, failure));
    }
    tell(change, table, nullptr, &row);
    return {};
}

Checked<void> update(Change& change, const Table& table, const Scope& scope, const Record& before,
                     Record& after, Verb verb) {
    if (before == after) return {};
    if (!covers(scope, belonging_of(change.db, table, after)))
        return refuse(about(Code::forbidden_record, table.type.label));
    try {
        if (!write_over(change, table, before, after, verb)) return refuse(Code::precondition_failed);
    } catch (const db::Failure& failure) {
        return refuse(errors_of(table, failure));
    }
    tell(change, table, &before, &after);
    return {};
}

Errors referrers(Change& change, const Table& table, const Condition& records) {
    Errors errors;
    for (const Table& kind : change.services.entities) {
        const Entity& other = kind.entity;
        for (const Field& f : other.type->fields) {
            if (f.target != table.type.name) continue;
            Condition by{fmt::format(" FROM {} t WHERE t.{} IN ({})", other.table, f.name, records.sql),
                         records.parameters};
            if (other.type->name == table.type.name) {  // what goes too does not count
                by.sql += fmt::format(" AND t.id NOT IN ({})", records.sql);
                by.parameters.insert(by.parameters.end(), records.parameters.begin(),
                                     records.parameters.end());
            }
            const std::int64_t count =
                integer_or_0(change.db.query("SELECT COUNT(*)" + by.sql, by.parameters)[0][0]);
            if (count == 0) continue;
            const Label names = first_names(change, other, by);
            errors.push_back(about(Code::record_referenced, other.type->label,
                                   {{"field", f.label.zh},
                                    {"field_en", f.label.in(Language::en)},
                                    {"count", std::to_string(count)},
                                    {"names", names.zh},
                                    {"names_en", names.en}}));
        }
    }
    return errors;
}

Record removed_row(db::Session& db, const Table& table, Id id) {
    const db::Value json = db.scalar(
        "SELECT before_json FROM audit WHERE entity = ? AND record_id = ? AND action = ? AND allowed = 1 "
        "ORDER BY seq DESC LIMIT 1",
        {table.type.name, id.value, table.type.name + ".remove"});
    return reflect::text(json) ? from_stored_json(table.type, *reflect::text(json)) : Record();
}

Checked<void> remove(Change& change, const Table& table, const Record& row) {
    if (Errors errors = referrers(change, table, {"?", {Table::id(row).value}}); !errors.empty())
        return refuse(std::move(errors));
    if (!write_removal(change, table, row)) return refuse(Code::precondition_failed);
    tell(change, table, &row, nullptr);
    return {};
}

}  // namespace yuanheng::platform
