#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/entity/entity.hpp"

namespace yuanheng::platform {

/// An entity's table as a whole: the columns that every table has, then the entity's own fields. Rows are
/// records of `type`; what an entity's rules see are records of its own struct, made by own().
class Table {
public:
    /// Throws std::logic_error where the entity has fields that no column can hold, or names a field that it
    /// has not.
    explicit Table(Entity entity);

    /// The columns that every table has, the first ones of `type`.
    enum Standard : std::size_t { kId, kVersion, kCreatedAt, kCreatedBy, kUpdatedAt, kUpdatedBy, kStandard };

    const Entity entity;
    reflect::Struct type;
    std::string columns;              ///< "t.id, t.version, …" in the order of `type`
    std::vector<std::size_t> own_at;  ///< where in `type` the fields of the entity's struct stand
    std::vector<std::size_t> key;     ///< where in `type` the fields of the entity's key stand
    std::size_t title = 0;            ///< where in `type` the field stands by which a record is called
    int enterprise = -1;  ///< where in `type` the field ent_id stands, the first of the primary key; −1: none

    /// Where a looked-up field comes from.
    struct Source {
        std::size_t reference;  ///< in `type`
        const Table* target;
        std::size_t field;  ///< in the target's `type`
    };
    reflect::Struct shown;        ///< what a reader sees: `type`, and behind it what is looked up
    std::vector<Source> sources;  ///< of the fields of `shown` behind those of `type`
    /// Finds what the entity looks up. Throws std::logic_error where there is no such field, or it is
    /// personal.
    void look_up(const std::function<const Table*(std::string_view entity)>& find);
    bool stored(std::size_t at) const { return at < type.fields.size(); }
    /// Of a field of `shown` that is not stored.
    const Source& source(std::size_t at) const { return sources[at - type.fields.size()]; }

    reflect::Record own(const reflect::Record& row) const;
    /// Puts the entity's own fields into a row; the standard columns stay.
    void put(reflect::Record& row, const reflect::Record& own) const;
    /// A new row, not stored yet: with an id, version 1 and who made it when; the fields have their initial
    /// values.
    reflect::Record fresh(Id id, Id user, std::int64_t now) const;
    /// The next version of a row.
    void touch(reflect::Record& row, Id user, std::int64_t now) const;

    const reflect::Field& field(std::size_t at) const { return shown.fields[at]; }
    const reflect::Field& field(std::string_view name) const { return type[name]; }
    /// Where in `type` a field stands; −1 where there is none.
    int index(std::string_view field) const { return type.index(field); }

    /// Where in `shown` a field stands that lists can be filtered, sorted or grouped by; −1 where there is
    /// none.
    int shown_index(std::string_view field) const { return shown.index(field); }

    static Id id(const reflect::Record& row) { return Id{*reflect::integer(row[kId])}; }
    static std::int64_t version(const reflect::Record& row) { return *reflect::integer(row[kVersion]); }
    /// How a record is called: the text of its title.
    std::string name(const reflect::Record& row, Language language) const;
    /// The key of a row as one text, to find it in a map by; empty where a part that must be there is absent,
    /// or there is no key.
    std::string key_text(const reflect::Record& row) const;
    /// What the column search_text holds of a row: its own searchable texts, "-" where there are none. Labels
    /// of choices and records that it refers to are not in it: searches ask for them where they stand.
    std::string search_text(const reflect::Record& row) const;
};

}  // namespace yuanheng::platform
