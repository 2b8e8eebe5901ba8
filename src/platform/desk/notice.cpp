#include "platform/desk/notice.hpp"

#include "platform/core/row.hpp"
#include "platform/core/services.hpp"

namespace yuanheng::platform {

namespace {

std::vector<Id> officers(Change& change, const OfficersWith& wanted) {
    const std::string day = today(change.services).iso();
    std::vector<Id> out;
    for (const db::Values& row : change.db.query(
             "SELECT DISTINCT a.user_id FROM appointment a JOIN department d ON d.id = a.department_id JOIN "
             "app_user u ON u.id = a.user_id WHERE u.state = 'active' AND a.role = ? AND d.zone_id = ? AND "
             "' ' || d.duties || ' ' LIKE ? AND a.valid_from <= ? AND (a.valid_to IS NULL OR a.valid_to > ?) "
             "ORDER BY a.user_id",
             {std::string(code(Role::officer)), wanted.zone.value, "% " + wanted.duty + " %", day, day})) {
        out.push_back(id_in(row[0]));
    }
    return out;
}

std::vector<Id> readers(Change& change, const Audience& audience) {
    if (const auto* wanted = std::get_if<OfficersWith>(&audience)) return officers(change, *wanted);
    return {std::get<Id>(audience)};
}

std::string title_of(const Error& notice) {
    reflect::JsonWriter title;
    title.begin_object().key("code").text(name(notice.code)).key("arguments").begin_object();
    for (const auto& [key, value] : notice.arguments) title.key(key).text(value);
    title.end_object().end_object();
    return title.take();
}

}  // namespace

int notify(Change& change, const Audience& audience, const Error& notice, std::string_view link,
           std::string_view once_key) {
    const std::string title = title_of(notice);
    std::int64_t put = 0;
    for (const Id user : readers(change, audience)) {
        put += change.db.execute(
            "INSERT INTO notification (user_id, id, kind, title, link, created_at, once_key) "
            "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (user_id, once_key) DO NOTHING",
            {user.value, change.services.ids.next().value, std::string(name(notice.code)), title,
             null_if_empty(std::string(link)), change.services.clock(),
             null_if_empty(std::string(once_key))});
    }
    return static_cast<int>(put);
}

}  // namespace yuanheng::platform
