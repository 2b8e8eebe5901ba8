#include "platform/codes.hpp"
#include "platform/core/refusal.hpp"
#include "platform/core/row.hpp"
#include "platform/core/services.hpp"
#include "platform/core/stored_error.hpp"
#include "platform/desk/notice.hpp"
#include "platform/request/operations.hpp"

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
    const Error notice = error_from_json(codes, text_or_empty(row[2]));
    Notification out{id_in(row[0]),
                     text_or_empty(row[1]),
                     message(notice, language),
                     hint(notice, language),
                     text_or_empty(row[3]),
                     Instant{integer_or_0(row[4])},
                     {}};
    if (integer_or_0(row[5]) != 0) out.read_at = Instant{integer_or_0(row[5])};
    return out;
}

Checked<Page<Notification>> inbox(const Call& call, db::Session& db, const InboxQuery& query) {
    std::vector<Notification> items;
    for (const db::Values& row :
         db.query("SELECT id, kind, title, link, created_at, read_at FROM notification "
                  "WHERE user_id = ? AND id < ? AND (? = 0 OR read_at IS NULL) ORDER BY id DESC LIMIT ?",
                  {call.actor.user.value, below({query.limit, query.after}), std::int64_t{query.unread},
                   query.limit + 1}))
        items.push_back(notification_in(call.services.error_codes, row, call.language()));
    const std::int64_t unread = integer_or_0(db.scalar(
        "SELECT COUNT(*) FROM notification WHERE user_id = ? AND read_at IS NULL", {call.actor.user.value}));
    Page<Notification> out = page_of(std::move(items), query.limit);
    out.more = {{"unread", std::to_string(unread)}};
    return out;
}

/// Marks notices of the actor's as read: all unread ones, or one. They give their keys free. It is
/// everybody's own matter, and would be the most frequent entry of the audit chain for the least worth.
void mark(Change& change, std::optional<Id> one) {
    change.unaudited("own reading mark");
    std::string sql =
        "UPDATE notification SET read_at = ?, once_key = NULL WHERE user_id = ? AND read_at IS NULL";
    db::Values parameters{change.services.clock(), change.actor.user.value};
    if (one) {
        sql += " AND id = ?";
        parameters.emplace_back(one->value);
    }
    change.db.execute(sql, parameters);
}

Checked<Nothing> mark_read(Change& change, const Call& call) {
    const auto row = change.db.first("SELECT 1 FROM notification WHERE user_id = ? AND id = ?",
                                     {call.actor.user.value, call.record.value});
    if (row.empty()) return refuse(Code::not_found);
    mark(change, call.record);
    return Nothing();
}

Checked<Nothing> mark_all_read(Change& change, const Call&) {
    mark(change, std::nullopt);
    return Nothing();
}

}  // namespace

std::vector<Operation> notification_operations() {
    const Policy own = Policy::signed_in();
    return {reading("notification.list", get("/api/notifications"), {"我的通知", "inbox"}, own, inbox),
            changing("notification.read", post("/api/notifications/{id}/read"), {"标为已读", "mark as read"},
                     own, mark_read),
            changing("notification.read_all", post("/api/notifications/read-all"),
                     {"全部标为已读", "mark all as read"}, own, mark_all_read)};
}

}  // namespace yuanheng::platform
