#include "platform/entity/names.hpp"

#include <fmt/format.h>

#include "platform/entity/query.hpp"
#include "platform/entity/rows.hpp"

namespace yuanheng::platform {

namespace {

constexpr std::pair<std::string_view, std::string_view> kForAll[] = {
    {"zone", "zone"}, {"department", "department"}, {"user", "app_user"}};

}  // namespace

void Names::want(const reflect::Field& field, const reflect::Value& value) {
    if (field.target.empty() || !reflect::integer(value)) return;
    const std::int64_t id = *reflect::integer(value);
    const auto known = known_.find(field.target);
    if (known == known_.end() || !known->second.contains(id)) wanted_[field.target].insert(id);
}

void Names::want(const Table& table, const reflect::Record& row) {
    for (std::size_t i = 0; i < row.size(); ++i) want(table.shown.fields[i], row[i]);
}

void Names::find(db::Session& db) {
    for (const auto& [entity, ids] : wanted_) find(db, entity, ids);
    wanted_.clear();
}

void Names::find(db::Session& db, const std::string& entity, const std::set<std::int64_t>& ids) {
    auto& known = known_[entity];
    std::string table, title = "t.name", in = "1 = 1";
    db::Values scope;
    bool masked = false;
    const reflect::Field* field = nullptr;
    for (const auto& [name, common] : kForAll) {
        if (name == entity) table = common;
    }
    if (const Table* target = table.empty() ? services_.entities.find(entity) : nullptr) {
        const auto view = authorize(actor_, target->entity.rules.view);
        if (!view) return;
        table = target->entity.table;
        title = "t." + target->entity.title;
        field = &(target->type)[target->entity.title];
        masked = field->data_class == reflect::DataClass::personal;
        Condition condition = within(*view, target->entity.scope);
        in = std::move(condition.sql);
        scope = std::move(condition.parameters);
    }
    if (table.empty()) return;
    const std::vector<std::int64_t> all(ids.begin(), ids.end());
    in_parts(std::span(all), 500, [&](std::span<const std::int64_t> part) {
        db::Values parameters(part.begin(), part.end());
        parameters.insert(parameters.end(), scope.begin(), scope.end());
        db.each(fmt::format("SELECT t.id, {} FROM {} t WHERE t.id IN ({}) AND {}", title, table,
                            marks(part.size()), in),
                parameters, [&](const db::Values& row) {
                    std::string name = field ? reflect::shown(*field, row[1], actor_.language)
                                       : reflect::text(row[1]) ? *reflect::text(row[1])
                                                               : std::string();
                    known[*reflect::integer(row[0])] =
                        masked ? reflect::masked(*field, name) : std::move(name);
                    return true;
                });
    });
}

const std::string* Names::of(const std::string& entity, std::int64_t id) const {
    const auto names = known_.find(entity);
    if (names == known_.end()) return nullptr;
    const auto name = names->second.find(id);
    return name == names->second.end() ? nullptr : &name->second;
}

void Names::write(reflect::JsonWriter& out) const {
    out.begin_object();
    for (const auto& [entity, names] : known_) {
        out.key(entity).begin_object();
        for (const auto& [id, name] : names) out.key(std::to_string(id)).text(name);
        out.end_object();
    }
    out.end_object();
}

std::string shown_by_name(const reflect::Field& field, const reflect::Value& value, const Names& names,
                          reflect::Sight sight, Language language) {
    if (reflect::absent(value) || sight == reflect::Sight::hidden) return {};
    if (!field.target.empty() && reflect::integer(value)) {
        if (const std::string* name = names.of(field.target, *reflect::integer(value))) return *name;
    }
    if (sight == reflect::Sight::plain) return reflect::shown(field, value, language);
    return field.kind == reflect::Kind::text ? reflect::masked(field, *reflect::text(value)) : std::string();
}

}  // namespace yuanheng::platform
