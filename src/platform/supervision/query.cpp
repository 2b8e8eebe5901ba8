#include "platform/supervision/query.hpp"

#include <fmt/format.h>

#include "base/date.hpp"
#include "platform/audit/chain.hpp"
#include "platform/audit/verbs.hpp"
#include "platform/core/row.hpp"
#include "platform/core/stored_json.hpp"
#include "platform/entity/names.hpp"
#include "platform/request/operation.hpp"

namespace yuanheng::platform {

namespace {

void also(Condition& where, std::string_view sql, std::initializer_list<db::Value> parameters) {
    where.sql += fmt::format(" AND {}", sql);
    where.parameters.insert(where.parameters.end(), parameters);
}

/// Entries of the actor's zones; sign-ins and the like, which are of no zone, by whose they are.
Condition scope_condition(const Scope& scope) {
    Condition out;
    for (const Scope::Part& part : scope.parts) {
        if (part.reach != Reach::zone) continue;
        if (!part.id) return {"1 = 1", {}};
        out.sql += out.sql.empty() ? "" : " OR ";
        out.sql +=
            "t.zone_id = ? OR (t.zone_id IS NULL AND EXISTS (SELECT 1 FROM app_user u WHERE u.zone_id = ? "
            "AND "
            "(u.id = t.user_id OR (t.entity = 'user' AND u.id = t.record_id))))";
        out.parameters.insert(out.parameters.end(), {part.id.value, part.id.value});
    }
    out.sql = out.sql.empty() ? "1 = 0" : "(" + out.sql + ")";
    return out;
}

/// The object with its personal values hidden.
std::string without_personal(const Services& services, const std::string& entity, const std::string& json) {
    const Table* known = services.entities.find(entity);
    if (!known || json.empty()) return json;
    const auto members = json_members(json);
    if (!members) return json;
    reflect::JsonWriter out;
    out.begin_object();
    for (const auto& [name, value] : *members) {
        const int at = known->entity.type->index(name);
        const bool personal =
            at >= 0 && known->entity.type->fields[static_cast<std::size_t>(at)].data_class ==
                           reflect::DataClass::personal;
        out.key(name);
        if (personal && value != "null")
            out.text("***");
        else
            out.raw(value);
    }
    out.end_object();
    return out.take();
}

/// What an action is called: a verb of the chain, or an operation that was refused.
std::optional<Label> words_of(const Services& services, const std::string& action) {
    if (auto words = words_of_action(action)) return words;
    for (const Operation& operation : services.operations) {
        if (operation.id == action) return operation.summary;
    }
    return std::nullopt;
}

AuditRow row_in(const Services& services, const db::Values& v) {
    AuditRow row;
    row.seq = integer_or_0(v[0]);
    row.at = Instant{integer_or_0(v[1])};
    row.user_id = id_in(v[2]);
    row.user_name = text_or_empty(v[3]);
    row.session_id = id_in(v[4]);
    row.peer = text_or_empty(v[5]);
    row.action = text_or_empty(v[6]);
    row.entity = text_or_empty(v[7]);
    row.record_id = id_in(v[8]);
    row.ent_id = id_in(v[9]);
    row.zone_id = id_in(v[10]);
    row.before = without_personal(services, row.entity, text_or_empty(v[11]));
    row.after = without_personal(services, row.entity, text_or_empty(v[12]));
    row.reason = text_or_empty(v[13]);
    row.source = text_or_empty(v[14]);
    row.allowed = integer_or_0(v[15]) != 0;
    row.hash = text_or_empty(v[16]);
    row.words = words_of(services, row.action);
    return row;
}

}  // namespace

void describe(reflect::Describer<AuditFilter>& d) {
    d.name("audit_filter", {"审计查询", "audit filter"});
    d(&AuditFilter::user, "user", {"用户", "user"}).of("user");
    d(&AuditFilter::action, "action", {"操作", "action"}).longest(100);
    d(&AuditFilter::entity, "entity", {"对象", "entity"}).longest(60);
    d(&AuditFilter::record, "record", {"记录", "record"}).of("record");
    d(&AuditFilter::enterprise, "enterprise", {"企业", "enterprise"}).of("enterprise");
    d(&AuditFilter::from, "from", {"起始日期", "from"});
    d(&AuditFilter::to, "to", {"截止日期", "to"});
    d(&AuditFilter::allowed, "allowed", {"结果", "result"})
        .one_of({{"yes", {"已办理", "done"}}, {"no", {"被拒绝", "refused"}}});
}

void describe(reflect::Describer<AuditRow>& d) {
    d.name("audit_entry", {"审计记录", "audit entry"});
    d(&AuditRow::seq, "seq", {"序号", "number"});
    d(&AuditRow::at, "at", {"时间", "time"});
    d(&AuditRow::user_id, "user_id", {"用户编号", "user id"}).of("user");
    d(&AuditRow::user_name, "user_name", {"用户", "user"}).must();
    d(&AuditRow::session_id, "session_id", {"会话", "session"}).of("session");
    d(&AuditRow::peer, "peer", {"地址", "address"}).must();
    d(&AuditRow::action, "action", {"操作", "action"}).must();
    d(&AuditRow::entity, "entity", {"对象", "entity"});
    d(&AuditRow::record_id, "record_id", {"记录", "record"}).of("record");
    d(&AuditRow::ent_id, "ent_id", {"企业", "enterprise"}).of("enterprise");
    d(&AuditRow::zone_id, "zone_id", {"高新区", "zone"}).of("zone");
    d(&AuditRow::reason, "reason", {"理由", "reason"}).longest(4000);
    d(&AuditRow::source, "source", {"来源", "source"}).longest(4000);
    d(&AuditRow::allowed, "allowed", {"已办理", "allowed"});
    d(&AuditRow::hash, "hash", {"杂凑值", "hash"}).must();
}

void write_json(reflect::JsonWriter& out, const AuditRow& row) {
    const auto raw_or_null = [](const std::string& json) { return json.empty() ? "null" : json; };
    out.begin_object();
    reflect::write_members(out, reflect::described<AuditRow>(), reflect::to_record(row));
    out.key("before").raw(raw_or_null(row.before)).key("after").raw(raw_or_null(row.after));
    out.key("action_label");
    if (row.words)
        out.begin_object()
            .key("zh")
            .text(row.words->zh)
            .key("en")
            .text(row.words->in(Language::en))
            .end_object();
    else
        out.null();
    out.end_object();
}

Condition audit_condition(const AuditFilter& filter, const Scope& scope) {
    Condition where = scope_condition(scope);
    if (filter.user) also(where, "t.user_id = ?", {filter.user.value});
    if (!filter.action.empty()) also(where, "t.action = ?", {filter.action});
    if (!filter.entity.empty()) also(where, "t.entity = ?", {filter.entity});
    if (filter.record) also(where, "t.record_id = ?", {filter.record.value});
    if (filter.enterprise) also(where, "t.ent_id = ?", {filter.enterprise.value});
    if (filter.from) also(where, "t.at >= ?", {china_midnight(*filter.from)});
    if (filter.to) also(where, "t.at < ?", {china_midnight(filter.to->plus_days(1))});
    if (!filter.allowed.empty()) also(where, "t.allowed = ?", {std::int64_t{filter.allowed == "yes"}});
    return where;
}

Condition readers_condition(const std::string& entity, Id record, Instant from, Instant to,
                            const Scope& scope) {
    Condition where = scope_condition(scope);
    also(where, "t.at >= ? AND t.at < ?", {from.ms, to.ms});
    also(where, "t.entity = ? AND (t.record_id = ? OR (t.record_id IS NULL AND t.action = ?))",
         {entity, record.value, entity + ".export"});
    return where;
}

void each_audit_row(db::Session& db, const Services& services, const Condition& where, std::int64_t below,
                    std::int64_t limit, const std::function<bool(AuditRow)>& row) {
    static const std::string kColumns = [] {
        std::string out;
        for (const std::string& column : audit_columns()) out += (out.empty() ? "t." : ", t.") + column;
        return out;
    }();
    db::Values parameters = where.parameters;
    parameters.insert(parameters.end(), {below, limit});
    db.each(fmt::format("SELECT {} FROM audit t WHERE {} AND t.seq < ? ORDER BY t.seq DESC LIMIT ?", kColumns,
                        where.sql),
            parameters, [&](const db::Values& values) { return row(row_in(services, values)); });
}

std::vector<std::string> audit_titles(Language language) {
    std::vector<std::string> out;
    for (const reflect::Field& field : reflect::described<AuditRow>().fields)
        out.push_back(field.label.in(language));
    out.push_back(language == Language::zh ? "变更前" : "before");
    out.push_back(language == Language::zh ? "变更后" : "after");
    return out;
}

std::vector<std::string> audit_cells(const AuditRow& row, Language language) {
    std::vector<std::string> out;
    for (const reflect::Field& field : reflect::described<AuditRow>().fields)
        out.push_back(reflect::shown(field, field.get(&row), language));
    out.push_back(row.before);
    out.push_back(row.after);
    return out;
}

}  // namespace yuanheng::platform
