#include "platform/import/mapping.hpp"

#include <algorithm>
#include <stdexcept>

#include "platform/core/row.hpp"
#include "platform/core/services.hpp"
#include "sheet/header_text.hpp"

namespace yuanheng::platform {

namespace {

struct StoredMapping {
    std::vector<MappingLine> columns;
};
void describe(reflect::Describer<StoredMapping>& d) {
    d.name("stored_mapping", {"列对应", "mapping"});
    d(&StoredMapping::columns, "columns", {"列", "columns"});
}

}  // namespace

void describe(reflect::Describer<MappingLine>& d) {
    d.name("mapping_line", {"列对应", "mapped column"});
    d(&MappingLine::title, "title", {"列名", "title"}).must().longest(1000);
    d(&MappingLine::name, "name", {"对应", "column"}).longest(100);
}

std::vector<MappingLine> lines_of(const std::vector<sheet::MappedColumn>& mapping) {
    std::vector<MappingLine> out;
    for (const sheet::MappedColumn& m : mapping) out.push_back({m.title, m.name});
    return out;
}
std::vector<sheet::MappedColumn> mapping_of(const std::vector<MappingLine>& lines) {
    std::vector<sheet::MappedColumn> out;
    for (const MappingLine& line : lines) out.push_back({line.title, line.name});
    return out;
}

std::string mapping_to_json(const std::vector<sheet::MappedColumn>& mapping) {
    return reflect::to_json(StoredMapping{lines_of(mapping)});
}
std::vector<sheet::MappedColumn> mapping_from_json(std::string_view json) {
    if (json.empty()) return {};
    const auto stored = reflect::from_json<StoredMapping>(json);
    if (!stored)
        throw std::logic_error("a stored mapping cannot be read: " + describe(stored.error(), Language::en));
    return mapping_of(stored->columns);
}

Id department_of(const Actor& actor, const ImportTarget& target, Id zone) {
    for (const Appointment& a : actor.appointments) {
        Actor one = actor;
        one.appointments = {a};
        if (a.department && a.zone == zone && authorize(one, target.who)) return a.department;
    }
    return {};
}

std::vector<sheet::MappedColumn> remembered(db::Session& db, Id department, std::string_view target) {
    std::vector<sheet::MappedColumn> out;
    if (!department) return out;
    for (const db::Values& row : db.query("SELECT title, column_name FROM column_mapping WHERE department_id "
                                          "= ? AND target = ? ORDER BY title_key",
                                          {department.value, std::string(target)}))
        out.push_back({text_or_empty(row[0]), text_or_empty(row[1])});
    return out;
}

void remember(Change& change, Id department, std::string_view target,
              const std::vector<sheet::MappedColumn>& before, const std::vector<sheet::MappedColumn>& now) {
    if (!department) return;
    for (const auto* list : {&before, &now}) {
        for (const sheet::MappedColumn& m : *list)
            change.db.execute(
                "DELETE FROM column_mapping WHERE department_id = ? AND target = ? AND title_key = ?",
                {department.value, std::string(target), sheet::header_key(m.title)});
    }
    for (const sheet::MappedColumn& m : now)
        change.db.execute(
            "INSERT INTO column_mapping (department_id, target, title_key, title, column_name, user_id, "
            "created_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            {department.value, std::string(target), sheet::header_key(m.title), m.title, m.name,
             change.actor.user.value, change.services.clock()});
}

}  // namespace yuanheng::platform
