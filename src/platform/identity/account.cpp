#include "platform/codes.hpp"
#include "platform/core/keys.hpp"
#include "platform/core/row.hpp"
#include "platform/desk/notice.hpp"
#include "platform/identity/parts.hpp"
#include "platform/identity/second_factor.hpp"
#include "platform/identity/totp.hpp"
#include "platform/request/operations.hpp"

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
    d(&Enrolment::secret, "secret", {"密钥", "secret"}).must();
    d(&Enrolment::uri, "uri", {"二维码内容", "content of the QR code"}).longest(500).must();
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

AuditEntry about_self(const Call& call, KnownAction action) { return about_user(action, call.actor.user); }

/// The user's other sessions were opened with what is no longer good; this one gets a new token.
std::string renew_alone(Change& change, const Actor& actor) {
    end_sessions(change.db, actor.user, actor.session);
    return renew_session(change, actor.session);
}

void tell_changed(Change& change, Id user, const char* zh, const char* en) {
    notify(change, user, Error(Code::notice_access_changed, {{"what", zh}, {"what_en", en}}), "/account");
}

Checked<http::Response> change_password(Call& call, PasswordChange& given) {
    const WipedLater current(given.current), next(given.next);
    Services& services = call.services;
    const Actor& actor = call.actor;
    const SignInAttempt attempt = begin_attempt(services, actor.login, call.request.peer);
    if (attempt.locked_for() > 0) return refuse(locked_error(attempt.locked_for()));
    const PasswordFrame frame = services.database.read(
        [&](db::Session& db) { return password_frame(db, services.settings, actor.user); });
    if (!password_fits(frame.old_hashes.empty() ? std::string() : frame.old_hashes.front(), given.current)) {
        record_failure(services, call.request, actor.login, actor.user, attempt, "password change");
        return refuse(Code::password_wrong, {}, at("/current"));
    }
    services.database.write([&](db::Session& db) { end_attempt(db, actor.login, call.request.peer, true); });
    if (Errors errors = check_new_password(frame, given.next, "new"); !errors.empty())
        return refuse(std::move(errors));
    const std::string hash = hash_password(given.next);
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

Checked<Enrolment> begin_enrolment(Call& call) {
    return commit_unkept(call.services, call.actor, [&](Change& change) -> Checked<Enrolment> {
        const std::string stored = text_or_empty(
            change.db.scalar("SELECT totp_secret FROM app_user WHERE id = ?", {call.actor.user.value}));
        if (is_enrolled(stored))
            return refuse(Code::second_factor_state,
                          {{"detail", "已经启用"}, {"detail_en", "it is in use already"}});
        std::string secret = begin_second_factor(change, call.actor.user);
        const WipedLater later(secret);
        change.record(about_self(call, "account.second_factor_begun"));
        return Enrolment{base32(secret), totp_uri(secret, "园衡", call.actor.login)};
    });
}

Checked<http::Response> confirm_enrolment(Call& call, const CodeGiven& given) {
    std::string token;
    auto done = commit_unkept(call.services, call.actor, [&](Change& change) -> Checked<http::Response> {
        const std::string stored = text_or_empty(
            change.db.scalar("SELECT totp_secret FROM app_user WHERE id = ?", {call.actor.user.value}));
        if (stored.empty() || is_enrolled(stored))
            return refuse(Code::second_factor_state,
                          {{"detail", "没有待确认的启用"}, {"detail_en", "no enrolment is waiting"}});
        RecoveryCodes codes{confirm_second_factor(change, call.actor.user, given.code)};
        if (codes.recovery_codes.empty()) return refuse(Code::second_factor_wrong, {}, at("/code"));
        token = renew_alone(change, call.actor);
        change.db.execute("UPDATE session SET second_factor = 1 WHERE id = ?", {call.actor.session.value});
        change.record(about_self(call, "account.second_factor_on"));
        tell_changed(change, call.actor.user, "已启用动态验证码", "a second factor is in use now");
        return json(codes);
    });
    if (!done) return done;
    return std::move(done->with("Set-Cookie", session_cookie(call.services.settings, token)));
}

Checked<Nothing> end_enrolment(Change& change, const Call& call) {
    if (security_rules(change.db, call.services.settings).asks_second_factor(call.actor.appointments))
        return refuse(Code::second_factor_asked);
    end_second_factor(change.db, call.actor.user);
    end_sessions(change.db, call.actor.user, call.actor.session);
    change.record(about_self(call, "account.second_factor_off"));
    tell_changed(change, call.actor.user, "已停用动态验证码", "the second factor was switched off");
    return Nothing();
}

Checked<Page<SessionShown>> own_sessions(const Call& call, db::Session& db) {
    return sessions_of(db, call.actor.user, call.actor.session);
}

Checked<Nothing> end_own_session(Change& change, const Call& call) {
    if (change.db.execute("DELETE FROM session WHERE id = ? AND user_id = ?",
                          {call.record.value, call.actor.user.value}) == 0)
        return refuse(Code::not_found);
    AuditEntry entry;
    entry.action = "session.ended";
    entry.entity = "session";
    entry.record = call.record;
    change.record(std::move(entry));
    return Nothing();
}

Checked<Nothing> end_own_other_sessions(Change& change, const Call& call) {
    end_sessions(change.db, call.actor.user, call.actor.session);
    change.record(about_self(call, "session.others_ended"));
    return Nothing();
}

Checked<Nothing> edit_account(Change& change, const Call& call, const AccountSettings& given) {
    change.db.execute("UPDATE app_user SET language = ? WHERE id = ?",
                      {null_if_empty(given.language), call.actor.user.value});
    AuditEntry entry = about_self(call, "account.edit");
    entry.after = reflect::to_json(given);
    change.record(std::move(entry));
    return Nothing();
}

}  // namespace

