#include "platform/codes.hpp"
#include "platform/core/keys.hpp"
#include "platform/core/row.hpp"
#include "platform/desk/notice.hpp"
#include "platform/identity/parts.hpp"
#include "platform/identity/second_factor.hpp"
#include "platform/identity/totp.hpp"

namespace yuanheng::platform {

namespace {

struct PasswordChange {
    std::string current, next;
};
void describe(reflect::Describer<PasswordChange>& d) {
    d.name("password_change", {"修改口令", "change of password"});
    d(&PasswordChange::current, "current", {"现口令", "current password"})
        .as(reflect::Format::secret)
        .must()
        .longest(1000);
    d(&PasswordChange::next, "new", {"新口令", "new password"})
        .as(reflect::Format::secret)
        .must()
        .longest(1000);
}

struct Enrolment {
    std::string secret, uri;
};
void describe(reflect::Describer<Enrolment>& d) {
    d.name("second_factor_enrolment", {"启用动态验证码", "enrolment of a second factor"});
    d(&Enrolment::secret, "secret", {"密钥", "secret"});
    d(&Enrolment::uri, "uri", {"二维码内容", "content of the QR code"}).longest(500);
}

struct CodeGiven {
    std::string code;
};
void describe(reflect::Describer<CodeGiven>& d) {
    d.name("code_given", {"动态验证码", "code"});
    d(&CodeGiven::code, "code", {"动态验证码", "code"}).as(reflect::Format::secret).must().longest(20);
}

struct RecoveryCodes {
    std::vector<std::string> recovery_codes;
};
void describe(reflect::Describer<RecoveryCodes>& d) {
    d.name("recovery_codes", {"恢复码", "recovery codes"});
    d(&RecoveryCodes::recovery_codes, "recovery_codes", {"恢复码", "recovery codes"});
}

struct AccountSettings {
    std::string language;
};
void describe(reflect::Describer<AccountSettings>& d) {
    d.name("account_settings", {"账户设置", "account settings"});
    d(&AccountSettings::language, "language", {"语言", "language"})
        .one_of({{"zh", {"中文", "Chinese"}}, {"en", {"英文", "English"}}});
}

AuditEntry about_self(const Call& call, std::string action) {
    return about_user(std::move(action), call.actor.user);
}

/// The user's other sessions were opened with what is no longer good; this one gets a new token.
std::string renew_alone(Change& change, const Actor& actor) {
    end_sessions(change.db, actor.user, actor.session);
    return renew_session(change, actor.session);
}

void tell_changed(Change& change, Id user, const char* zh, const char* en) {
    notify(change, user, Error(Code::notice_access_changed, {{"what", zh}, {"what_en", en}}), "/account");
}

Checked<http::Response> change_password(Call& call) {
    const WipedLater body(call.request.body);
    Checked<PasswordChange> given = call.body<PasswordChange>();
    if (!given) return tl::unexpected(std::move(given.error()));
    const WipedLater current(given->current), next(given->next);
    Services& services = call.services;
    const Actor& actor = call.actor;
    const SignInAttempt attempt = begin_attempt(services, actor.login, call.request.peer);
    if (attempt.locked_for() > 0) return tl::unexpected(Errors{locked_error(attempt.locked_for())});
    const PasswordFrame frame = services.database.read(
        [&](db::Session& db) { return password_frame(db, services.settings, actor.user); });
    if (!password_fits(frame.old_hashes.empty() ? std::string() : frame.old_hashes.front(), given->current)) {
        record_failure(services, call.request, actor.login, actor.user, attempt, "password change");
        return refuse_member("current", Code::password_wrong);
    }
    services.database.write([&](db::Session& db) { end_attempt(db, actor.login, call.request.peer, true); });
    if (Errors errors = check_new_password(frame, given->next, "new"); !errors.empty())
        return tl::unexpected(std::move(errors));
    const std::string hash = hash_password(given->next);
    std::string token;
    auto done = commit_unkept(services, actor, [&](Change& change) -> Checked<http::Response> {
        store_password(change, actor.user, hash);
        token = renew_alone(change, actor);
        change.record(about_self(call, "account.password"));
        tell_changed(change, actor.user, "口令已修改", "the password was changed");
        return no_content();
    });
    if (!done) return done;
    return std::move(done->with("Set-Cookie", session_cookie(services.settings, token)));
}

Checked<http::Response> begin_enrolment(Call& call) {
    return commit_unkept(call.services, call.actor, [&](Change& change) -> Checked<http::Response> {
        const std::string stored =
            words(change.db.scalar("SELECT totp_secret FROM app_user WHERE id = ?", {call.actor.user.value}));
        if (is_enrolled(stored))
            return refuse(Code::second_factor_state,
                          {{"detail", "已经启用"}, {"detail_en", "it is in use already"}});
        std::string secret = begin_second_factor(change, call.actor.user);
        const WipedLater later(secret);
        change.record(about_self(call, "account.second_factor_begun"));
        return json(Enrolment{base32(secret), totp_uri(secret, "园衡", call.actor.login)});
    });
}

Checked<http::Response> confirm_enrolment(Call& call) {
    Checked<CodeGiven> given = call.body<CodeGiven>();
    if (!given) return tl::unexpected(std::move(given.error()));
    std::string token;
    auto done = commit_unkept(call.services, call.actor, [&](Change& change) -> Checked<http::Response> {
        const std::string stored =
            words(change.db.scalar("SELECT totp_secret FROM app_user WHERE id = ?", {call.actor.user.value}));
        if (stored.empty() || is_enrolled(stored))
            return refuse(Code::second_factor_state,
                          {{"detail", "没有待确认的启用"}, {"detail_en", "no enrolment is waiting"}});
        RecoveryCodes codes{confirm_second_factor(change, call.actor.user, given->code)};
        if (codes.recovery_codes.empty()) return refuse_member("code", Code::second_factor_wrong);
        token = renew_alone(change, call.actor);
        change.db.execute("UPDATE session SET second_factor = 1 WHERE id = ?", {call.actor.session.value});
        change.record(about_self(call, "account.second_factor_on"));
        tell_changed(change, call.actor.user, "已启用动态验证码", "a second factor is in use now");
        return json(codes);
    });
    if (!done) return done;
    return std::move(done->with("Set-Cookie", session_cookie(call.services.settings, token)));
}

Checked<http::Response> end_enrolment(Call& call) {
    return call.commit([&](Change& change) -> Checked<http::Response> {
        if (security_rules(change.db, call.services.settings).asks_second_factor(call.actor.appointments))
            return refuse(Code::second_factor_asked);
        end_second_factor(change.db, call.actor.user);
        end_sessions(change.db, call.actor.user, call.actor.session);
        change.record(about_self(call, "account.second_factor_off"));
        tell_changed(change, call.actor.user, "已停用动态验证码", "the second factor was switched off");
        return no_content();
    });
}

Checked<http::Response> own_sessions(Call& call) {
    return call.services.database.read(
        [&](db::Session& db) { return json_text(sessions_json(db, call.actor.user, call.actor.session)); });
}

/// One of the user's sessions, or all but this one.
Checked<http::Response> end_own_sessions(Call& call, Id only) {
    return call.commit([&](Change& change) -> Checked<http::Response> {
        if (only) {
            if (change.db.execute("DELETE FROM session WHERE id = ? AND user_id = ?",
                                  {only.value, call.actor.user.value}) == 0)
                return refuse(Code::not_found);
        } else {
            end_sessions(change.db, call.actor.user, call.actor.session);
        }
        AuditEntry entry = about_self(call, only ? "session.ended" : "session.others_ended");
        if (only) entry.entity = "session", entry.record = only;
        change.record(std::move(entry));
        return no_content();
    });
}

Checked<http::Response> end_one(Call& call) {
    const Result<Id> id = call.id();
    if (!id) return tl::unexpected(Errors{id.error()});
    return end_own_sessions(call, *id);
}
Checked<http::Response> end_others(Call& call) { return end_own_sessions(call, {}); }

Checked<http::Response> edit_account(Call& call) {
    const Checked<AccountSettings> given = call.body<AccountSettings>();
    if (!given) return tl::unexpected(given.error());
    return call.commit([&](Change& change) -> Checked<http::Response> {
        change.db.execute("UPDATE app_user SET language = ? WHERE id = ?",
                          {some(given->language), call.actor.user.value});
        AuditEntry entry = about_self(call, "account.edit");
        entry.after = reflect::to_json(*given);
        change.record(std::move(entry));
        return no_content();
    });
}

}  // namespace

void describe(reflect::Describer<SessionShown>& d) {
    d.name("open_session", {"登录会话", "session"});
    d(&SessionShown::id, "id", {"编号", "id"}).of("session");
    d(&SessionShown::created_at, "created_at", {"登录时间", "signed in"});
    d(&SessionShown::seen_at, "seen_at", {"最近使用", "last used"});
    d(&SessionShown::peer, "peer", {"地址", "address"});
    d(&SessionShown::agent, "agent", {"浏览器", "browser"}).longest(400);
    d(&SessionShown::second_factor, "second_factor", {"动态验证码", "second factor"});
    d(&SessionShown::current, "current", {"当前会话", "this one"});
}

std::string sessions_json(db::Session& db, Id user, Id current) {
    reflect::JsonWriter out;
    out.begin_object().key("items").begin_array();
    for (const db::Values& row : db.query("SELECT id, created_at, seen_at, peer, agent, second_factor FROM "
                                          "session WHERE user_id = ? ORDER BY seen_at DESC, id DESC",
                                          {user.value})) {
        const SessionShown session{id_in(row[0]),           Instant{whole(row[1])}, Instant{whole(row[2])},
                                   words(row[3]),           words(row[4]),          whole(row[5]) != 0,
                                   id_in(row[0]) == current};
        reflect::write(out, reflect::described<SessionShown>(), &session);
    }
    out.end_array().key("next").null().end_object();
    return out.take();
}

std::vector<Operation> account_operations() {
    using http::Method;
    std::vector<Operation> out;
    const auto add = [&](const char* id, Method method, const char* pattern, Label summary,
                         auto run) -> Operation& {
        out.push_back({id, method, pattern, std::move(summary), Policy::signed_in(), run});
        out.back().limits.body = 16 << 10;
        return out.back();
    };
    add("account.edit", Method::patch, "/api/account", {"修改账户设置", "edit the own account"}, edit_account)
        .body = &reflect::described<AccountSettings>();
    add("account.password", Method::post, "/api/account/password", {"修改口令", "change the own password"},
        change_password)
        .body = &reflect::described<PasswordChange>();
    Operation& begin = add("account.second_factor_begin", Method::post, "/api/account/totp",
                           {"启用动态验证码", "begin to enrol a second factor"}, begin_enrolment);
    begin.reply = &reflect::described<Enrolment>();
    begin.recent_sign_in = true;
    Operation& confirm = add("account.second_factor_confirm", Method::post, "/api/account/totp/confirm",
                             {"确认动态验证码", "confirm the second factor"}, confirm_enrolment);
    confirm.body = &reflect::described<CodeGiven>();
    confirm.reply = &reflect::described<RecoveryCodes>();
    add("account.second_factor_end", Method::del, "/api/account/totp",
        {"停用动态验证码", "switch the second factor off"}, end_enrolment)
        .recent_sign_in = true;
    Operation& sessions = add("account.sessions", Method::get, "/api/account/sessions",
                              {"查看本人会话", "list the own sessions"}, own_sessions);
    sessions.reply = &reflect::described<SessionShown>();
    sessions.reply_is_list = true;
    add("account.end_session", Method::del, "/api/account/sessions/{id}",
        {"结束本人的一个会话", "end one of the own sessions"}, end_one)
        .recent_sign_in = true;
    add("account.end_other_sessions", Method::del, "/api/account/sessions",
        {"结束本人的其他会话", "end the own other sessions"}, end_others)
        .recent_sign_in = true;
    return out;
}

}  // namespace yuanheng::platform
