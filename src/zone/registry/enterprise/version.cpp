#include "zone/registry/enterprise/version.hpp"

#include "platform/core/row.hpp"
#include "platform/core/services.hpp"

namespace yuanheng::registry {

using reflect::Record;

namespace {

/// "zone_id, uscc, …": the fields of an enterprise, which the table of versions has too.
const std::string& columns() {
    static const std::string list = [] {
        std::string out;
        for (const reflect::Field& f : reflect::described<Enterprise>().fields)
            out += (out.empty() ? "" : ", ") + f.name;
        return out;
    }();
    return list;
}

struct Row {
    std::int64_t id;
    std::string from, to;  ///< from is empty where it is absent
    Record value;
};

Row row_of(const db::Values& v) {
    return {platform::integer_or_0(v[0]), platform::text_or_empty(v[1]), platform::text_or_empty(v[2]),
            Record(v.begin() + 3, v.end())};
}

std::vector<Row> rows(db::Session& db, Id enterprise) {
    std::vector<Row> out;
    const std::string sql = "SELECT id, valid_from, valid_to, " + columns() +
                            " FROM enterprise_version WHERE ent_id = ? ORDER BY valid_to, id";
    for (const db::Values& v : db.query(sql, {enterprise.value})) out.push_back(row_of(v));
    return out;
}

void insert(platform::Change& change, Id enterprise, const std::string& from, const std::string& to,
            const Record& value) {
    std::vector<db::Cell> row = {{"ent_id", enterprise.value},
                                 {"id", change.services.ids.next().value},
                                 {"valid_from", platform::null_if_empty(from)},
                                 {"valid_to", to}};
    const auto& fields = reflect::described<Enterprise>().fields;
    for (std::size_t i = 0; i < fields.size(); ++i) row.push_back({fields[i].name, value[i]});
    change.db.insert("enterprise_version", row);
}

/// The fields that differ, put into a state; `from` is the state's new beginning.
void rewrite(platform::Change& change, Id enterprise, Row& row, const Record& before, const Record& after) {
    std::string set = "valid_from = ?";
    db::Values values = {platform::null_if_empty(row.from)};
    const auto& fields = reflect::described<Enterprise>().fields;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (before[i] == after[i]) continue;
        set += ", " + fields[i].name + " = ?";
        values.push_back(after[i]);
    }
    values.insert(values.end(), {enterprise.value, row.id});
    change.db.execute("UPDATE enterprise_version SET " + set + " WHERE ent_id = ? AND id = ?", values);
}

EnterpriseState state(const Row& row) {
    EnterpriseState out;
    if (!row.from.empty()) out.valid_from = parse_date(row.from).value();
    out.valid_to = parse_date(row.to).value();
    out.value = reflect::from_record<Enterprise>(row.value);
    return out;
}

/// The same but for the text of former codes and names, which tells of the past itself.
bool same_state(const Record& a, const Record& b) {
    static const auto former = static_cast<std::size_t>(reflect::described<Enterprise>().index("former"));
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (i != former && a[i] != b[i]) return false;
    }
    return true;
}

/// Whether a state has the values of `before` where `after` has others.
bool has_those(const Record& state, const Record& before, const Record& after) {
    for (std::size_t i = 0; i < state.size(); ++i) {
        if (before[i] != after[i] && state[i] != before[i]) return false;
    }
    return true;
}

}  // namespace

void keep_version(platform::Change& change, Id enterprise, const Enterprise& was, const Enterprise& is,
                  Date effective) {
    const Record before = reflect::to_record(was), after = reflect::to_record(is);
    if (same_state(before, after)) return;
    const std::string day = effective.iso();
    std::vector<Row> earlier = rows(change.db, enterprise);
    const std::string last = earlier.empty() ? "" : earlier.back().to;
    for (Row& row : earlier) {
        if (row.to <= day) continue;
        if (row.from < day) {  // it held on that day: what was before stays, what follows is changed
            insert(change, enterprise, row.from, day, row.value);
            row.from = day;
        }
        rewrite(change, enterprise, row, before, after);
    }
    if (last < day) insert(change, enterprise, last, day, before);
}

void correct_versions(platform::Change& change, Id enterprise, const Enterprise& was, const Enterprise& is,
                      std::optional<Date> since) {
    const Record before = reflect::to_record(was), after = reflect::to_record(is);
    const std::string day = since ? since->iso() : "";
    for (Row& row : rows(change.db, enterprise)) {
        if (row.from >= day && has_those(row.value, before, after))
            rewrite(change, enterprise, row, before, after);
    }
}

void forget_repeated_version(platform::Change& change, Id enterprise, const Enterprise& now) {
    const std::vector<Row> earlier = rows(change.db, enterprise);
    if (earlier.empty() || !same_state(earlier.back().value, reflect::to_record(now))) return;
    change.db.execute("DELETE FROM enterprise_version WHERE ent_id = ? AND id = ?",
                      {enterprise.value, earlier.back().id});
}

std::vector<EnterpriseState> states_of(db::Session& db, Id enterprise, const Enterprise& now) {
    std::vector<EnterpriseState> out;
    for (const Row& row : rows(db, enterprise)) out.push_back(state(row));
    EnterpriseState present;
    if (!out.empty()) present.valid_from = out.back().valid_to;
    present.value = now;
    out.push_back(std::move(present));
    return out;
}

}  // namespace yuanheng::registry
