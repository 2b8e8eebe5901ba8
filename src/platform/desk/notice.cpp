#include "platform/desk/notice.hpp"

#include "platform/core/row.hpp"
#include "platform/core/services.hpp"

namespace yuanheng::platform {

void notify(Change& change, Id user, const Error& notice, std::string_view link) {
    reflect::JsonWriter title;
    title.begin_object().key("code").text(name(notice.code)).key("arguments").begin_object();
    for (const auto& [key, value] : notice.arguments) title.key(key).text(value);
    title.end_object().end_object();
    change.db.execute(
        "INSERT INTO notification (user_id, id, kind, title, link, created_at) VALUES (?, ?, ?, ?, ?, ?)",
        {user.value, change.services.ids.next().value, std::string(name(notice.code)), title.take(),
         some(std::string(link)), change.services.clock()});
}

}  // namespace yuanheng::platform
