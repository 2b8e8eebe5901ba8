#include <algorithm>
#include <set>

#include "platform/core/row.hpp"
#include "platform/core/services.hpp"
#include "platform/entity/entities.hpp"
#include "platform/entity/meta.hpp"
#include "platform/entity/query.hpp"
#include "platform/entity/remarks.hpp"
#include "platform/request/openapi.hpp"
#include "platform/request/operations.hpp"

namespace yuanheng::platform {

namespace {

struct BothLanguages {
    std::string zh, en;
};
void describe(reflect::Describer<BothLanguages>& d) {
    d.name("label", {"名称", "label"});
    d(&BothLanguages::zh, "zh", {"中文", "Chinese"}).longest(2000);
    d(&BothLanguages::en, "en", {"英文", "English"}).longest(2000);
}

struct MetaChoice {
    std::string code;
    BothLanguages label;
};
void describe(reflect::Describer<MetaChoice>& d) {
    d.name("meta_choice", {"选项", "choice"});
    d(&MetaChoice::code, "code", {"代码", "code"}).must();
    d(&MetaChoice::label, "label", {"名称", "label"});
}

struct MetaField {
    std::string name, kind, format, data_class;
    BothLanguages label, note;
    bool required = false, read_only = false, immutable = false, sortable = false, filterable = false,
         searchable = false, in_list = false;
    std::int64_t max_length = 0, places = 0;
    std::string unit, low, high, target;
    std::vector<MetaChoice> choices;
};
/// A field of what an action asks for: a list of objects has fields itself.
struct MetaAsked : MetaField {
    std::vector<MetaField> fields;
};
/// What fields of entities and of actions have in common.
template <typename T>
void describe_members(reflect::Describer<T>& into) {
    const auto d = [&into]<typename M>(M MetaField::*member, std::string name,
                                       Label label) -> reflect::Field& {
        return into(static_cast<M T::*>(member), std::move(name), std::move(label));
    };
    d(&MetaField::name, "name", {"名称", "name"}).must();
    d(&MetaField::kind, "kind", {"类型", "kind"}).must();
    d(&MetaField::format, "format", {"格式", "format"}).must();
    d(&MetaField::data_class, "data_class", {"数据分级", "class"}).must();
    d(&MetaField::label, "label", {"标签", "label"});
    d(&MetaField::note, "note", {"填写说明", "note"});
    d(&MetaField::required, "required", {"必填", "required"});
    d(&MetaField::read_only, "read_only", {"由系统填写", "set by the program"});
    d(&MetaField::immutable, "immutable", {"不可修改", "fixed once made"});
    d(&MetaField::sortable, "sortable", {"可排序", "sortable"});
    d(&MetaField::filterable, "filterable", {"可筛选", "filterable"});
    d(&MetaField::searchable, "searchable", {"可搜索", "searchable"});
    d(&MetaField::in_list, "in_list", {"列表默认列", "in lists"});
    d(&MetaField::max_length, "max_length", {"最大长度", "longest"});
    d(&MetaField::places, "places", {"小数位数", "decimals"});
    d(&MetaField::unit, "unit", {"计量单位", "unit"});
    d(&MetaField::low, "low", {"最小值", "least"});
    d(&MetaField::high, "high", {"最大值", "most"});
    d(&MetaField::target, "target", {"引用的数据", "target"});
    d(&MetaField::choices, "choices", {"选项", "choices"});
}

void describe(reflect::Describer<MetaField>& d) {
    d.name("meta_field", {"字段", "field"});
    describe_members(d);
}
void describe(reflect::Describer<MetaAsked>& d) {
    d.name("meta_asked", {"办理时填写的字段", "field of an action"});
    describe_members(d);
    d(&MetaAsked::fields, "fields", {"每一项的字段", "fields of each item"});
}

struct MetaAction {
    std::string operation, verb;
    BothLanguages label, note;
    bool danger = false;
    std::vector<MetaAsked> fields;
};
void describe(reflect::Describer<MetaAction>& d) {
    d.name("meta_action", {"办理事项", "action"});
    d(&MetaAction::operation, "operation", {"操作", "operation"}).must();
    d(&MetaAction::verb, "verb", {"代码", "verb"}).must();
    d(&MetaAction::label, "label", {"名称", "label"});
    d(&MetaAction::note, "note", {"说明", "note"});
    d(&MetaAction::danger, "danger", {"难以撤回", "hard to undo"});
    d(&MetaAction::fields, "fields", {"填写的字段", "fields"});
}

struct MetaAttachmentKind {
    std::string code;
    BothLanguages label;
    std::vector<std::string> types;
    std::int64_t most_bytes = 0;
    std::string data_class;
};
void describe(reflect::Describer<MetaAttachmentKind>& d) {
    d.name("meta_attachment_kind", {"附件类别", "kind of attachments"});
    d(&MetaAttachmentKind::code, "code", {"代码", "code"}).must();
    d(&MetaAttachmentKind::label, "label", {"名称", "label"});
    d(&MetaAttachmentKind::types, "types", {"文件类型", "types"});
    d(&MetaAttachmentKind::most_bytes, "most_bytes", {"最多字节", "most bytes"});
    d(&MetaAttachmentKind::data_class, "data_class", {"数据分级", "class"}).must();
}

struct MetaOwner {
    std::string field, entity;
};
void describe(reflect::Describer<MetaOwner>& d) {
    d.name("meta_owner", {"所属的数据", "owner"});
    d(&MetaOwner::field, "field", {"引用所属数据的字段", "field that refers to it"}).must();
    d(&MetaOwner::entity, "entity", {"所属数据的种类", "its entity"}).must();
}

struct MetaEntity {
    std::string name, path, title, order;
    BothLanguages label, plural;
    std::vector<std::string> key, operations;
    std::vector<MetaField> fields;
    std::vector<MetaAction> actions;
    std::vector<MetaAttachmentKind> attachments;
    bool remarks = false;
    std::optional<MetaOwner> owner = std::nullopt;
};
void describe(reflect::Describer<MetaEntity>& d) {
    d.name("meta_entity", {"数据种类", "entity"});
    d(&MetaEntity::name, "name", {"名称", "name"}).must();
    d(&MetaEntity::path, "path", {"地址", "path"}).must();
    d(&MetaEntity::title, "title", {"标题字段", "title"}).must();
    d(&MetaEntity::order, "order", {"默认排序", "order"}).must();
    d(&MetaEntity::label, "label", {"标签", "label"});
    d(&MetaEntity::plural, "plural", {"列表标签", "plural"});
    d(&MetaEntity::key, "key", {"导入时的主键", "key"});
    d(&MetaEntity::operations, "operations", {"可用操作", "operations"});
    d(&MetaEntity::fields, "fields", {"字段", "fields"});
    d(&MetaEntity::actions, "actions", {"办理事项", "actions"});
    d(&MetaEntity::attachments, "attachments", {"附件类别", "kinds of attachments"});
    d(&MetaEntity::remarks, "remarks", {"可批注", "takes remarks"});
    d(&MetaEntity::owner, "owner", {"所属", "owner"});
}

struct MetaPlace {
    Id id, zone_id;
    std::string code, name;
};
void describe(reflect::Describer<MetaPlace>& d) {
    d.name("meta_place", {"高新区或部门", "zone or department"});
    d(&MetaPlace::id, "id", {"编号", "id"});
    d(&MetaPlace::zone_id, "zone_id", {"高新区", "zone"}).of("zone");
    d(&MetaPlace::code, "code", {"代码", "code"}).must();
    d(&MetaPlace::name, "name", {"名称", "name"}).must();
}

struct Meta {
    std::vector<MetaEntity> entities;
    std::vector<MetaPlace> zones, departments;
};
void describe(reflect::Describer<Meta>& d) {
    d.name("meta", {"元数据", "meta"});
    d(&Meta::entities, "entities", {"数据种类", "entities"});
    d(&Meta::zones, "zones", {"高新区", "zones"});
    d(&Meta::departments, "departments", {"部门", "departments"});
}

constexpr std::string_view kKinds[] = {"id",      "text",   "integer", "decimal", "money",  "boolean", "date",
                                       "instant", "choice", "period",  "choices", "object", "list"};
constexpr std::string_view kFormats[] = {"plain", "uscc",      "industry", "phone",
                                         "email", "multiline", "percent",  "secret"};
constexpr std::string_view kClasses[] = {"open", "internal", "sensitive", "personal"};

template <typename T, std::size_t N>
std::string word(const std::string_view (&words)[N], T value) {
    return std::string(words[static_cast<std::size_t>(value)]);
}

BothLanguages both(const Label& label) { return {label.in(Language::zh), label.in(Language::en)}; }

/// A bound as the records' JSON writes it.
std::string bound(const reflect::Field& f, const std::optional<std::int64_t>& value) {
    if (!value) return {};
    reflect::JsonWriter out;
    out.value(f, *value);
    std::string text = out.take();
    std::erase(text, '"');
    return text;
}

MetaField field_of(const reflect::Field& f, bool searched) {
    MetaField out;
    out.name = f.name;
    out.kind = word(kKinds, f.kind);
    out.format = word(kFormats, f.format);
    out.data_class = word(kClasses, f.data_class);
    out.label = both(f.label);
    out.note = both(f.note);
    out.required = f.required;
    out.read_only = f.read_only;
    out.immutable = f.immutable;
    out.sortable = f.sortable;
    out.filterable = f.filterable;
    out.searchable = searched;
    out.in_list = f.in_list;
    out.max_length = f.max_length;
    out.places = f.scale();
    out.unit = f.unit;
    const bool number = f.kind == reflect::Kind::integer || f.kind == reflect::Kind::decimal ||
                        f.kind == reflect::Kind::money;
    if (number) out.low = bound(f, f.low), out.high = bound(f, f.high);
    if (f.kind == reflect::Kind::list) {  // how many items
        if (f.low) out.low = std::to_string(*f.low);
        if (f.high) out.high = std::to_string(*f.high);
    }
    out.target = f.target;
    for (const reflect::Choice& c : f.choices) out.choices.push_back({c.code, both(c.label)});
    return out;
}

MetaAction action_of(const Table& table, const Action& action) {
    MetaAction out{table.type.name + "." + action.verb,
                   action.verb,
                   both(action.label),
                   both(action.note),
                   action.danger,
                   {}};
    if (!action.operation.body) return out;
    for (const reflect::Field& f : action.operation.body->fields) {
        MetaAsked asked{field_of(f, false), {}};
        if (f.item != nullptr)
            for (const reflect::Field& inner : f.item->fields) asked.fields.push_back(field_of(inner, false));
        out.fields.push_back(std::move(asked));
    }
    return out;
}

MetaEntity entity_of(const Table& table, const Actor& actor, std::vector<std::string> operations) {
    const Entity& entity = table.entity;
    const View view(table, actor, authorize(actor, entity.rules.view).value_or(Scope{}));
    MetaEntity out{.name = table.type.name,
                   .path = entity.path,
                   .title = entity.title,
                   .order = entity.order,
                   .label = both(table.type.label),
                   .plural = both(entity.plural),
                   .key = entity.key,
                   .operations = std::move(operations),
                   .fields = {},
                   .actions = {},
                   .attachments = {},
                   .remarks = entity.remarks && may_read_remarks(actor, table)};
    for (const AttachmentKind& kind : entity.attachments) {
        out.attachments.push_back(
            {kind.code, both(kind.label), kind.types, kind.most_bytes, word(kClasses, kind.data_class)});
    }
    if (entity.owner) out.owner = MetaOwner{entity.owner->field, entity.owner->entity};
    for (std::size_t i = 0; i < table.shown.fields.size(); ++i) {
        const reflect::Field& f = table.field(i);
        if (i != Table::kId && i != Table::kVersion && f.format != reflect::Format::secret)
            out.fields.push_back(field_of(f, view.searches(f)));
    }
    for (const Action& action : entity.actions) {
        if (authorize(actor, action.operation.policy)) out.actions.push_back(action_of(table, action));
    }
    return out;
}

std::vector<std::string> open_operations(const Services& services, const Actor& actor,
                                         const std::string& entity) {
    std::vector<std::string> out;
    for (const Operation& o : services.operations) {
        if (o.entity == entity && authorize(actor, o.policy)) out.push_back(o.id);
    }
    return out;
}

std::vector<MetaPlace> places(db::Session& db, const std::string& sql, const std::set<Id>& zones) {
    std::vector<MetaPlace> out;
    for (const db::Values& row : db.query(sql)) {
        MetaPlace place{id_in(row[0]), id_in(row[1]), text_or_empty(row[2]), text_or_empty(row[3])};
        const Id zone = place.zone_id ? place.zone_id : place.id;
        if (zones.contains(Id{}) || zones.contains(zone)) out.push_back(std::move(place));
    }
    return out;
}

Checked<Meta> meta(const Call& call, db::Session& db) {
    Meta out;
    for (const Table& table : call.services.entities) {
        std::vector<std::string> operations = open_operations(call.services, call.actor, table.type.name);
        if (!operations.empty()) out.entities.push_back(entity_of(table, call.actor, std::move(operations)));
    }
    std::set<Id> zones;
    for (const Appointment& a : call.actor.appointments) zones.insert(a.zone);
    out.zones = places(db, "SELECT id, NULL, code, name FROM zone ORDER BY code", zones);
    out.departments =
        places(db, "SELECT id, zone_id, code, name FROM department ORDER BY zone_id, code", zones);
    return out;
}

Checked<http::Response> document(Call& call) { return json_text(openapi(call.services.operations)); }

}  // namespace

std::vector<Operation> meta_operations() {
    const Policy all = Policy::signed_in();
    return {
        reading("meta.view", get("/api/meta"), {"数据说明", "what there is"}, all, meta),
        answering("openapi.view", get("/api/openapi.json"), {"接口说明", "OpenAPI document"}, all, document)};
}

}  // namespace yuanheng::platform
