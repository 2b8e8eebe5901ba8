#pragma once

#include <stdexcept>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/codes.hpp"
#include "platform/core/services.hpp"
#include "platform/entity/entities.hpp"
#include "platform/entity/owner.hpp"
#include "platform/entity/rows.hpp"
#include "platform/entity/write.hpp"

namespace yuanheng::platform {

// An entity's records as the program itself reads and writes them: as values of the entity's struct T.
//     auto titles = records<Title>(change);
//     for (const Stored<Title>& title : titles.find({"t.ent_id = ?", {enterprise.value}}))
//         titles.change(title.id(), [](Title& t) { t.level = "city"; }, "取消认定");

/// A record as it is stored.
template <typename T>
struct Stored {
    reflect::Record row;  ///< as its table has it, with the standard columns
    T value;

    Id id() const { return Table::id(row); }
    std::int64_t version() const { return Table::version(row); }
};

/// The records of the entity that T describes, to read. What a person may see of them is the caller's
/// business.
template <typename T>
class StoredRecords {
public:
    StoredRecords(const Services& services, db::Session& db)
        : table_(services.entities.table(reflect::described<T>().name)), db_(db) {}

    /// The record of an id that is known to be there: throws std::logic_error where it is not.
    Stored<T> get(Id id) const {
        std::vector<reflect::Record> rows = rows_by_id(db_, table_, std::span(&id, 1));
        if (rows.empty()) throw std::logic_error("no such " + table_.type.name);
        return stored(std::move(rows.front()));
    }
    /// The record of an id within a scope. Error not_found.
    Result<Stored<T>> get(Id id, const Scope& scope) const {
        reflect::Record row = row_of(db_, table_, id, scope);
        if (row.empty()) return fail(Code::not_found, {});
        return stored(std::move(row));
    }
    /// The records that fulfil a condition over the alias t, in the order of an SQL expression.
    std::vector<Stored<T>> find(const Condition& where, std::string_view order = "t.id") const {
        std::vector<Stored<T>> out;
        for (reflect::Record& row : rows_where(db_, table_, where, order))
            out.push_back(stored(std::move(row)));
        return out;
    }

protected:
    Stored<T> stored(reflect::Record row) const {
        T value = reflect::from_record<T>(table_.own(row));
        return {std::move(row), std::move(value)};
    }

    const Table& table_;
    db::Session& db_;
};

/// The same, to write too. What follows from another change is written as it is, without the entity's own
/// rules and in no scope, but never without its version, search text and audit entry.
template <typename T>
class Records : public StoredRecords<T> {
public:
    explicit Records(Change& change) : StoredRecords<T>(change.services, change.db), change_(change) {}

    /// Adds a record; its id.
    Id add(const T& value, std::string_view reason = {}) {
        reflect::Record row = new_row(change_, this->table_, reflect::to_record(value));
        if (!settle_enterprise(change_, this->table_, row))
            throw std::logic_error("a record without its owner");
        write_new(change_, this->table_, row, "create", reason);
        return Table::id(row);
    }
    /// Lets `how` change the value of a record; nothing is written where it stays the same.
    template <typename F>
    void change(Id id, F how, std::string_view reason = {}) {
        Stored<T> record = this->get(id);
        T after = record.value;
        how(after);
        put(record, after, reason);
    }
    /// Writes a value over a record, which becomes what is stored now. `verb` is the action's in the audit
    /// chain.
    void put(Stored<T>& record, const T& after, std::string_view reason = {}, Verb verb = "edit") {
        reflect::Record row = record.row;
        this->table_.put(row, reflect::to_record(after));
        if (!write_over(change_, this->table_, record.row, row, verb, reason))
            throw std::logic_error("a row changed under the transaction");
        record = this->stored(std::move(row));
    }
    /// Removes a record.
    void remove(Id id, std::string_view reason = {}) {
        write_removal(change_, this->table_, this->get(id).row, reason);
    }

    /// Adds a record as a person does: by the entity's rules and within the scope. Errors of settle() and
    /// insert().
    Checked<Id> create(const T& value, const Scope& scope) {
        reflect::Record row = new_row(change_, this->table_, reflect::to_record(value));
        if (auto fine = settle(change_, this->table_, nullptr, row); !fine)
            return tl::unexpected(fine.error());
        if (auto done = insert(change_, this->table_, scope, row, "create"); !done)
            return tl::unexpected(done.error());
        return Table::id(row);
    }

private:
    Change& change_;
};

template <typename T>
StoredRecords<T> records(const Services& services, db::Session& db) {
    return {services, db};
}
template <typename T>
Records<T> records(Change& change) {
    return Records<T>(change);
}

}  // namespace yuanheng::platform
