#pragma once

#include <map>
#include <set>
#include <string>

#include "platform/core/services.hpp"
#include "platform/entity/entities.hpp"

namespace yuanheng::platform {

/// How the records are called that others refer to, by entity: what readers see in place of ids. Names of
/// records that the actor may not view stay unknown; those of zones, departments and users are known to
/// everybody.
class Names {
public:
    Names(const Services& services, const Actor& actor) : services_(services), actor_(actor) {}

    /// Notes what a value of a field refers to.
    void want(const reflect::Field& field, const reflect::Value& value);
    void want(const Table& table, const reflect::Record& row);
    /// Looks up what was noted.
    void find(db::Session& db);

    /// Null where it is not known.
    const std::string* of(const std::string& entity, std::int64_t id) const;
    /// {"park":{"274877906944001":"智能制造园"}}
    void write(reflect::JsonWriter& out) const;

private:
    void find(db::Session& db, const std::string& entity, const std::set<std::int64_t>& ids);

    const Services& services_;
    const Actor& actor_;
    std::map<std::string, std::set<std::int64_t>> wanted_;
    std::map<std::string, std::map<std::int64_t, std::string>> known_;
};

/// The value as a reader sees it in a sheet or a history: the names of choices and records, personal texts
/// masked.
std::string shown_by_name(const reflect::Field& field, const reflect::Value& value, const Names& names,
                          reflect::Sight sight, Language language);

}  // namespace yuanheng::platform
