#include <algorithm>

#include "base/date.hpp"
#include "platform/codes.hpp"
#include "platform/core/row.hpp"
#include "platform/desk/notice.hpp"
#include "platform/identity/approval.hpp"
#include "platform/identity/parts.hpp"
#include "platform/request/etag.hpp"

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
    d(&User::zone_id, "zone_id", {"管理园区", "looked after by"})
        .of("zone")
        .fixed()
        .filters()
        .listed()
        .explained({"由哪个园区的系统管理员管理；不填为平台级用户",
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
    d(&TokenGiven::token, "token", {"令牌", "token"});
    d(&TokenGiven::expires_at, "expires_at", {"有效至", "good until"});
    d(&TokenGiven::approval_needed, "approval_needed",
      {"须另一位系统管理员批准", "a second administrator has to approve"});
}

/// A new user's login in its normal form, and nobody else's.
Checked<void> check_user(Change& change, const reflect::Record* before, reflect::Record& after) {
    if (before) return {};
    User user = reflect::from_record<User>(after);
    const std::string login = normal_login(user.login);
    if (!login_is_good(login)) return refuse_member("login", Code::login_bad, {{"text", user.login}});
    if (!reflect::absent(change.db.scalar("SELECT id FROM app_user WHERE login = ?", {login}))) {
        return refuse_member("login", Code::login_taken, {{"text", login}});
    }
    user.login = login;
    after = reflect::to_record(user);
    return {};
}

/// The user an operation is about.
struct Subject {
    Id id, zone;
    std::string login, name, state;
    std::int64_t version = 0;
};
std::optional<Subject> subject_of(db::Session& db, const Call& call) {
    const Result<Id> id = call.id();
    if (!id) return std::nullopt;
    const db::Values row =
        db.first("SELECT zone_id, login, name, state, version FROM app_user WHERE id = ?", {id->value});
    if (row.empty()) return std::nullopt;
    Subject subject{*id, id_in(row[0]), words(row[1]), words(row[2]), words(row[3]), whole(row[4])};
    if (!covers(call.scope, {subject.zone, {}, {}, {}, {}})) return std::nullopt;
    return subject;
}

/// Whether the scope holds everywhere the user is or will be appointed: whoever could reset a user of a wider
/// reach would have that reach.
bool within_reach(db::Session& db, const Scope& scope, const Subject& subject, std::int64_t now) {
    const auto zones = db.query(
        "SELECT DISTINCT zone_id FROM appointment WHERE user_id = ? AND (valid_to IS NULL OR valid_to > ?)",
        {subject.id.value, china_day(now).iso()});
    return std::all_of(zones.begin(), zones.end(), [&](const db::Values& row) {
        return covers(scope, {id_in(row[0]), {}, {}, {}, {}});
    });
}

/// Whose administrators a reset of the user concerns: the zone's, where the user reaches no further.
Id reach_of(db::Session& db, const Subject& subject, std::int64_t now) {
    const Scope own{{{Reach::zone, subject.zone}}};
    return subject.zone && within_reach(db, own, subject, now) ? subject.zone : Id{};
}

AuditEntry about(const Subject& subject, std::string action) {
    AuditEntry entry = about_user(std::move(action), subject.id);
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

using Work = std::function<Checked<http::Response>(Change&, const Subject&)>;

/// What administrators do to somebody else's access. `kept`: the answer may be given again to the same
/// request.
Checked<http::Response> administer(Call& call, bool kept, const Work& work) {
    const auto whole_work = [&](Change& change) -> Checked<http::Response> {
        const std::optional<Subject> subject = subject_of(change.db, call);
        if (!subject) return refuse(Code::not_found);
        if (subject->id == call.actor.user) return refuse(Code::own_access);
        if (!within_reach(change.db, call.scope, *subject, change.services.clock()))
            return refuse(Code::wider_reach);
        return work(change, *subject);
    };
    return kept ? call.commit(whole_work) : commit_unkept(call.services, call.actor, whole_work);
}

void set_state(Change& change, const Subject& subject, const std::string& state) {
    change.db.execute(
        "UPDATE app_user SET state = ?, version = version + 1, updated_at = ?, updated_by = ? WHERE id = ?",
        {state, change.services.clock(), change.actor.user.value, subject.id.value});
}

Checked<http::Response> disable(Call& call) {
    const Result<std::int64_t> version = if_match(call.request);
    if (!version) return tl::unexpected(Errors{version.error()});
    return administer(call, true, [&](Change& change, const Subject& subject) -> Checked<http::Response> {
        serialize_administration(change.db);
        if (subject.version != *version) return refuse(Code::precondition_failed);
        if (subject.state == "disabled") return wrong_state(subject.state);
        if (is_administrator(change.db, subject.id, change.services.clock()) &&
            !has_other_administrator(change.db, subject.id, change.services.clock())) {
            return refuse(Code::last_administrator);
        }
        set_state(change, subject, "disabled");
        end_sessions(change.db, subject.id);
        change.db.execute("DELETE FROM one_time_token WHERE user_id = ? AND used_at IS NULL",
                          {subject.id.value});
        change.record(about(subject, "user.disable"));
        return no_content();
    });
}

/// Back to what the user was: with a password active, else invited.
Checked<http::Response> enable(Call& call) {
    const Result<std::int64_t> version = if_match(call.request);
    if (!version) return tl::unexpected(Errors{version.error()});
    return administer(call, true, [&](Change& change, const Subject& subject) -> Checked<http::Response> {
        if (subject.version != *version) return refuse(Code::precondition_failed);
        if (subject.state != "disabled") return wrong_state(subject.state);
        const bool has_password = !reflect::absent(
            change.db.scalar("SELECT password_hash FROM app_user WHERE id = ?", {subject.id.value}));
        set_state(change, subject, has_password ? "active" : "invited");
        change.record(about(subject, "user.enable"));
        return no_content();
    });
}

Checked<http::Response> invite(Call& call) {
    return administer(call, false, [&](Change& change, const Subject& subject) -> Checked<http::Response> {
        if (subject.state != "invited") return wrong_state(subject.state);
        const OneTimeToken made =
            make_token(change, "activate", subject.id, kInvitationLasts, call.actor.user);
        change.record(about(subject, "user.invite"));
        return json(TokenGiven{made.token, made.expires_at, false});
    });
}

/// The token for a trusted user works at once only where there is no second administrator.
void let_pass(db::Session& db, const Subject& subject) {
    db.execute("UPDATE one_time_token SET approved_by = 0 WHERE user_id = ? AND used_at IS NULL",
               {subject.id.value});
}

/// A new password by a one-time token; with `all` the second factor goes too, for whoever has lost it.
Checked<http::Response> reset(Call& call, bool all) {
    return administer(call, false, [&](Change& change, const Subject& subject) -> Checked<http::Response> {
        if (subject.state != "active") return wrong_state(subject.state);
        const std::int64_t now = change.services.clock();
        const ApprovalRequest request{call.actor.user, subject.id, reach_of(change.db, subject, now), now};
        const bool trusted = is_trusted(change.db, subject.id, now),
                   waits = trusted && has_second_administrator(change.db, request);
        const std::vector<Id> told = waits ? approvers(change.db, request) : std::vector<Id>();
        if (waits && told.empty()) return refuse(Code::approval_nobody);
        const OneTimeToken made =
            make_token(change, all ? "reset_all" : "reset", subject.id, kResetLasts, call.actor.user);
        if (trusted && !waits) let_pass(change.db, subject);
        change.db.execute("UPDATE app_user SET reset_pending = ? WHERE id = ?",
                          {std::int64_t{waits}, subject.id.value});
        change.record(about(subject, all ? "user.reset_all" : "user.reset"));
        for (const Id other : told) {
            notify(change, other,
                   Error(Code::notice_reset_approval, {{"asker", call.actor.name}, {"name", subject.name}}),
                   "/users/" + std::to_string(subject.id.value));
        }
        return json(TokenGiven{made.token, made.expires_at, waits});
    });
}
Checked<http::Response> reset_password(Call& call) { return reset(call, false); }
Checked<http::Response> reset_all(Call& call) { return reset(call, true); }

Checked<http::Response> approve(Call& call) {
    return administer(call, true, [&](Change& change, const Subject& subject) -> Checked<http::Response> {
        const std::int64_t now = change.services.clock();
        const db::Values row = change.db.first(
            "SELECT asked_by, hash, COALESCE(asked_at, 0) FROM one_time_token WHERE user_id = ? AND purpose "
            "IN ('reset', "
            "'reset_all') AND used_at IS NULL "
            "AND approved_by IS NULL AND expires_at > ?",
            {subject.id.value, now});
        if (row.empty()) return refuse(Code::not_found);
        const ApprovalRequest request{id_in(row[0]), subject.id, reach_of(change.db, subject, now),
                                      whole(row[2])};
        if (auto may = check_approver(change.db, request, call.actor.user); !may) return refuse(may.error());
        change.db.execute("UPDATE one_time_token SET approved_by = ? WHERE hash = ?",
                          {call.actor.user.value, row[1]});
        change.db.execute("UPDATE app_user SET reset_pending = 0 WHERE id = ?", {subject.id.value});
        change.record(about(subject, "user.approve_reset"));
        return no_content();
    });
}

Checked<http::Response> unlock(Call& call) {
    return administer(call, true, [&](Change& change, const Subject& subject) -> Checked<http::Response> {
        forgive(change.db, login_key(subject.login));
        change.db.execute("UPDATE app_user SET locked_until = NULL WHERE id = ?", {subject.id.value});
        change.record(about(subject, "user.unlock"));
        return no_content();
    });
}

Checked<http::Response> list_sessions(Call& call) {
    return call.services.database.read([&](db::Session& db) -> Checked<http::Response> {
        const std::optional<Subject> subject = subject_of(db, call);
        if (!subject) return refuse(Code::not_found);
        return json_text(sessions_json(db, subject->id, call.actor.session));
    });
}

/// One session of the user's, or all of them.
Checked<http::Response> end_sessions_of(Call& call, Id only) {
    return administer(call, true, [&](Change& change, const Subject& subject) -> Checked<http::Response> {
        const std::int64_t ended = only
                                       ? change.db.execute("DELETE FROM session WHERE id = ? AND user_id = ?",
                                                           {only.value, subject.id.value})
                                       : end_sessions(change.db, subject.id);
        if (only && ended == 0) return refuse(Code::not_found);
        change.record(about(subject, "user.end_sessions"));
        return no_content();
    });
}
Checked<http::Response> end_session_of(Call& call) {
    const Result<Id> id = call.id("session");
    if (!id) return tl::unexpected(Errors{id.error()});
    return end_sessions_of(call, *id);
}
Checked<http::Response> end_all_sessions_of(Call& call) { return end_sessions_of(call, {}); }

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
    using http::Method;
    std::vector<Operation> out;
    const auto add = [&](const char* id, Method method, const char* pattern, Label summary,
                         auto run) -> Operation& {
        out.push_back({id, method, pattern, std::move(summary), administration(), run});
        return out.back();
    };
    add("user.invite", Method::post, "/api/users/{id}/invite", {"发放激活链接", "invite a user"}, invite)
        .reply = &reflect::described<TokenGiven>();
    Operation& password = add("user.reset", Method::post, "/api/users/{id}/reset",
                              {"重置口令", "reset a password"}, reset_password);
    password.reply = &reflect::described<TokenGiven>();
    password.recent_sign_in = true;
    Operation& all = add("user.reset_all", Method::post, "/api/users/{id}/reset-all",
                         {"重置口令和动态验证码", "reset a password and the second factor"}, reset_all);
    all.reply = &reflect::described<TokenGiven>();
    all.recent_sign_in = true;
    add("user.approve_reset", Method::post, "/api/users/{id}/reset/approve",
        {"批准重置系统管理员或审计员", "approve the reset of an administrator or auditor"}, approve)
        .recent_sign_in = true;
    add("user.unlock", Method::post, "/api/users/{id}/unlock", {"解除登录锁定", "unlock a user"}, unlock);
    add("user.disable", Method::post, "/api/users/{id}/disable", {"停用用户", "disable a user"}, disable)
        .versioned = true;
    add("user.enable", Method::post, "/api/users/{id}/enable", {"启用用户", "enable a user"}, enable)
        .versioned = true;
    Operation& sessions = add("user.sessions", Method::get, "/api/users/{id}/sessions",
                              {"查看用户会话", "list a user's sessions"}, list_sessions);
    sessions.reply = &reflect::described<SessionShown>();
    sessions.reply_is_list = true;
    add("user.end_session", Method::del, "/api/users/{id}/sessions/{session}",
        {"结束用户的一个会话", "end a user's session"}, end_session_of);
    add("user.end_sessions", Method::del, "/api/users/{id}/sessions",
        {"结束用户的全部会话", "end all of a user's sessions"}, end_all_sessions_of);
    return out;
}

}  // namespace yuanheng::platform