void describe(reflect::Describer<SessionShown>& d) {
    d.name("open_session", {"登录会话", "session"});
    d(&SessionShown::id, "id", {"编号", "id"}).of("session").must();
    d(&SessionShown::created_at, "created_at", {"登录时间", "signed in"});
    d(&SessionShown::seen_at, "seen_at", {"最近使用", "last used"});
    d(&SessionShown::peer, "peer", {"地址", "address"}).must();
    d(&SessionShown::agent, "agent", {"浏览器", "browser"}).longest(400).must();
    d(&SessionShown::second_factor, "second_factor", {"动态验证码", "second factor"});
    d(&SessionShown::current, "current", {"当前会话", "this one"});
}

Page<SessionShown> sessions_of(db::Session& db, Id user, Id current) {
    Page<SessionShown> out;
    for (const db::Values& row : db.query("SELECT id, created_at, seen_at, peer, agent, second_factor FROM "
                                          "session WHERE user_id = ? ORDER BY seen_at DESC, id DESC",
                                          {user.value})) {
        out.items.push_back({.id = id_in(row[0]),
                             .created_at = Instant{integer_or_0(row[1])},
                             .seen_at = Instant{integer_or_0(row[2])},
                             .peer = text_or_empty(row[3]),
                             .agent = text_or_empty(row[4]),
                             .second_factor = integer_or_0(row[5]) != 0,
                             .current = id_in(row[0]) == current});
    }
    return out;
}

std::vector<Operation> account_operations() {
    const Policy own = Policy::signed_in();
    std::vector<Operation> out;
    out.push_back(changing("account.edit", patch("/api/account"), {"修改账户设置", "edit the own account"},
                           own, edit_account));
    out.push_back(answering("account.password", post("/api/account/password"),
                            {"修改口令", "change the own password"}, own, change_password));
    out.emplace_back(answering("account.second_factor_begin", post("/api/account/totp"),
                               {"启用动态验证码", "begin to enrol a second factor"}, own, begin_enrolment))
        .recent_sign_in = true;
    out.emplace_back(answering("account.second_factor_confirm", post("/api/account/totp/confirm"),
                               {"确认动态验证码", "confirm the second factor"}, own, confirm_enrolment))
        .reply = &reflect::described<RecoveryCodes>();
    out.emplace_back(changing("account.second_factor_end", del("/api/account/totp"),
                              {"停用动态验证码", "switch the second factor off"}, own, end_enrolment))
        .recent_sign_in = true;
    out.push_back(reading("account.sessions", get("/api/account/sessions"),
                          {"查看本人会话", "list the own sessions"}, own, own_sessions));
    out.emplace_back(changing("account.end_session", del("/api/account/sessions/{id}"),
                              {"结束本人的一个会话", "end one of the own sessions"}, own, end_own_session))
        .recent_sign_in = true;
    out.emplace_back(changing("account.end_other_sessions", del("/api/account/sessions"),
                              {"结束本人的其他会话", "end the own other sessions"}, own,
                              end_own_other_sessions))
        .recent_sign_in = true;
    for (Operation& operation : out) {
        operation.limits.body = kSmallBody;
        operation.open_while_gated = true;
    }
    return out;
}

}  // namespace yuanheng::platform
