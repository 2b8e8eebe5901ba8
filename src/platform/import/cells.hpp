#pragma once

#include <map>
#include <optional>
#include <string>
#include <unordered_map>

#include "platform/entity/names.hpp"
#include "sheet/columns.hpp"
#include "sheet/grid.hpp"

namespace yuanheng::platform {

/// Records that cells may refer to, by their title or key.
class Referable {
public:
    /// Those of an entity that the actor may view, in the zone.
    Referable(db::Session& db, const Entity& entity, const Actor& actor, Id zone);
    /// Errors reference_not_found with the nearest name, reference_ambiguous.
    Result<reflect::Value> find(const reflect::Field& field, std::string_view text) const;

private:
    void add(const std::string& name, std::int64_t id);

    std::unordered_map<std::string, std::int64_t> ids_;  ///< 0: more than one goes by that name
};

/// Turns cells into values of fields. Blank cells say nothing; "—", "无" and the like say that there is no
/// value.
class CellReader {
public:
    CellReader(db::Session& db, const Table& table, const Services& services, const Actor& actor, Id zone);

    /// The value of a field; nothing of a blank cell. Numbers are multiplied by `factor`; those with more
    /// decimals than the field keeps are rounded and counted.
    Result<std::optional<reflect::Value>> value(const sheet::Cell& cell, std::size_t field,
                                                const Rational& factor);
    /// How many numbers of which field were rounded.
    const std::map<std::size_t, std::int64_t>& rounded() const { return rounded_; }
    /// How many numbers of a text file are in scientific notation, and so may lack digits.
    std::int64_t scientific() const { return scientific_; }

private:
    Result<reflect::Value> number(const sheet::Cell& cell, std::size_t at, const Rational& factor);
    Result<reflect::Value> text(const sheet::Cell& cell, const reflect::Field& field) const;

    const Table& table_;
    std::map<std::string, Referable> referable_;
    std::map<std::size_t, std::int64_t> rounded_;
    std::int64_t scientific_ = 0;
};

}  // namespace yuanheng::platform
