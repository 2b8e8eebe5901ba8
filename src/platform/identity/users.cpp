#include <algorithm>

#include "base/date.hpp"
#include "platform/codes.hpp"
#include "platform/core/row.hpp"
#include "platform/desk/notice.hpp"
#include "platform/identity/approval.hpp"
#include "platform/identity/parts.hpp"
#include "platform/request/operations.hpp"

namespace yuanheng::platform {

namespace {

constexpr std::int64_t kInvitationLasts = 7 * kDayMs, kResetLasts = kDayMs;

const std::vector<reflect::Choice>& user_states() {
    static const std::vector<reflect::Choice> kStates = {{"invited", {"待激活", "invited"}},
                                                         {"active", {"正常", "active"}},
                                                         {"disabled", {"已停用", "disabled"}}};
    return kStates;
}

struct User {
    Id zone_id;
    std::string login, name, phone, email, state = "invited";
    std::optional<Instant> last_seen_at, locked_until;
    bool reset_pending = false;
};
void describe(reflect::Describer<User>& d) {
    d.name("user", {"用户", "user"});
    d(&User::login, "login", {"登录名", "login"})
        .must()
        .fixed()
        .longest(40)
        .found()
        .sorts()
        .listed()
        .explained({"3 至 40 个小写字母、数字或 . _ - @；不可再改，也不会给别人",
                    "3 to 40 small letters, digits or . _ - @; it never changes and is never given to "
                    "anybody else"});
    d(&User::name, "name", {"姓名", "name"}).must().longest(60).found().listed();
    d(&User::zone_id, "zone_id", {"所属高新区", "looked after by"})
        .of("zone")
        .fixed()
        .filters()
        .listed()
        .explained({"由哪个高新区的系统管理员管理；不填为平台级用户",
                    "the zone whose administrators look after the user; none: those of every zone"});
    d(&User::phone, "phone", {"联系电话", "telephone"})
        .as(reflect::Format::phone)
        .as(reflect::DataClass::personal)
        .listed();
    d(&User::email, "email", {"电子邮箱", "e-mail"})
        .as(reflect::Format::email)
        .as(reflect::DataClass::personal);
    d(&User::state, "state", {"状态", "state"}).one_of(user_states()).by_program().filters().listed();
    d(&User::last_seen_at, "last_seen_at", {"最近使用", "last seen"}).by_program().filters().listed();
    d(&User::locked_until, "locked_until", {"锁定至", "locked until"}).by_program();
    d(&User::reset_pending, "reset_pending", {"重置待批准", "reset waits for approval"}).by_program();
}

struct TokenGiven {
    std::string token;
    Instant expires_at;
    bool approval_needed = false;
};
void describe(reflect::Describer<TokenGiven>& d) {
    d.name("one_time_token", {"一次性令牌", "one-time token"});
    d(&TokenGiven::token, "token", {"令牌", "token"}).must();
    d(&TokenGiven::expires_at, "expires_at", {"有效至", "good until"});
    d(&TokenGiven::approval_needed, "approval_needed",
      {"须另一位系统管理员批准", "a second administrator has to approve"});
}

/// A new user's login in its normal form, and nobody else's.
Checked<void> check_user(Change& change, const reflect::Record* before, reflect::Record& after) {
    if (before) return {};
    User user = reflect::from_record<User>(after);
    const std::string login = normal_login(user.login);
    if (!login_is_good(login)) return refuse(Code::login_bad, {{"text", user.login}}, at("/login"));
    if (!reflect::absent(change.db.scalar("SELECT id FROM app_user WHERE login = ?", {login}))) {
        return refuse(Code::login_taken, {{"text", login}}, at("/login"));
    }
    user.login = login;
    after = reflect::to_record(user);
    return {};
}

/// The user an operation is about.
struct ManagedUser {
    Id id, zone;
    std::string login, name, state;
    std::int64_t version = 0;
};
std::optional<ManagedUser> managed_user(db::Session& db, const Call& call) {
    const db::Values row = db.first("SELECT zone_id, login, name, state, version FROM app_user WHERE id = ?",
                                    {call.record.value});
    if (row.empty()) return std::nullopt;
    ManagedUser subject{call.record,           id_in(row[0]),         text_or_empty(row[1]),
                        text_or_empty(row[2]), text_or_empty(row[3]), integer_or_0(row[4])};
    if (!covers(call.scope, {.zone = subject.zone})) return std::nullopt;
    return subject;
}

/// Whether the scope holds everywhere the user is or will be appointed: whoever could reset a user of a wider
/// reach would have that reach.
bool within_reach(db::Session& db, const Scope& scope, const ManagedUser& subject, std::int64_t now) {
    const auto zones = db.query(
        "SELECT DISTINCT zone_id FROM appointment WHERE user_id = ? AND (valid_to IS NULL OR valid_to > ?)",
        {subject.id.value, china_day(now).iso()});
    return std::all_of(zones.begin(), zones.end(),
                       [&](const db::Values& row) { return covers(scope, {.zone = id_in(row[0])}); });
}

/// Whose administrators a reset of the user concerns: the zone's, where the user reaches no further.
Id reach_of(db::Session& db, const ManagedUser& subject, std::int64_t now) {
    const Scope own{{{Reach::zone, subject.zone}}};
    return subject.zone && within_reach(db, own, subject, now) ? subject.zone : Id{};
}

AuditEntry about(const ManagedUser& subject, KnownAction action) {
    AuditEntry entry = about_user(action, subject.id);
    entry.zone = subject.zone;
    return entry;
}

tl::unexpected<Errors> wrong_state(const std::string& state) {
    for (const reflect::Choice& choice : user_states()) {
        if (choice.code == state)
            return refuse(Code::user_state, {{"state", choice.label.zh}, {"state_en", choice.label.en}});
    }
    return refuse(Code::user_state, {{"state", state}});
}

/// The user whose access an administrator is about to change.
Checked<ManagedUser> administered(Change& change, const Call& call) {
    std::optional<ManagedUser> subject = managed_user(change.db, call);
    if (!subject) return refuse(Code::not_found);
    if (subject->id == call.actor.user) return refuse(Code::own_access);
    if (!within_reach(change.db, call.scope, *subject, change.services.clock()))
        return refuse(Code::wider_reach);
    return std::move(*subject);
}

void set_state(Change& change, const ManagedUser& subject, const std::string& state) {
    change.db.execute(
        "UPDATE app_user SET state = ?, version = version + 1, updated_at = ?, updated_by = ? WHERE id = ?",
        {state, change.services.clock(), change.actor.user.value, subject.id.value});
}

Checked<Nothing> disable(Change& change, const Call& call) {
    const Checked<ManagedUser> subject = administered(change, call);
    if (!subject) return refuse(subject.error());
    serialize_administration(change.db);
    if (subject->version != call.version) return refuse(Code::precondition_failed);
    if (subject->state == "disabled") return wrong_state(subject->state);
    if (is_administrator(change.db, subject->id, change.services.clock()) &&
        !has_other_administrator(change.db, subject->id, change.services.clock())) {
        return refuse(Code::last_administrator);
    }
    set_state(change, *subject, "disabled");
    end_sessions(change.db, subject->id);
    change.db.execute("DELETE FROM one_time_token WHERE user_id = ? AND used_at IS NULL",
                      {subject->id.value});
    change.record(about(*subject, "user.disable"));
    return Nothing();
}

/// Back to what the user was: with a password active, else invited.
Checked<Nothing> enable(Change& change, const Call& call) {
    const Checked<ManagedUser> subject = administered(change, call);
    if (!subject) return refuse(subject.error());
    if (subject->version != call.version) return refuse(Code::precondition_failed);
    if (subject->state != "disabled") return wrong_state(subject->state);
    const bool has_password = !reflect::absent(
        change.db.scalar("SELECT password_hash FROM app_user WHERE id = ?", {subject->id.value}));
    set_state(change, *subject, has_password ? "active" : "invited");
    change.record(about(*subject, "user.enable"));
    return Nothing();
}

Checked<TokenGiven> invite(Call& call) {
    return commit_unkept(call.services, call.actor, [&](Change& change) -> Checked<TokenGiven> {
        const Checked<ManagedUser> subject = administered(change, call);
        if (!subject) return refuse(subject.error());
        if (subject->state != "invited") return wrong_state(subject->state);
        const OneTimeToken made =
            make_token(change, "activate", subject->id, kInvitationLasts, call.actor.user);
        change.record(about(*subject, "user.invite"));
        return TokenGiven{made.token, made.expires_at, false};
    });
}

/// The token for a trusted user works at once only where there is no second administrator.
void let_pass(db::Session& db, const ManagedUser& subject) {
    db.execute("UPDATE one_time_token SET approved_by = 0 WHERE user_id = ? AND used_at IS NULL",
               {subject.id.value});
}

/// A new password by a one-time token; with `all` the second factor goes too, for whoever has lost it.
Checked<TokenGiven> reset(Call& call, bool all) {
    return commit_unkept(call.services, call.actor, [&](Change& change) -> Checked<TokenGiven> {
        const Checked<ManagedUser> subject = administered(change, call);
        if (!subject) return refuse(subject.error());
        if (subject->state != "active") return wrong_state(subject->state);
        const std::int64_t now = change.services.clock();
        const ApprovalRequest request{call.actor.user, subject->id, reach_of(change.db, *subject, now), now};
        const bool trusted = is_trusted(change.db, subject->id, now),
                   waits = trusted && has_second_administrator(change.db, request);
        const std::vector<Id> others = waits ? approvers(change.db, request) : std::vector<Id>();
        if (waits && others.empty()) return refuse(Code::approval_nobody);
        const OneTimeToken made =
            make_token(change, all ? "reset_all" : "reset", subject->id, kResetLasts, call.actor.user);
        if (trusted && !waits) let_pass(change.db, *subject);
        change.db.execute("UPDATE app_user SET reset_pending = ? WHERE id = ?",
                          {std::int64_t{waits}, subject->id.value});
        change.record(about(*subject, all ? KnownAction("user.reset_all") : KnownAction("user.reset")));
        for (const Id other : others) {
            notify(change, other,
                   Error(Code::notice_reset_approval, {{"asker", call.actor.name}, {"name", subject->name}}),
                   "/users/" + std::to_string(subject->id.value));
        }
        return TokenGiven{made.token, made.expires_at, waits};
    });
}
Checked<TokenGiven> reset_password(Call& call) { return reset(call, false); }
Checked<TokenGiven> reset_all(Call& call) { return reset(call, true); }

Checked<Nothing> approve(Change& change, const Call& call) {
    const Checked<ManagedUser> subject = administered(change, call);
    if (!subject) return refuse(subject.error());
    const std::int64_t now = change.services.clock();
    const db::Values row = change.db.first(
        "SELECT asked_by, hash, COALESCE(asked_at, 0) FROM one_time_token WHERE user_id = ? AND purpose "
        "IN ('reset', 'reset_all') AND used_at IS NULL AND approved_by IS NULL AND expires_at > ?",
        {subject->id.value, now});
    if (row.empty()) return refuse(Code::not_found);
    const ApprovalRequest request{id_in(row[0]), subject->id, reach_of(change.db, *subject, now),
                                  integer_or_0(row[2])};
    if (auto may = check_approver(change.db, request, call.actor.user); !may) return refuse(may.error());
    change.db.execute("UPDATE one_time_token SET approved_by = ? WHERE hash = ?",
                      {call.actor.user.value, row[1]});
    change.db.execute("UPDATE app_user SET reset_pending = 0 WHERE id = ?", {subject->id.value});
    change.record(about(*subject, "user.approve_reset"));
    return Nothing();
}

Checked<Nothing> unlock(Change& change, const Call& call) {
    const Checked<ManagedUser> subject = administered(change, call);
    if (!subject) return refuse(subject.error());
    forgive(change.db, login_key(subject->login));
    change.db.execute("UPDATE app_user SET locked_until = NULL WHERE id = ?", {subject->id.value});
    change.record(about(*subject, "user.unlock"));
    return Nothing();
}

Checked<Page<SessionShown>> list_sessions(const Call& call, db::Session& db) {
    const std::optional<ManagedUser> subject = managed_user(db, call);
    if (!subject) return refuse(Code::not_found);
    return sessions_of(db, subject->id, call.actor.session);
}

Checked<Nothing> end_session_of(Change& change, const Call& call) {
    const Checked<ManagedUser> subject = administered(change, call);
    if (!subject) return refuse(subject.error());
    const Result<Id> session = call.id("session");
    if (!session || change.db.execute("DELETE FROM session WHERE id = ? AND user_id = ?",
                                      {session->value, subject->id.value}) == 0)
        return refuse(Code::not_found);
    change.record(about(*subject, "user.end_sessions"));
    return Nothing();
}

Checked<Nothing> end_all_sessions_of(Change& change, const Call& call) {
    const Checked<ManagedUser> subject = administered(change, call);
    if (!subject) return refuse(subject.error());
    end_sessions(change.db, subject->id);
    change.record(about(*subject, "user.end_sessions"));
    return Nothing();
}

}  // namespace

Entity user_entity() {
    Entity e = Entity::of<User>({.view = supervision(),
                                 .create = administration(),
                                 .edit = administration(),
                                 .remove = Policy::of({}),  // logins are never used again, so users stay
                                 .import = Policy::of({}),
                                 .export_all = supervision()});
    e.path = "users";
    e.table = "app_user";
    e.title = "name";
    e.key = {"login"};
    e.order = "login";
    e.scope = {.zone = "t.zone_id", .department = {}, .park = {}, .enterprise = {}, .user = {}};
    e.plural = {"用户", "users"};
    e.check = check_user;
    return e;
}

Result<OneTimeToken> host_reset(Services& services, std::string_view login) {
    std::optional<OneTimeToken> made;
    Actor host;
    host.name = "host";
    change(services, host, [&](Change& change) {
        const Id user = id_in(change.db.scalar("SELECT id FROM app_user WHERE login = ? AND state = 'active'",
                                               {normal_login(login)}));
        AuditEntry entry = about_user("user.reset_on_host", user);
        entry.allowed = static_cast<bool>(user);
        change.record(std::move(entry));
        if (!user) return;
        made = make_token(change, "reset_all", user, kResetLasts);
        // Whoever commands the host needs nobody's approval; the entry says that it was so.
        change.db.execute("UPDATE one_time_token SET approved_by = 0 WHERE user_id = ? AND used_at IS NULL",
                          {user.value});
    });
    if (!made) return fail(Code::not_found, {});
    return *made;
}

std::vector<Operation> user_operations() {
    const Policy who = administration();
    std::vector<Operation> out;
    out.push_back(answering("user.invite", post("/api/users/{id}/invite"), {"发放激活链接", "invite a user"},
                            who, invite));
    out.emplace_back(answering("user.reset", post("/api/users/{id}/reset"), {"重置口令", "reset a password"},
                               who, reset_password))
        .recent_sign_in = true;
    out.emplace_back(answering("user.reset_all", post("/api/users/{id}/reset-all"),
                               {"重置口令和动态验证码", "reset a password and the second factor"}, who,
                               reset_all))
        .recent_sign_in = true;
    out
        .emplace_back(changing(
            "user.approve_reset", post("/api/users/{id}/reset/approve"),
            {"批准重置系统管理员或审计员", "approve the reset of an administrator or auditor"}, who, approve))
        .recent_sign_in = true;
    out.push_back(changing("user.unlock", post("/api/users/{id}/unlock"), {"解除登录锁定", "unlock a user"},
                           who, unlock));
    out.emplace_back(changing("user.disable", post("/api/users/{id}/disable"), {"停用用户", "disable a user"},
                              who, disable))
        .versioned = true;
    out.emplace_back(changing("user.enable", post("/api/users/{id}/enable"), {"启用用户", "enable a user"},
                              who, enable))
        .versioned = true;
    out.push_back(reading("user.sessions", get("/api/users/{id}/sessions"),
                          {"查看用户会话", "list a user's sessions"}, who, list_sessions));
    out.push_back(changing("user.end_session", del("/api/users/{id}/sessions/{session}"),
                           {"结束用户的一个会话", "end a user's session"}, who, end_session_of));
    out.push_back(changing("user.end_sessions", del("/api/users/{id}/sessions"),
                           {"结束用户的全部会话", "end all of a user's sessions"}, who, end_all_sessions_of));
    for (Operation& operation : out) operation.entity = "user";
    return out;
}

}  // namespace yuanheng::platform
