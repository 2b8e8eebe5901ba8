#include "platform/identity/session.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "base/text.hpp"
#include "platform/core/keys.hpp"
#include "platform/core/row.hpp"
#include "platform/identity/identity.hpp"
#include "platform/identity/passwords.hpp"
#include "platform/identity/second_factor.hpp"
#include "platform/identity/security_rules.hpp"

namespace yuanheng::platform {

namespace {

constexpr std::int64_t kTouchEvery = 60'000;
constexpr std::size_t kMostAgent = 200;  // code points of User-Agent that are kept

std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        if (end > at) out.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

std::vector<Appointment> appointments_of(db::Session& db, Id user, std::int64_t now) {
    const std::string today = china_day(now).iso();
    const auto rows = db.query(
        "SELECT a.role, a.zone_id, a.department_id, a.park_id, a.ent_id, d.duties FROM appointment a "
        "LEFT JOIN department d ON d.id = a.department_id "
        "WHERE a.user_id = ? AND a.valid_from <= ? AND (a.valid_to IS NULL OR a.valid_to > ?) ORDER BY a.id",
        {user.value, today, today});
    std::vector<Appointment> out;
    for (const db::Values& row : rows) {
        const std::optional<Role> role = role_of(text_or_empty(row[0]));
        if (!role) throw std::runtime_error("an appointment has the unknown role " + text_or_empty(row[0]));
        out.push_back({*role, id_in(row[1]), id_in(row[2]), id_in(row[3]), id_in(row[4]),
                       split(text_or_empty(row[5]))});
    }
    return out;
}

Actor actor_from(db::Session& db, Id user, std::string login, std::string name, std::int64_t now) {
    Actor actor;
    actor.user = user;
    actor.login = std::move(login);
    actor.name = std::move(name);
    actor.appointments = appointments_of(db, user, now);
    return actor;
}

std::optional<Language> language_in(const db::Value& column) {
    const std::string code = text_or_empty(column);
    if (code.empty()) return std::nullopt;
    return code == "en" ? Language::en : Language::zh;
}

/// A session that is good, and its user.
struct Found {
    Presence presence;
    std::optional<Language> language;  ///< that the user has chosen
    std::int64_t seen_at = 0;
};

std::optional<Found> find_session(db::Session& db, const Services& services, const std::string& hash,
                                  std::int64_t now) {
    const db::Values row = db.first(
        "SELECT s.id, s.user_id, s.seen_at, s.expires_at, s.confirmed_at, s.second_factor, u.login, u.name, "
        "u.language, "
        "u.password_at, u.totp_secret FROM session s JOIN app_user u ON u.id = s.user_id WHERE s.hash = ? "
        "AND u.state = 'active'",
        {hash});
    if (row.empty()) return std::nullopt;
    const SecurityRules rules = security_rules(db, services.settings);
    Found found;
    found.seen_at = integer_or_0(row[2]);
    if (now >= integer_or_0(row[3]) || now - found.seen_at >= rules.idle_minutes * 60'000)
        return std::nullopt;
    found.language = language_in(row[8]);
    Presence& p = found.presence;
    p.actor = actor_from(db, id_in(row[1]), text_or_empty(row[6]), text_or_empty(row[7]), now);
    p.actor.session = id_in(row[0]);
    p.actor.second_factor = integer_or_0(row[5]) != 0;
    p.confirmed_at = integer_or_0(row[4]);
    p.must_change_password = integer_or_0(row[9]) == 0 || (rules.profile() == PasswordProfile::mlps3 &&
                                                           now - integer_or_0(row[9]) >= kPasswordAge);
    p.must_enroll = !is_enrolled(text_or_empty(row[10])) && rules.asks_second_factor(p.actor.appointments);
    if (p.must_enroll) p.actor.appointments.clear();
    return found;
}

/// What a browser says of itself, fit to be stored.
std::string agent_of(const http::Request& request) {
    std::u32string out;
    for (const char32_t c : code_points(request.header("user-agent"))) {
        if (out.size() == kMostAgent) break;
        out += c < 0x20 || c == 0x7F ? U' ' : c;
    }
    return out.empty() ? "-" : utf8(out);
}

std::string session_json(const http::Request& request, bool second_factor) {
    reflect::JsonWriter json;
    json.begin_object().key("peer").text(request.peer).key("agent").text(agent_of(request));
    json.key("second_factor").boolean(second_factor).end_object();
    return json.take();
}

/// Room for one more: ends the least used sessions.
void make_room(Change& change, Id user, std::int64_t most) {
    const auto rows = change.db.query(
        "SELECT id FROM session WHERE user_id = ? ORDER BY seen_at DESC, id DESC", {user.value});
    for (std::size_t i = static_cast<std::size_t>(most - 1); i < rows.size(); ++i) {
        change.db.execute("DELETE FROM session WHERE id = ?", {rows[i][0]});
        AuditEntry entry;
        entry.action = "session.displaced";
        entry.entity = "session";
        entry.record = id_in(rows[i][0]);
        change.record(std::move(entry));
    }
}

}  // namespace

std::optional<Actor> actor_of(db::Session& db, Id user, std::int64_t now) {
    const db::Values row = db.first(
        "SELECT login, name, language FROM app_user WHERE id = ? AND state = 'active'", {user.value});
    if (row.empty()) return std::nullopt;
    Actor actor = actor_from(db, user, text_or_empty(row[0]), text_or_empty(row[1]), now);
    actor.language = language_in(row[2]).value_or(Language::zh);
    return actor;
}

std::optional<Presence> presence_of(Services& services, const http::Request& request) {
    return presence_of_token(services, request, request.cookie(cookie_name(services.settings)));
}

std::optional<Presence> presence_of_token(Services& services, const http::Request& request,
                                          std::string_view token) {
    if (!Keys::is_token(token)) return std::nullopt;
    const std::string hash = services.keys.token_hash(token);
    const std::int64_t now = services.clock();
    std::optional<Found> found =
        services.database.read([&](db::Session& db) { return find_session(db, services, hash, now); });
    if (!found) return std::nullopt;
    Actor& actor = found->presence.actor;
    actor.peer = request.peer;
    actor.language = found->language.value_or(language_of(request));
    if (now - found->seen_at >= kTouchEvery) {
        services.database.write([&](db::Session& db) {
            db.execute("UPDATE session SET seen_at = ? WHERE hash = ? AND seen_at < ?", {now, hash, now});
            db.execute("UPDATE app_user SET last_seen_at = ? WHERE id = ?", {now, actor.user.value});
        });
    }
    return std::move(found->presence);
}

OpenedSession open_session(Change& change, Id user, bool second_factor, const http::Request& request) {
    const SecurityRules rules = security_rules(change.db, change.services.settings);
    make_room(change, user, rules.most_sessions);
    const std::int64_t now = change.services.clock();
    OpenedSession opened{change.services.ids.next(), Keys::make_token()};
    change.db.insert("session", {{"hash", change.services.keys.token_hash(opened.token)},
                                 {"id", opened.id.value},
                                 {"user_id", user.value},
                                 {"created_at", now},
                                 {"seen_at", now},
                                 {"expires_at", now + rules.absolute_hours * 3'600'000},
                                 {"confirmed_at", now},
                                 {"second_factor", std::int64_t{second_factor}},
                                 {"peer", request.peer.empty() ? "-" : request.peer},
                                 {"agent", agent_of(request)}});
    change.db.execute("UPDATE app_user SET last_seen_at = ? WHERE id = ?", {now, user.value});
    AuditEntry entry;
    entry.action = "session.open";
    entry.entity = "session";
    entry.record = opened.id;
    entry.after = session_json(request, second_factor);
    change.record(std::move(entry));
    return opened;
}

std::string renew_session(Change& change, Id session) {
    std::string token = Keys::make_token();
    const std::int64_t now = change.services.clock();
    change.db.execute("UPDATE session SET hash = ?, confirmed_at = ?, seen_at = ? WHERE id = ?",
                      {change.services.keys.token_hash(token), now, now, session.value});
    return token;
}

std::int64_t end_sessions(db::Session& db, Id user, Id but) {
    return db.execute("DELETE FROM session WHERE user_id = ? AND id <> ?", {user.value, but.value});
}

std::string_view cookie_name(const Settings& settings) {
    return settings.insecure_cookies ? "yuanheng" : "__Host-yuanheng";
}

std::string session_cookie(const Settings& settings, std::string_view token) {
    return fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict{}{}", cookie_name(settings), token,
                       settings.insecure_cookies ? "" : "; Secure", token.empty() ? "; Max-Age=0" : "");
}

}  // namespace yuanheng::platform
