#include "platform/codes.hpp"
#include "platform/core/refusal.hpp"
#include "platform/core/row.hpp"
#include "platform/core/services.hpp"
#include "platform/core/stored_error.hpp"
#include "platform/desk/notice.hpp"
#include "platform/request/page.hpp"

namespace yuanheng::platform {

namespace {

struct Notification {
    Id id;
    std::string kind, title, hint, link;
    Instant created_at;
    std::optional<Instant> read_at;
};
void describe(reflect::Describer<Notification>& d) {
    d.name("notification", {"通知", "notification"});
    d(&Notification::id, "id", {"编号", "id"});
    d(&Notification::kind, "kind", {"种类", "kind"}).must();
    d(&Notification::title, "title", {"内容", "text"}).longest(4000).must();
    d(&Notification::hint, "hint", {"处理办法", "what to do"}).longest(4000);
    d(&Notification::link, "link", {"链接", "link"});
    d(&Notification::created_at, "created_at", {"时间", "time"});
    d(&Notification::read_at, "read_at", {"阅读时间", "read"});
}

struct InboxQuery {
    std::int64_t limit = 20;
    Id after;
    bool unread = false;
};
void describe(reflect::Describer<InboxQuery>& d) {
    d.name("inbox_query", {"通知查询", "inbox query"});
    d(&InboxQuery::limit, "limit", {"条数", "limit"}).between(1, 200);
    d(&InboxQuery::after, "after", {"页码标记", "cursor"}).of("cursor");
    d(&InboxQuery::unread, "unread", {"只看未读", "unread only"});
}

Notification notification_in(const ErrorCodes& codes, const db::Values& row, Language language) {
    const Error told = error_from_json(codes, words(row[2]));
    Notification out{id_in(row[0]),
                     words(row[1]),
                     message(told, language),
                     hint(told, language),
                     words(row[3]),
                     Instant{whole(row[4])},
                     {}};
    if (whole(row[5]) != 0) out.read_at = Instant{whole(row[5])};
    return out;
}

Checked<http::Response> inbox(Call& call) {
    const auto query = call.query<InboxQuery>();
    std::int64_t unread = 0;
    const auto items = call.services.database.read([&](db::Session& db) {
        std::vector<Notification> out;
        const auto rows = db.query(
            "SELECT id, kind, title, link, created_at, read_at FROM notification "
            "WHERE user_id = ? AND id < ? AND (? = 0 OR read_at IS NULL) ORDER BY id DESC LIMIT ?",
            {call.actor.user.value, below({query.limit, query.after}), std::int64_t{query.unread},
             query.limit + 1});
        for (const db::Values& row : rows)
            out.push_back(notification_in(call.services.error_codes, row, call.language()));
        unread = whole(db.scalar("SELECT COUNT(*) FROM notification WHERE user_id = ? AND read_at IS NULL",
                                 {call.actor.user.value}));
        return out;
    });
    return json_text(page_json<Notification>(
        items, query.limit,
        [](reflect::JsonWriter& out, const Notification& n) {
            reflect::write(out, reflect::described<Notification>(), &n);
        },
        [&](reflect::JsonWriter& out) { out.key("unread").number(unread); }));
}

/// Marks notices of the actor's as read: all unread ones, or one. They give their keys free. It is
/// everybody's own matter, and would be the most frequent entry of the audit chain for the least worth.
void mark(Change& change, std::optional<Id> one) {
    change.unaudited("own reading mark");
    const std::int64_t id = one ? one->value : 0;
    change.db.execute(
        "UPDATE notification SET read_at = ?, once_key = NULL WHERE user_id = ? AND (? = 0 OR id = ?) AND "
        "read_at IS NULL",
        {change.services.clock(), change.actor.user.value, id, id});
}

Checked<http::Response> mark_read(Call& call) {
    const auto id = call.id();
    if (!id) return refuse(id.error());
    return call.commit([&](Change& change) -> Checked<http::Response> {
        const auto row = change.db.first("SELECT 1 FROM notification WHERE user_id = ? AND id = ?",
                                         {call.actor.user.value, id->value});
        if (row.empty()) return refuse(Code::not_found);
        mark(change, *id);
        return no_content();
    });
}

Checked<http::Response> mark_all_read(Call& call) {
    return call.commit([&](Change& change) -> Checked<http::Response> {
        mark(change, std::nullopt);
        return no_content();
    });
}

}  // namespace

std::vector<Operation> notification_operations() {
    std::vector<Operation> out;
    out.push_back({.id = "notification.list",
                   .method = http::Method::get,
                   .pattern = "/api/notifications",
                   .summary = {"我的通知", "inbox"},
                   .policy = Policy::signed_in(),
                   .run = inbox,
                   .query = &reflect::described<InboxQuery>(),
                   .reply = &reflect::described<Notification>(),
                   .reply_is_list = true});
    out.push_back({.id = "notification.read",
                   .method = http::Method::post,
                   .pattern = "/api/notifications/{id}/read",
                   .summary = {"标为已读", "mark as read"},
                   .policy = Policy::signed_in(),
                   .run = mark_read});
    out.push_back({.id = "notification.read_all",
                   .method = http::Method::post,
                   .pattern = "/api/notifications/read-all",
                   .summary = {"全部标为已读", "mark all as read"},
                   .policy = Policy::signed_in(),
                   .run = mark_all_read});
    return out;
}

}  // namespace yuanheng::platform
