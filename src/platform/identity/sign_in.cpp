#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "platform/codes.hpp"
#include "platform/core/keys.hpp"
#include "platform/core/row.hpp"
#include "platform/desk/notice.hpp"
#include "platform/entity/names.hpp"
#include "platform/identity/lockout.hpp"
#include "platform/identity/parts.hpp"
#include "platform/identity/second_factor.hpp"
#include "platform/request/operations.hpp"

namespace yuanheng::platform {

namespace {

struct Credentials {
    std::string login, password, code;
};
void describe(reflect::Describer<Credentials>& d) {
    d.name("sign_in", {"登录", "sign-in"});
    d(&Credentials::login, "login", {"登录名", "login"}).must().longest(100);
    d(&Credentials::password, "password", {"口令", "password"})
        .as(reflect::Format::secret)
        .must()
        .longest(1000);
    d(&Credentials::code, "code", {"动态验证码", "code"}).as(reflect::Format::secret).longest(100);
}

struct Confirmation {
    std::string password, code;
};
void describe(reflect::Describer<Confirmation>& d) {
    d.name("confirmation", {"确认口令", "confirmation"});
    d(&Confirmation::password, "password", {"口令", "password"})
        .as(reflect::Format::secret)
        .must()
        .longest(1000);
    d(&Confirmation::code, "code", {"动态验证码", "code"}).as(reflect::Format::secret).longest(100);
}

struct SessionUser {
    Id id;
    std::string login, name, language;
    bool must_change_password = false, must_enroll_second_factor = false, second_factor_enrolled = false;
};
void describe(reflect::Describer<SessionUser>& d) {
    d.name("session_user", {"当前用户", "user"});
    d(&SessionUser::id, "id", {"编号", "id"}).of("user").must();
    d(&SessionUser::login, "login", {"登录名", "login"}).must();
    d(&SessionUser::name, "name", {"姓名", "name"}).must();
    d(&SessionUser::language, "language", {"语言", "language"})
        .one_of({{"zh", {"中文", "Chinese"}}, {"en", {"英文", "English"}}});
    d(&SessionUser::must_change_password, "must_change_password", {"须修改口令", "must change the password"});
    d(&SessionUser::must_enroll_second_factor, "must_enroll_second_factor",
      {"须启用动态验证码", "must enrol a second factor"});
    d(&SessionUser::second_factor_enrolled, "second_factor_enrolled",
      {"已启用动态验证码", "second factor enrolled"});
}

struct SessionAppointment {
    std::string role;
    Id zone_id, department_id, park_id, ent_id;
    std::string zone_name, department_name, park_name, ent_name;
    std::vector<std::string> duties;
};
void describe(reflect::Describer<SessionAppointment>& d) {
    d.name("session_appointment", {"任职", "appointment"});
    d(&SessionAppointment::role, "role", {"角色", "role"}).must();
    d(&SessionAppointment::zone_id, "zone_id", {"高新区", "zone"}).of("zone");
    d(&SessionAppointment::zone_name, "zone_name", {"高新区名称", "zone name"});
    d(&SessionAppointment::department_id, "department_id", {"部门", "department"}).of("department");
    d(&SessionAppointment::department_name, "department_name", {"部门名称", "department name"});
    d(&SessionAppointment::park_id, "park_id", {"园区", "park"}).of("park");
    d(&SessionAppointment::park_name, "park_name", {"园区名称", "park name"});
    d(&SessionAppointment::ent_id, "ent_id", {"企业", "enterprise"}).of("enterprise");
    d(&SessionAppointment::ent_name, "ent_name", {"企业名称", "enterprise name"});
    d(&SessionAppointment::duties, "duties", {"部门职责", "duties"});
}

struct SessionReply {
    SessionUser user;
    std::vector<SessionAppointment> appointments;
    std::vector<std::string> operations;
    std::int64_t idle_ms = 0;
    Instant server_time;
};
void describe(reflect::Describer<SessionReply>& d) {
    d.name("session", {"会话", "session"});
    d(&SessionReply::user, "user", {"当前用户", "user"});
    d(&SessionReply::appointments, "appointments", {"任职", "appointments"});
    d(&SessionReply::operations, "operations", {"可办理的操作", "operations"});
    d(&SessionReply::idle_ms, "idle_ms", {"无操作自动退出（毫秒）", "idle limit, ms"});
    d(&SessionReply::server_time, "server_time", {"服务器时间", "server time"});
}

SessionAppointment shown(const Appointment& a, Names& names, db::Session& db) {
    SessionAppointment out;
    out.role = code(a.role);
    out.zone_id = a.zone;
    out.department_id = a.department;
    out.park_id = a.park;
    out.ent_id = a.enterprise;
    out.duties = a.duties;
    const reflect::Struct& type = reflect::described<SessionAppointment>();
    const std::pair<const char*, std::pair<Id, std::string*>> parts[] = {
        {"zone_id", {a.zone, &out.zone_name}},
        {"department_id", {a.department, &out.department_name}},
        {"park_id", {a.park, &out.park_name}},
        {"ent_id", {a.enterprise, &out.ent_name}}};
    for (const auto& [field, part] : parts) names.want(type[field], null_if_empty(part.first));
    names.find(db);
    for (const auto& [field, part] : parts) {
        const std::string* name = part.first ? names.of(type[field].target, part.first.value) : nullptr;
        if (name) *part.second = *name;
    }
    return out;
}

http::Response session_answer(Services& services, const Presence& presence, int status) {
    const Actor& actor = presence.actor;
    SessionReply reply;
    reply.user = {actor.user,           actor.login, actor.name, {}, presence.must_change_password,
                  presence.must_enroll, false};
    services.database.read([&](db::Session& db) {
        const db::Values row =
            db.first("SELECT language, totp_secret FROM app_user WHERE id = ?", {actor.user.value});
        reply.user.language = text_or_empty(row.at(0));
        reply.user.second_factor_enrolled = is_enrolled(text_or_empty(row.at(1)));
        reply.idle_ms = security_rules(db, services.settings).idle_minutes * 60'000;
        Names names(services, actor);
        for (const Appointment& a : actor.appointments) reply.appointments.push_back(shown(a, names, db));
    });
    for (const Operation& operation : services.operations) {
        if (authorize(actor, operation.policy)) reply.operations.push_back(operation.id);
    }
    reply.server_time = Instant{services.clock()};
    return json(reply, status);
}

/// Who has a login, as far as signing in needs it; user 0 where nobody active has.
struct Known {
    Id user;
    std::string hash;
    bool enrolled = false;
};
Known known_by(db::Session& db, const char* column, const db::Value& value) {
    const db::Values row = db.first(
        fmt::format("SELECT id, password_hash, totp_secret FROM app_user WHERE {} = ? AND state = 'active'",
                    column),
        {value});
    return row.empty() ? Known{}
                       : Known{id_in(row[0]), text_or_empty(row[1]), is_enrolled(text_or_empty(row[2]))};
}

/// Tells the user of a sign-in that may not have been theirs.
void tell_suspicious(Change& change, const Actor& actor, const SignInAttempt& attempt) {
    if (attempt.login.failures_before >= 3) {
        notify(change, actor.user,
               Error(Code::notice_sign_in_after_failures,
                     {{"failures", std::to_string(attempt.login.failures_before)}, {"peer", actor.peer}}),
               "/account");
    }
    const bool first = integer_or_0(change.db.scalar("SELECT COUNT(*) FROM known_address WHERE user_id = ?",
                                                     {actor.user.value})) == 0;
    const std::vector<std::string> keys{"user_id", "peer"}, columns{"user_id", "peer", "seen_at"};
    const bool known =
        change.db.execute("UPDATE known_address SET seen_at = ? WHERE user_id = ? AND peer = ?",
                          {change.services.clock(), actor.user.value, actor.peer}) > 0;
    if (known) return;
    change.db.execute(change.db.dialect().upsert("known_address", keys, columns),
                      {actor.user.value, actor.peer, change.services.clock()});
    if (!first)
        notify(change, actor.user, Error(Code::notice_new_address, {{"peer", actor.peer}}), "/account");
}

/// The password fits: the second factor, and then the session. Errors second_factor_needed, sign_in_failed.
Checked<http::Response> open_with(Call& call, const Credentials& given, const Known& known,
                                  const SignInAttempt& attempt) {
    Services& services = call.services;
    std::optional<Actor> actor =
        services.database.read([&](db::Session& db) { return actor_of(db, known.user, services.clock()); });
    if (!actor) return refuse(Code::sign_in_failed);
    actor->peer = call.request.peer;
    const std::string fresh_hash = hash_is_old(known.hash) ? hash_password(given.password) : std::string();
    std::string token;
    auto opened = commit_unkept(services, *actor, [&](Change& change) -> Checked<http::Response> {
        if (known.enrolled && given.code.empty()) return refuse(Code::second_factor_needed);
        if (known.enrolled && !take_code(change, known.user, given.code)) return refuse(Code::sign_in_failed);
        end_attempt(change.db, given.login, call.request.peer, true);
        change.db.execute("UPDATE app_user SET locked_until = NULL WHERE id = ?", {known.user.value});
        if (!fresh_hash.empty())
            change.db.execute("UPDATE app_user SET password_hash = ? WHERE id = ?",
                              {fresh_hash, known.user.value});
        // A token that was there before the sign-in must not be good after it.
        if (call.actor.session)
            change.db.execute("DELETE FROM session WHERE id = ?", {call.actor.session.value});
        OpenedSession session = open_session(change, known.user, known.enrolled, call.request);
        actor->session = session.id;
        token = std::move(session.token);
        tell_suspicious(change, *actor, attempt);
        return no_content();
    });
    if (!opened) return opened;
    const std::optional<Presence> presence = presence_of_token(services, call.request, token);
    if (!presence) return refuse(Code::sign_in_failed);
    return session_answer(services, *presence, 201)
        .with("Set-Cookie", session_cookie(services.settings, token));
}

Checked<http::Response> sign_in(Call& call, Credentials& given) {
    const WipedLater password(given.password);
    given.login = normal_login(given.login);
    Services& services = call.services;
    const SignInAttempt attempt = begin_attempt(services, given.login, call.request.peer);
    if (attempt.locked_for() > 0) {
        services.log("warning", "sign_in_locked",
                     {{"request", call.request.id}, {"peer", call.request.peer}});
        return refuse(locked_error(attempt.locked_for()));
    }
    const Known known =
        services.database.read([&](db::Session& db) { return known_by(db, "login", given.login); });
    if (!password_fits(known.hash, given.password)) {
        record_failure(services, call.request, given.login, known.user, attempt,
                       known.user ? "password" : "login");
        return refuse(Code::sign_in_failed);
    }
    auto opened = open_with(call, given, known, attempt);
    if (opened) return opened;
    if (opened.error().front().code == Code::second_factor_needed) {
        services.database.write(
            [&](db::Session& db) { end_attempt(db, given.login, call.request.peer, false); });
    } else {
        record_failure(services, call.request, given.login, known.user, attempt, "code");
    }
    return opened;
}

/// The password again, for what is sensitive; counted like a sign-in.
Checked<http::Response> confirm(Call& call, Confirmation& given) {
    const WipedLater password(given.password);
    Services& services = call.services;
    const std::string& login = call.actor.login;
    const SignInAttempt attempt = begin_attempt(services, login, call.request.peer);
    if (attempt.locked_for() > 0) return refuse(locked_error(attempt.locked_for()));
    const Known known =
        services.database.read([&](db::Session& db) { return known_by(db, "id", call.actor.user.value); });
    std::string token;
    auto done = !password_fits(known.hash, given.password)
                    ? Checked<http::Response>(refuse(Code::password_wrong, {}, at("/password")))
                    : commit_unkept(services, call.actor, [&](Change& change) -> Checked<http::Response> {
                          if (known.enrolled && given.code.empty()) return refuse(Code::second_factor_needed);
                          if (known.enrolled && !take_code(change, known.user, given.code))
                              return refuse(Code::second_factor_wrong, {}, at("/code"));
                          end_attempt(change.db, login, call.request.peer, true);
                          token = renew_session(change, call.actor.session);
                          AuditEntry entry;
                          entry.action = "session.confirm";
                          entry.entity = "session";
                          entry.record = call.actor.session;
                          change.record(std::move(entry));
                          return no_content();
                      });
    if (done) return std::move(done->with("Set-Cookie", session_cookie(services.settings, token)));
    if (done.error().front().code == Code::second_factor_needed) {
        services.database.write([&](db::Session& db) { end_attempt(db, login, call.request.peer, false); });
    } else {
        record_failure(services, call.request, login, known.user, attempt, "confirmation");
    }
    return done;
}

Checked<http::Response> show_session(Call& call) {
    const std::optional<Presence> presence = presence_of(call.services, call.request);
    if (!presence) return refuse(Code::not_signed_in);
    return session_answer(call.services, *presence, 200);
}

/// Always succeeds: who is signed out wants to be signed out.
Checked<http::Response> sign_out(Call& call) {
    if (call.actor.session) {
        change(call.services, call.actor, [&](Change& change) {
            change.db.execute("DELETE FROM session WHERE id = ?", {call.actor.session.value});
            AuditEntry entry;
            entry.action = "session.close";
            entry.entity = "session";
            entry.record = call.actor.session;
            change.record(std::move(entry));
        });
    }
    // Not "cookies": that would sign the user out of other systems below the same domain.
    return std::move(no_content()
                         .with("Set-Cookie", session_cookie(call.services.settings, {}))
                         .with("Clear-Site-Data", "\"cache\""));
}

}  // namespace

std::string normal_login(std::string_view login) { return lower(without_blanks(half_width(login))); }

SignInAttempt begin_attempt(Services& services, std::string_view login, std::string_view peer) {
    const std::int64_t now = services.clock();
    return services.database.write([&](db::Session& db) {
        SignInAttempt attempt;
        attempt.login = count_attempt(db, login_key(login), kLoginLockout, now);
        if (attempt.login.locked_for > 0) return attempt;
        attempt.address = count_attempt(db, address_key(peer), kAddressLockout, now);
        if (attempt.address.locked_for > 0) take_back(db, login_key(login));
        return attempt;
    });
}

void end_attempt(db::Session& db, std::string_view login, std::string_view peer, bool forgive_login) {
    if (forgive_login)
        forgive(db, login_key(login));
    else
        take_back(db, login_key(login));
    take_back(db, address_key(peer), forgive_login ? 1 : 0);
}

void record_failure(Services& services, const http::Request& request, std::string_view login, Id user,
                    const SignInAttempt& attempt, std::string_view why) {
    change(services, nobody(request), [&](Change& change) {
        AuditEntry entry = about_user("session.refused", user);
        entry.allowed = false;
        reflect::JsonWriter json;
        // A login that nobody has may be a password in the wrong field: it is not kept.
        json.begin_object()
            .key("login")
            .text(user ? std::string(login) : std::string("-"))
            .key("why")
            .text(why);
        json.key("failures").number(std::int64_t{attempt.login.failures_before} + 1).end_object();
        entry.after = json.take();
        change.record(std::move(entry));
        if (!attempt.login.locks || !user) return;
        const std::int64_t until = locked_until(change.db, login_key(login), services.clock());
        change.db.execute("UPDATE app_user SET locked_until = ? WHERE id = ?", {until, user.value});
        notify(change, user,
               Error(Code::notice_sign_in_locked,
                     {{"minutes", std::to_string((until - services.clock() + 59'999) / 60'000)},
                      {"peer", request.peer}}),
               "/account");
        change.record(about_user("session.locked", user));
    });
}

std::vector<Operation> sign_in_operations() {
    std::vector<Operation> out;
    out.emplace_back(answering("session.show", get("/api/session"), {"当前会话", "who is signed in"},
                               Policy::signed_in(), show_session))
        .reply = &reflect::described<SessionReply>();
    out.emplace_back(
           answering("session.open", post("/api/session"), {"登录", "sign in"}, Policy::anyone(), sign_in))
        .reply = &reflect::described<SessionReply>();
    out.push_back(answering("session.confirm", post("/api/session/confirm"),
                            {"再次输入口令", "give the password again"}, Policy::signed_in(), confirm));
    out.push_back(answering("session.close", del("/api/session"), {"退出登录", "sign out"}, Policy::anyone(),
                            sign_out));
    for (Operation& operation : out) {
        operation.limits.body = kSmallBody;
        operation.open_while_gated = true;
    }
    return out;
}

}  // namespace yuanheng::platform
