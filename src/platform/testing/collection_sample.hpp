#pragma once

#include <fmt/format.h>

#include <map>
#include <string>

#include "base/decimal.hpp"
#include "base/text.hpp"
#include "platform/codes.hpp"
#include "platform/core/row.hpp"
#include "platform/import/target.hpp"
#include "reflect/json.hpp"
#include "reflect/json_tree.hpp"

/// For tests only: a target whose rows are no records. Departments report the year's figures 报数, one wide
/// row an enterprise; each figure is a row of its own in the table `figure`.
namespace yuanheng::platform {

using Figures = std::map<std::string, std::string>;  ///< by column; "code" is the enterprise's

inline constexpr std::string_view kFigureTable =
    "CREATE TABLE figure (code TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (code, "
    "name))";

inline std::string figures_json(const Figures& figures) {
    reflect::JsonWriter out;
    out.begin_object();
    for (const auto& [name, value] : figures) out.key(name).text(value);
    return out.end_object().take();
}
inline Figures figures_in(const std::string& json) {
    Figures out;
    if (json.empty()) return out;
    const auto tree = reflect::JsonTree::parse(json);
    for (std::size_t i = 1; i < (*tree)[0].end; i += 2) out[std::string(tree->text(i))] = tree->text(i + 1);
    return out;
}
/// What is there of an enterprise; empty where nothing is.
inline Figures figures_of(db::Session& db, const std::string& code) {
    Figures out;
    for (const db::Values& row : db.query("SELECT name, value FROM figure WHERE code = ?", {code}))
        out[text_or_empty(row[0])] = text_or_empty(row[1]);
    if (!out.empty()) out["code"] = code;
    return out;
}
inline void write_figures(db::Session& db, const std::string& code, const Figures& figures) {
    db.execute("DELETE FROM figure WHERE code = ?", {code});
    for (const auto& [name, value] : figures) {
        if (name != "code")
            db.execute("INSERT INTO figure (code, name, value) VALUES (?, ?, ?)", {code, name, value});
    }
}

inline std::vector<sheet::KnownColumn> figure_columns(const Services&) {
    return {
        {.name = "code", .label = {"统一社会信用代码", "code"}, .titles = {}, .key = true, .needed = true},
        {.name = "tax", .label = {"税收", "tax"}, .titles = {"纳税总额"}, .amount = true, .unit = "万元"},
        {.name = "land", .label = {"用地面积", "land"}, .titles = {}, .amount = true, .unit = "亩"}};
}

inline void check_figures(Change& change, ImportRows& part) {
    const auto known = figure_columns(change.services);
    for (ImportRow& row : part.rows) {
        Figures after;
        for (const ImportRow::Said& said : row.said) {
            const std::string& name = known[said.use->known].name;
            if (said.cell->empty()) continue;
            if (name == "code") {
                after[name] = trim(said.cell->text);
                continue;
            }
            const auto number = parse_number(said.cell->text);
            if (!number)
                row.problems.emplace_back(static_cast<int>(said.use->known), number.error());
            else if (number->value)
                after[name] = format_plain(*number->value * said.use->factor);
        }
        const Figures before = figures_of(change.db, after["code"]);
        for (const auto& [name, value] : before) after.try_emplace(name, value);
        row.becomes = before == after  ? ImportRow::Becomes::same
                      : before.empty() ? ImportRow::Becomes::fresh
                                       : ImportRow::Becomes::changed;
        row.record = change.services.ids.next();
        row.before = before.empty() ? "" : figures_json(before);
        row.after = figures_json(after);
    }
}

/// Replaces one side of the rows by the other, where what is there is what it should be.
inline bool swap_figures(Change& change, ImportRows& part, std::string ImportRow::*from,
                         std::string ImportRow::*to) {
    for (const ImportRow& row : part.rows) {
        const Figures is = figures_in(row.*from), becomes = figures_in(row.*to);
        const std::string code = figures_in(row.after).at("code");
        if (figures_of(change.db, code) != is) return false;
        write_figures(change.db, code, becomes);
    }
    return true;
}

inline ImportTarget collection_target() {
    return {.name = "collection",
            .path = "collections",
            .label = {"报数", "figures"},
            .who = Policy::of({{Role::officer, Reach::zone, "registry"}}),
            .columns = figure_columns,
            .check = check_figures,
            .publish =
                [](Change& change, ImportRows& part) {
                    if (!swap_figures(change, part, &ImportRow::before, &ImportRow::after))
                        throw ImportRefused{};
                },
            .undo =
                [](Change& change, ImportRows& part) {
                    if (!swap_figures(change, part, &ImportRow::after, &ImportRow::before))
                        throw ImportRefused{{Error(Code::import_stale, {})}};
                }};
}

}  // namespace yuanheng::platform
