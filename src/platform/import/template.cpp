#include <fmt/format.h>

#include <fstream>

#include "platform/core/media.hpp"
#include "platform/core/refusal.hpp"
#include "platform/entity/entities.hpp"
#include "platform/entity/names.hpp"
#include "platform/files/files.hpp"
#include "platform/import/columns.hpp"
#include "platform/import/records.hpp"
#include "platform/import/template.hpp"
#include "sheet/template.hpp"

namespace yuanheng::platform {

namespace {

using reflect::Field;
using reflect::Kind;

constexpr std::int64_t kMostListed = 500;  // records in a drop-down

sheet::TemplateColumn::Type type_of(const Field& f) {
    using Type = sheet::TemplateColumn::Type;
    switch (f.kind) {
        case Kind::integer:
        case Kind::decimal:
        case Kind::money: return Type::number;
        case Kind::date:
        case Kind::instant: return Type::date;
        case Kind::boolean: return Type::boolean;
        case Kind::period: return Type::code;  // a spreadsheet would make a date of 2026-03
        case Kind::text:
            return f.format == reflect::Format::plain || f.format == reflect::Format::multiline ||
                           f.format == reflect::Format::email
                       ? Type::text
                       : Type::code;
        default: return Type::text;
    }
}

/// The titles of the records that a field may refer to; none where there are too many for a list.
std::vector<std::string> listed(db::Session& db, Call& call, const Field& f) {
    std::vector<std::string> out;
    const Table* target = call.services.entities.find(f.target);
    const auto view = target ? authorize(call.actor, target->entity.rules.view) : std::nullopt;
    if (!view) return out;
    const Condition in = within(*view, target->entity.scope);
    for (const auto& row :
         db.query(fmt::format("SELECT t.{0} FROM {1} t WHERE {2} ORDER BY t.{0} LIMIT {3}",
                              target->entity.title, target->entity.table, in.sql, kMostListed + 1),
                  in.parameters)) {
        if (const std::string* title = reflect::text(row[0])) out.push_back(*title);
    }
    if (static_cast<std::int64_t>(out.size()) > kMostListed) out.clear();
    return out;
}

std::string joined(const std::vector<std::string>& words, std::string_view between) {
    std::string out;
    for (const std::string& word : words) out.append(out.empty() ? "" : between).append(word);
    return out;
}

/// What a column takes that no drop-down can offer; nothing of other kinds.
Label hint_of(const Field& f) {
    if (f.kind == Kind::period)
        return {"如 2026年3月、2026年第一季度、2026年上半年、2026年、2026年1—3月",
                "such as March 2026, 2026Q1, 2026H1, 2026 or January–March 2026"};
    if (f.kind != Kind::choices) return {};
    std::vector<std::string> zh, en;
    for (const reflect::Choice& c : f.choices) {
        zh.push_back(c.label.in(Language::zh));
        en.push_back(c.label.in(Language::en));
    }
    return {"可填多项，用顿号隔开：" + joined(zh, "、"), "one or more of: " + joined(en, ", ")};
}

sheet::TemplateColumn column_of(db::Session& db, Call& call, const Field& f) {
    sheet::TemplateColumn out;
    out.label = f.label;
    out.unit = f.unit;
    out.type = type_of(f);
    out.required = f.required;
    out.note = f.note;
    if (out.type == sheet::TemplateColumn::Type::number) out.decimals = f.kind == Kind::integer ? 0 : -1;
    if (f.kind == Kind::choice) {
        for (const reflect::Choice& c : f.choices) out.allowed.push_back(c.label.in(call.language()));
    }
    if (const Label hint = hint_of(f); !hint.zh.empty()) {
        out.note.zh += (out.note.zh.empty() ? "" : "；") + hint.zh;
        out.note.en += (out.note.en.empty() ? "" : "; ") + hint.en;
    }
    if (!f.target.empty()) out.allowed = listed(db, call, f);
    if (!f.target.empty() && out.allowed.empty() && out.note.zh.empty())
        out.note = {"填名称或代码，要与系统中的一致", "the name or code, as it is in the system"};
    return out;
}

std::string key_labels(const Table& table, Language language) {
    std::string out;
    for (const std::size_t at : table.key) {
        if (can_be_imported(table.field(at)))
            out += (out.empty()                ? ""
                    : language == Language::zh ? "、"
                                               : ", ") +
                   table.field(at).label.in(language);
    }
    return out;
}

/// Of columns that say no more than what they are called.
sheet::TemplateSpec form_of(const ImportTarget& target, const Services& services) {
    using Type = sheet::TemplateColumn::Type;
    sheet::TemplateSpec out;
    for (const sheet::KnownColumn& known : target.columns(services)) {
        sheet::TemplateColumn column;
        column.label = known.label;
        column.unit = known.unit;
        column.type = known.amount ? Type::number : known.key ? Type::code : Type::text;
        column.required = known.needed;
        out.columns.push_back(std::move(column));
    }
    return out;
}

}  // namespace

sheet::TemplateSpec form_of(const Table& table, Call& call) {
    sheet::TemplateSpec spec;
    spec.title = table.entity.plural;
    if (const std::string zh = key_labels(table, Language::zh); !zh.empty()) {
        spec.instructions.push_back({"“" + zh + "”与系统中已有记录相同的行，更新那条记录；没有的，新增。",
                                     "Rows whose " + key_labels(table, Language::en) +
                                         " is in the system already change that record; others add one."});
    }
    spec.instructions.push_back({"更新时，空白的单元格不改变原来的内容；要清除原来的内容，请填“—”。",
                                 "Blank cells leave what a record has; enter — to clear it."});
    call.services.database.read([&](db::Session& db) {
        for (const Field& f : table.entity.type->fields) {
            if (can_be_imported(f)) spec.columns.push_back(column_of(db, call, f));
        }
    });
    return spec;
}

Checked<http::Response> import_template(const ImportTarget& target, Call& call) {
    sheet::TemplateSpec spec = target.form ? target.form(call) : form_of(target, call.services);
    if (spec.title.zh.empty()) spec.title = target.label;
    spec.created_seconds = call.services.clock() / 1000;
    const TemporaryFile file(call.services.files.temporary(".xlsx"));
    if (auto written = sheet::write_template(file.path.string(), spec, call.language()); !written)
        return refuse(written.error());
    std::ifstream in(file.path, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    const std::string name = spec.title.in(call.language()) +
                             (call.language() == Language::zh ? "-导入模板.xlsx" : "-template.xlsx");
    return http::Response::of(200, std::string(kXlsxMedia), bytes)
        .with("Content-Disposition", attachment(name));
}

}  // namespace yuanheng::platform
