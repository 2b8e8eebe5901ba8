#include "platform/entity/table.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "platform/core/search_text.hpp"

namespace yuanheng::platform {

namespace {

using reflect::Field;
using reflect::Kind;

Field standard(std::string name, Label label, Kind kind, std::string target = {}) {
    Field f;
    f.name = std::move(name);
    f.label = std::move(label);
    f.kind = kind;
    f.target = std::move(target);
    f.always = f.target.empty();
    return f.by_program();
}

std::vector<Field> standard_fields() {
    std::vector<Field> out;
    out.push_back(standard("id", {"编号", "id"}, Kind::id));
    out.push_back(standard("version", {"版本", "version"}, Kind::integer));
    out.push_back(standard("created_at", {"创建时间", "created"}, Kind::instant));
    out.push_back(standard("created_by", {"创建人", "created by"}, Kind::id, "user"));
    out.push_back(standard("updated_at", {"更新时间", "updated"}, Kind::instant).sorts());
    out.push_back(standard("updated_by", {"更新人", "updated by"}, Kind::id, "user"));
    return out;
}

}  // namespace

Table::Table(Entity made)
    : entity(std::move(made)), type{entity.type->name, entity.type->label, standard_fields()} {
    const Entity& e = entity;
    for (const Field& f : e.type->fields) {
        if (!f.scalar())
            throw std::logic_error(fmt::format("{}.{} cannot be a column", e.type->name, f.name));
        const int at = type.index(f.name);
        own_at.push_back(at < 0 ? type.fields.size() : static_cast<std::size_t>(at));
        if (at < 0) type.fields.push_back(f);
    }
    for (const Field& f : type.fields) columns += (columns.empty() ? "t." : ", t.") + f.name;
    const auto must = [&](const std::string& name) {
        const int at = index(name);
        if (at < 0) throw std::logic_error(fmt::format("{} has no field {}", type.name, name));
        return static_cast<std::size_t>(at);
    };
    for (const std::string& name : e.key) key.push_back(must(name));
    title = must(e.title);
    if (e.owner) {
        const Field& owner = type.fields[must(e.owner->field)];
        if (!owner.required || !owner.immutable)
            throw std::logic_error(fmt::format("{}.{} is the owner: must().fixed()", type.name, owner.name));
        enterprise = index("ent_id");
    }
    if (!type.fields[must(e.order.substr(e.order.starts_with('-') ? 1 : 0))].sortable) {
        throw std::logic_error(fmt::format("lists of {} cannot be sorted by {}", type.name, e.order));
    }
    shown = type;
}

void Table::look_up(const std::function<const Table*(std::string_view entity)>& find) {
    for (const LookedUp& wanted : entity.looked_up) {
        const int reference = index(wanted.reference);
        const Table* target =
            reference < 0 ? nullptr : find(type.fields[static_cast<std::size_t>(reference)].target);
        const int from = target ? target->index(wanted.field) : -1;
        const std::string what = fmt::format("{} looks up {}.{}", type.name, wanted.reference, wanted.field);
        if (from < 0) throw std::logic_error(what + ", which there is not");
        Field f = target->type.fields[static_cast<std::size_t>(from)];
        if (f.data_class == reflect::DataClass::personal)
            throw std::logic_error(what + ", which is personal");
        const std::string& reference_name = wanted.reference;
        f.name = reference_name.substr(0, reference_name.rfind("_id")) + "_" + wanted.field;
        f.read_only = true;
        f.required = f.always = f.searchable = f.immutable = false;
        f.in_list = wanted.in_list;
        shown.fields.push_back(std::move(f));
        sources.push_back({static_cast<std::size_t>(reference), target, static_cast<std::size_t>(from)});
    }
    shown.validate();
}

reflect::Record Table::own(const reflect::Record& row) const {
    reflect::Record out(own_at.size());
    for (std::size_t i = 0; i < own_at.size(); ++i) out[i] = row[own_at[i]];
    return out;
}

void Table::put(reflect::Record& row, const reflect::Record& values) const {
    for (std::size_t i = 0; i < own_at.size(); ++i) {
        if (own_at[i] >= kStandard) row[own_at[i]] = values[i];
    }
}

reflect::Record Table::fresh(Id id, Id user, std::int64_t now) const {
    reflect::Record row(type.fields.size());
    for (std::size_t i = kStandard; i < row.size(); ++i) row[i] = type.fields[i].initial;
    row[kId] = id.value;
    row[kVersion] = std::int64_t{1};
    row[kCreatedAt] = row[kUpdatedAt] = now;
    if (user) row[kCreatedBy] = row[kUpdatedBy] = user.value;
    return row;
}

void Table::touch(reflect::Record& row, Id user, std::int64_t now) const {
    row[kVersion] = version(row) + 1;
    row[kUpdatedAt] = now;
    row[kUpdatedBy] = user ? reflect::Value(user.value) : reflect::Value();
}

std::string Table::name(const reflect::Record& row, Language language) const {
    return reflect::shown(type.fields[title], row[title], language);
}

std::string Table::key_text(const reflect::Record& row) const {
    std::string out;
    for (const std::size_t at : key) {
        const reflect::Value& value = row[at];
        if (reflect::absent(value) && !field(at).nullable()) return {};
        if (reflect::absent(value))
            out += '\x1e';
        else if (const std::string* text = reflect::text(value))
            out += *text;
        else
            out += fmt::format("{}", *reflect::integer(value));
        out += '\x1f';
    }
    return out;
}

std::string Table::search_text(const reflect::Record& row) const {
    std::string out;
    for (std::size_t i = kStandard; i < row.size(); ++i) {
        const Field& f = type.fields[i];
        if (!f.searchable || f.kind != Kind::text || reflect::absent(row[i])) continue;
        if (!out.empty()) out += '\n';
        out += platform::search_text(*reflect::text(row[i]));
    }
    return out.empty() ? "-" : out;
}

}  // namespace yuanheng::platform
