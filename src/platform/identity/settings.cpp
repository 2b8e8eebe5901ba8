#include <algorithm>

#include "platform/codes.hpp"
#include "platform/core/media.hpp"
#include "platform/core/row.hpp"
#include "platform/core/stored_json.hpp"
#include "platform/files/files.hpp"
#include "platform/identity/parts.hpp"
#include "platform/request/operations.hpp"
#include "sheet/csv.hpp"

namespace yuanheng::platform {

namespace {

/// The stored row: when and by whom it was saved last.
struct Saved {
    std::int64_t version = 0;
    db::Value at;
    std::string by;
};
Saved saved(db::Session& db) {
    const db::Values row = db.first(
        "SELECT s.version, s.updated_at, u.name FROM setting s LEFT JOIN app_user u ON u.id = s.updated_by "
        "WHERE s.key = ?",
        {std::string(kSecurityKey)});
    return row.empty() ? Saved{} : Saved{integer_or_0(row[0]), row[1], text_or_empty(row[2])};
}

void write_setting(reflect::JsonWriter& out, const reflect::Field& field, const reflect::Value& value,
                   const Saved& saved, Language language) {
    static const reflect::Field kInstant = [] {
        reflect::Field f;
        f.kind = reflect::Kind::instant;
        return f;
    }();
    const bool choice = field.kind == reflect::Kind::choice;
    out.begin_object();
    out.key("key").text(field.name).key("version").number(saved.version);
    out.key("label").text(field.label.in(language)).key("note").text(field.note.in(language));
    out.key("group").text(Label{"登录与审计", "Sign-in and audit"}.in(language));
    out.key("kind").text(choice ? "choice" : "integer").key("value").value(field, value);
    if (choice) {
        out.key("choices").begin_array();
        for (const reflect::Choice& c : field.choices)
            out.begin_object().key("code").text(c.code).key("label").text(c.label.in(language)).end_object();
        out.end_array();
    }
    if (field.low) out.key("low").number(*field.low);
    if (field.high) out.key("high").number(*field.high);
    if (!field.unit.empty()) out.key("unit").text(field.unit);
    out.key("updated_at").value(kInstant, saved.at);
    out.key("updated_by_name");
    if (saved.by.empty())
        out.null();
    else
        out.text(saved.by);
    out.end_object();
}

Checked<http::Response> show_settings(const Call& call, db::Session& db) {
    const Saved when = saved(db);
    const reflect::Struct& type = reflect::described<SecurityRules>();
    const reflect::Record values = reflect::to_record(security_rules(db, call.services.settings));
    reflect::JsonWriter out;
    out.begin_object().key("items").begin_array();
    for (std::size_t i = 0; i < values.size(); ++i)
        write_setting(out, type.fields[i], values[i], when, call.language());
    out.end_array().key("next").null().end_object();
    return json_text(out.take());
}

/// The rules as they are, and as they would be with what is given.
struct RulesChange {
    reflect::Record before, after;
};
RulesChange rules_change(db::Session& db, const Settings& settings, const reflect::Record& given,
                         const std::vector<bool>& is_given) {
    RulesChange out;
    out.before = out.after = reflect::to_record(security_rules(db, settings));
    for (std::size_t i = 0; i < given.size(); ++i) {
        if (is_given[i]) out.after[i] = given[i];
    }
    return out;
}

Checked<Nothing> edit_settings(Change& change, const Call& call) {
    const reflect::Struct& type = reflect::described<SecurityRules>();
    // What holds for every zone is set by those who administer every zone.
    if (!covers(call.scope, {}))
        return refuse(Code::forbidden,
                      {{"operation", "修改系统设置"}, {"operation_en", "change the settings"}});
    reflect::Record given;
    std::vector<bool> is_given;
    if (auto read = reflect::read_some(call.request.body, type, given, is_given); !read)
        return refuse(std::move(read.error()));
    const auto asked = [&] { return rules_change(change.db, call.services.settings, given, is_given); };
    if (const RulesChange now = asked(); now.before == now.after) return Nothing();
    serialize_administration(change.db);
    const auto [before, after] = asked();  // as they are now that nobody else changes them
    const auto [was, is] = changes_json(type, before, after);
    const std::vector<std::string> keys{"key"},
        columns{"key", "version", "value", "updated_at", "updated_by"};
    change.db.execute(change.db.dialect().upsert("setting", keys, columns),
                      {std::string(kSecurityKey), saved(change.db).version + 1,
                       reflect::to_json(reflect::from_record<SecurityRules>(after)), change.services.clock(),
                       call.actor.user.value});
    AuditEntry entry;
    entry.action = "setting.edit";
    entry.entity = "setting";
    entry.before = was;
    entry.after = is;
    change.record(std::move(entry));
    return Nothing();
}

// ---- the role × operation matrix

const Label& label_of(Reach reach) {
    static const Label kLabels[] = {{"本高新区", "zone"},
                                    {"本部门", "department"},
                                    {"本园区", "park"},
                                    {"本企业", "enterprise"},
                                    {"本人", "own"}};
    return kLabels[static_cast<std::size_t>(reach)];
}

/// What a role may do by a policy: "本高新区", "本高新区（registry）", several joined; empty: nothing.
std::string grant_text(const Policy& policy, Role role, Language language) {
    if (policy.is_public()) return Label{"任何人", "anyone"}.in(language);
    if (policy.is_for_all()) return label_of(Reach::self).in(language);
    std::string out;
    for (const Grant& grant : policy.grants()) {
        if (grant.role != role) continue;
        out += (out.empty()                ? ""
                : language == Language::zh ? "、"
                                           : ", ") +
               label_of(grant.reach).in(language);
        if (!grant.duty.empty())
            out += (language == Language::zh ? "（" : " (") + std::string(grant.duty) +
                   (language == Language::zh ? "）" : ")");
    }
    return out;
}

struct MatrixQuery {
    std::string format = "json";
};
void describe(reflect::Describer<MatrixQuery>& d) {
    d.name("matrix_query", {"权限矩阵", "matrix"});
    d(&MatrixQuery::format, "format", {"格式", "format"})
        .one_of({{"json", {"JSON", "JSON"}}, {"csv", {"CSV", "CSV"}}});
}

std::string matrix_csv(const std::vector<Operation>& operations, Language language) {
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string>& head = rows.emplace_back();
    head = {language == Language::zh ? "操作" : "operation", "id",
            language == Language::zh ? "方法" : "method", language == Language::zh ? "地址" : "path"};
    for (const Role role : kRoles) head.push_back(label(role).in(language));
    for (const Operation& operation : operations) {
        std::vector<std::string>& row = rows.emplace_back();
        row = {operation.summary.in(language), operation.id, std::string(http::name(operation.method)),
               operation.pattern};
        for (const Role role : kRoles) row.push_back(grant_text(operation.policy, role, language));
    }
    return sheet::to_csv(rows);
}

std::string matrix_json(const std::vector<Operation>& operations, Language language) {
    reflect::JsonWriter out;
    out.begin_object().key("roles").begin_array();
    for (const Role role : kRoles)
        out.begin_object()
            .key("code")
            .text(code(role))
            .key("label")
            .text(label(role).in(language))
            .end_object();
    out.end_array().key("operations").begin_array();
    for (const Operation& operation : operations) {
        out.begin_object().key("id").text(operation.id).key("label").text(operation.summary.in(language));
        out.key("group").text(std::string_view(operation.id).substr(0, operation.id.find('.')));
        out.key("method")
            .text(http::name(operation.method))
            .key("path")
            .text(operation.pattern)
            .key("grants")
            .begin_object();
        for (const Role role : kRoles) {
            if (const std::string text = grant_text(operation.policy, role, language); !text.empty())
                out.key(code(role)).text(text);
        }
        out.end_object().end_object();
    }
    out.end_array().end_object();
    return out.take();
}

Checked<http::Response> show_matrix(Call& call, const MatrixQuery& asked) {
    if (asked.format != "csv") return json_text(matrix_json(call.services.operations, call.language()));
    return std::move(
        http::Response::of(200, std::string(kCsvMedia), matrix_csv(call.services.operations, call.language()))
            .with("Content-Disposition", attachment("权限矩阵.csv")));
}

}  // namespace

std::vector<Operation> setting_operations() {
    std::vector<Operation> out;
    out.push_back(reading("setting.list", get("/api/settings"), {"查看系统设置", "see the settings"},
                          supervision(), show_settings));
    Operation& edit =
        out.emplace_back(changing("setting.edit", patch("/api/settings"),
                                  {"修改系统设置", "change the settings"}, administration(), edit_settings));
    edit.body = &reflect::described<SecurityRules>();
    edit.partial = edit.recent_sign_in = true;
    out.push_back(answering("matrix.show", get("/api/administration/matrix"),
                            {"查看权限矩阵", "see who may do what"}, supervision(), show_matrix));
    return out;
}

}  // namespace yuanheng::platform
