#include "platform/import/cells.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>

#include "base/decimal.hpp"
#include "base/text.hpp"
#include "platform/codes.hpp"
#include "platform/core/refusal.hpp"
#include "platform/core/row.hpp"
#include "platform/entity/rows.hpp"
#include "platform/import/columns.hpp"
#include "sheet/cell_text.hpp"
#include "sheet/header_text.hpp"

namespace yuanheng::platform {

namespace {

using reflect::Field;
using reflect::Kind;
using reflect::Value;

constexpr std::int64_t kMostReferable = 300'000;
constexpr std::size_t kMostSuggested = 2'000;  // names that a wrong one is compared with

/// digits(.digits) with no more decimals than `scale`, times 10^scale; nothing where it is anything else.
std::optional<std::int64_t> plain_scaled(std::string_view text, int scale) {
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    std::int64_t value = 0;
    int decimals = -1, digits = 0;
    for (const char c : text) {
        if (c == '.' && decimals < 0) {
            decimals = 0;
            continue;
        }
        if (c < '0' || c > '9' || ++digits > 15) return std::nullopt;
        value = value * 10 + (c - '0');
        if (decimals >= 0) ++decimals;
    }
    if (digits == 0 || decimals == 0 || decimals > scale) return std::nullopt;
    for (int i = std::max(decimals, 0); i < scale; ++i) {
        if (__builtin_mul_overflow(value, std::int64_t{10}, &value)) return std::nullopt;
    }
    return negative ? -value : value;
}

}  // namespace

Referable::Referable(db::Session& db, const Entity& entity, const Actor& actor, Id zone) {
    const auto view = authorize(actor, entity.rules.view);
    if (!view) return;
    Condition in = within(*view, entity.scope);
    if (zone && !entity.scope.zone.empty()) {
        in.sql += fmt::format(" AND {} = ?", entity.scope.zone);
        in.parameters.emplace_back(zone.value);
    }
    std::string names = "t." + entity.title;
    std::string key;  // where one field tells records of a zone apart
    for (const std::string& field : entity.key) {
        if (field != "zone_id") key = key.empty() ? "t." + field : "NULL";
    }
    if (!key.empty() && key != names) names += ", " + key;
    db.each(fmt::format("SELECT t.id, {} FROM {} t WHERE {} LIMIT {}", names, entity.table, in.sql,
                        kMostReferable),
            in.parameters, [&](const db::Values& row) {
                for (std::size_t i = 1; i < row.size(); ++i) add(text_or_empty(row[i]), integer_or_0(row[0]));
                return true;
            });
}

void Referable::add(const std::string& name, std::int64_t id) {
    if (name.empty()) return;
    const auto [at, fresh] = ids_.try_emplace(sheet::header_key(name), id);
    if (!fresh && at->second != id) at->second = 0;
}

Result<Value> Referable::find(const Field& field, std::string_view text) const {
    const std::string name = sheet::header_key(text);
    const auto found = ids_.find(name);
    if (found != ids_.end() && found->second != 0) return Value(found->second);
    const std::string written(trim(text));
    if (found != ids_.end())
        return tl::unexpected(about(Code::reference_ambiguous, field.label, {{"text", written}}));
    Error error = about(Code::reference_not_found, field.label, {{"text", written}});
    std::vector<std::string_view> names;
    for (const auto& [known, id] : ids_) {
        if (ids_.size() <= kMostSuggested) names.push_back(known);
    }
    if (const auto near = nearest(name, names)) {
        error.arguments.emplace_back("suggestion", fmt::format("是不是“{}”？", *near));
        error.arguments.emplace_back("suggestion_en", fmt::format("did you mean \"{}\"? ", *near));
    }
    return tl::unexpected(std::move(error));
}

CellReader::CellReader(db::Session& db, const Table& table, const Services& services, const Actor& actor,
                       Id zone)
    : table_(table) {
    for (std::size_t i = Table::kStandard; i < table.type.fields.size(); ++i) {
        const Field& f = table.field(i);
        if (!can_be_imported(f) || f.target.empty() || referable_.contains(f.target)) continue;
        if (const Table* target = services.entities.find(f.target))
            referable_.try_emplace(f.target, db, target->entity, actor, zone);
    }
}

Result<Value> CellReader::number(const sheet::Cell& cell, std::size_t at, const Rational& factor) {
    const Field& f = table_.field(at);
    if (factor == 1 && !cell.percent) {
        if (const auto value = plain_scaled(cell.text, f.scale())) return Value(*value);
    }
    Rational amount;
    bool percent = cell.percent;
    if (cell.is_number()) {
        const auto exact = cell.exact();
        if (!exact) return tl::unexpected(exact.error());
        amount = *exact;
    } else {
        const auto typed = parse_number(cell.text);
        if (!typed) return tl::unexpected(typed.error());
        if (!typed->value) return f.always ? f.initial : Value();
        amount = *typed->value;
        percent = typed->percent;
    }
    if (percent && !f.unit.empty() && f.unit != "%" && f.unit != "‰") {
        return tl::unexpected(about(Code::import_percent, f.label,
                                    {{"text", format_plain(amount * 100) + "%"}, {"unit", f.unit}}));
    }
    if (!cell.is_number() && sheet::is_rounded(cell.text)) ++scientific_;
    // A percentage says what it is, whatever unit the header has.
    const Rational to = !percent ? factor : f.unit == "%" ? 100 : f.unit == "‰" ? 1000 : 1;
    const Rational scaled =
        amount * to * boost::multiprecision::pow(Integer(10), static_cast<unsigned>(f.scale()));
    const Integer nearest = round_to_integer(scaled, Rounding::half_up);
    using Limits = std::numeric_limits<std::int64_t>;
    if (nearest < Limits::min() || nearest > Limits::max())
        return tl::unexpected(about(Code::import_too_large, f.label, {{"text", cell.text}}));
    if (scaled != Rational(nearest)) ++rounded_[at];
    return Value(static_cast<std::int64_t>(nearest));
}

Result<Value> CellReader::text(const sheet::Cell& cell, const Field& f) const {
    // A code that a spreadsheet made a number of has lost digits; what is left may look right by chance.
    if (cell.mangled)
        return tl::unexpected(
            about(f.format == reflect::Format::uscc ? Code::uscc_float : Code::import_mangled, f.label,
                  {{"text", cell.text}}));
    // A spreadsheet makes 131 of 0131, which is another industry.
    const std::string written(trim(cell.text));
    if (f.format == reflect::Format::industry && (written.size() == 1 || written.size() == 3) &&
        std::all_of(written.begin(), written.end(), is_digit))
        return tl::unexpected(
            about(Code::import_lost_zero, f.label, {{"text", written}, {"full", "0" + written}}));
    if (f.kind == Kind::date && cell.kind == sheet::Cell::Kind::date)
        return reflect::parse_value(f, std::string_view(cell.text).substr(0, 10));
    // What was typed as 2026年3月 a spreadsheet keeps as the first of that month.
    if (f.kind == Kind::period && cell.kind == sheet::Cell::Kind::date && cell.text.substr(7, 3) == "-01")
        return reflect::parse_value(f, std::string_view(cell.text).substr(0, 7));
    if (f.kind == Kind::boolean && cell.kind == sheet::Cell::Kind::boolean)
        return Value(std::int64_t{cell.number != 0});
    if (!f.target.empty() && !is_absent(cell.text)) {
        if (const auto known = referable_.find(f.target); known != referable_.end())
            return known->second.find(f, cell.text);
    }
    return reflect::parse_value(f, cell.text);
}

Result<std::optional<Value>> CellReader::value(const sheet::Cell& cell, std::size_t field,
                                               const Rational& factor) {
    const Field& f = table_.field(field);
    if (cell.empty() || trim(cell.text).empty()) return std::optional<Value>();
    if (cell.kind == sheet::Cell::Kind::error)
        return tl::unexpected(about(Code::import_error_cell, f.label, {{"text", cell.text}}));
    Result<Value> read = is_amount(f) ? number(cell, field, factor) : text(cell, f);
    if (!read) return tl::unexpected(std::move(read.error()));
    if (is_amount(f)) {
        if (auto fine = reflect::check(f, *read); !fine) return tl::unexpected(std::move(fine.error()));
    }
    return std::optional<Value>(std::move(*read));
}

}  // namespace yuanheng::platform
