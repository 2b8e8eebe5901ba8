#include "platform/identity/identity.hpp"

#include <fmt/format.h>

#include "base/date.hpp"
#include "base/text.hpp"
#include "platform/audit/archive.hpp"
#include "platform/codes.hpp"
#include "platform/core/keys.hpp"
#include "platform/core/row.hpp"
#include "platform/core/search_text.hpp"
#include "platform/identity/parts.hpp"

namespace yuanheng::platform {

namespace {

constexpr std::int64_t kAddressesKept = 180 * kDayMs;
constexpr std::int64_t kRequestsKept = 30 * kDayMs;  // appointments that nobody approved

SecurityRules present_rules(Services& services) {
    return services.database.read([&](db::Session& db) { return security_rules(db, services.settings); });
}

void anchor_today(Services& services) {
    anchor_audit(services.database, {services.settings.data / "audit-anchors", services.keys},
                 services.clock());
}

void archive_old_entries(Services& services) { archive_audit(services, present_rules(services).audit_days); }

void forget_sessions(Services& services) {
    const std::int64_t now = services.clock(), idle = present_rules(services).idle_minutes * 60'000;
    services.database.write([&](db::Session& db) {
        db.execute("DELETE FROM session WHERE expires_at <= ? OR seen_at <= ?", {now, now - idle});
    });
}

/// Tokens, lockouts and addresses that are over.
void forget_access(Services& services) {
    const std::int64_t now = services.clock();
    services.database.write([&](db::Session& db) {
        db.execute("DELETE FROM one_time_token WHERE expires_at <= ?", {now - kDayMs});
        db.execute("DELETE FROM appointment_request WHERE asked_at <= ?", {now - kRequestsKept});
        db.execute("DELETE FROM lockout WHERE locked_until <= ? AND failed_at <= ?",
                   {now, now - kLoginLockout.memory_ms});
        db.execute("UPDATE app_user SET locked_until = NULL WHERE locked_until <= ?", {now});
        db.execute(
            "UPDATE app_user SET reset_pending = 0 WHERE reset_pending = 1 AND NOT EXISTS "
            "(SELECT 1 FROM one_time_token t WHERE t.user_id = app_user.id AND t.used_at IS NULL AND "
            "t.expires_at > ?)",
            {now});
        db.execute("DELETE FROM known_address WHERE seen_at <= ?", {now - kAddressesKept});
    });
}

}  // namespace

Policy administration() { return Policy::of({{Role::administrator, Reach::zone}}); }
Policy supervision() {
    return Policy::of({{Role::administrator, Reach::zone}, {Role::auditor, Reach::zone}});
}

AuditEntry about_user(KnownAction action, Id user) {
    AuditEntry entry;
    entry.action = action;
    entry.entity = "user";
    entry.record = user;
    return entry;
}

Actor nobody(const http::Request& request) {
    Actor actor;
    actor.peer = request.peer;
    return actor;
}

bool login_is_good(std::string_view login) {
    const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    if (login.size() < 3 || login.size() > 40 || !plain(login[0])) return false;
    return std::all_of(login.begin(), login.end(), [&](char c) {
        return plain(c) || std::string_view("._-@").find(c) != std::string_view::npos;
    });
}

Result<Id> add_user(Change& change, const NewUser& user) {
    const std::string login = normal_login(user.login);
    if (!login_is_good(login)) return fail(Code::login_bad, {{"text", user.login}}, at("/login"));
    if (!reflect::absent(change.db.scalar("SELECT id FROM app_user WHERE login = ?", {login}))) {
        return fail(Code::login_taken, {{"text", login}}, at("/login"));
    }
    const Id id = change.services.ids.next();
    const std::int64_t now = change.services.clock();
    change.db.insert("app_user", {{"id", id.value},
                                  {"version", std::int64_t{1}},
                                  {"created_at", now},
                                  {"created_by", null_if_empty(change.actor.user)},
                                  {"updated_at", now},
                                  {"updated_by", null_if_empty(change.actor.user)},
                                  {"search_text", search_text(login) + "\n" + search_text(user.name)},
                                  {"zone_id", null_if_empty(user.zone)},
                                  {"login", login},
                                  {"name", user.name},
                                  {"phone", null_if_empty(user.phone)},
                                  {"email", null_if_empty(user.email)},
                                  {"state", "invited"}});
    AuditEntry entry = about_user("user.create", id);
    entry.zone = user.zone;
    reflect::JsonWriter json;
    json.begin_object().key("login").text(login).key("name").text(user.name).end_object();
    entry.after = json.take();
    change.record(std::move(entry));
    if (!user.password.empty()) store_password(change, id, hash_password(user.password));
    return id;
}

std::vector<Operation> identity_operations() {
    std::vector<Operation> out;
    for (auto* part : {&sign_in_operations, &entry_operations, &account_operations, &user_operations,
                       &appointment_operations, &setting_operations}) {
        for (Operation& operation : part()) out.push_back(std::move(operation));
    }
    return out;
}

std::vector<JobKind> identity_jobs() {
    // The anchor is one a day; it is asked for every hour so that a full disk costs an hour and not a day.
    return {upkeep("audit.anchor", {"生成审计链当日锚", "Anchor of the audit chain"}, Hourly{}, anchor_today),
            upkeep("audit.archive", {"归档审计记录", "Archive of the audit chain"}, Daily{2, 30},
                   archive_old_entries, JobClass::heavy),
            upkeep("session.forget", {"清理过期会话", "Sweep of sessions"}, Hourly{}, forget_sessions),
            upkeep("access.forget", {"清理过期令牌和锁定", "Sweep of tokens and lockouts"}, Hourly{},
                   forget_access)};
}

}  // namespace yuanheng::platform
