#include <algorithm>

#include "base/text.hpp"
#include "platform/codes.hpp"
#include "platform/core/row.hpp"
#include "platform/identity/parts.hpp"

namespace yuanheng::platform {

namespace {

/// What is in everybody's mind here.
std::vector<std::string> local_words(db::Session& db) {
    std::vector<std::string> out{"yuanheng", "园衡"};
    for (const db::Values& row : db.query("SELECT code, name FROM zone ORDER BY id LIMIT 200")) {
        out.push_back(text_or_empty(row[0]));
        out.push_back(text_or_empty(row[1]));
    }
    return out;
}

}  // namespace

PasswordFrame password_frame(db::Session& db, const Settings& settings, std::string_view login,
                             std::string_view name) {
    PasswordFrame frame{security_rules(db, settings), local_words(db), {}};
    frame.context.emplace_back(login);
    frame.context.emplace_back(name);
    return frame;
}

PasswordFrame password_frame(db::Session& db, const Settings& settings, Id user) {
    const db::Values row =
        db.first("SELECT login, name, password_hash FROM app_user WHERE id = ?", {user.value});
    PasswordFrame frame = password_frame(db, settings, text_or_empty(row.at(0)), text_or_empty(row.at(1)));
    if (const std::string present = text_or_empty(row.at(2)); !present.empty())
        frame.old_hashes.push_back(present);
    if (frame.rules.profile() == PasswordProfile::mlps3) {
        for (const db::Values& old :
             db.query("SELECT hash FROM old_password WHERE user_id = ? ORDER BY at DESC LIMIT ?",
                      {user.value, std::int64_t{kOldPasswords - 1}})) {
            frame.old_hashes.push_back(text_or_empty(old[0]));
        }
    }
    return frame;
}

Errors check_new_password(const PasswordFrame& frame, std::string_view password, std::string_view member) {
    Errors errors = check_password(frame.rules.profile(), password, frame.context);
    if (errors.empty()) {  // hashing takes a while: only where nothing else is wrong
        const bool used = std::any_of(frame.old_hashes.begin(), frame.old_hashes.end(),
                                      [&](const std::string& hash) { return password_fits(hash, password); });
        if (used)
            errors.push_back(Error(
                Code::password_reused,
                {{"count",
                  std::to_string(frame.rules.profile() == PasswordProfile::mlps3 ? kOldPasswords : 1)}}));
    }
    for (Error& error : errors) error.where.file = "/" + std::string(member);
    return errors;
}

void store_password(Change& change, Id user, const std::string& hash) {
    db::Session& db = change.db;
    const std::int64_t now = change.services.clock();
    const db::Values row = db.first("SELECT password_hash FROM app_user WHERE id = ?", {user.value});
    if (!row.empty() && !reflect::absent(row[0])) {
        const std::int64_t last =
            integer_or_0(db.scalar("SELECT MAX(at) FROM old_password WHERE user_id = ?", {user.value}));
        db.insert(
            "old_password",
            {{"user_id", user.value}, {"at", std::max(now, last + 1)}, {"hash", text_or_empty(row[0])}});
        const auto kept = db.query("SELECT at FROM old_password WHERE user_id = ? ORDER BY at DESC LIMIT ?",
                                   {user.value, std::int64_t{kOldPasswords - 1}});
        db.execute("DELETE FROM old_password WHERE user_id = ? AND at < ?", {user.value, kept.back()[0]});
    }
    db.execute(
        "UPDATE app_user SET password_hash = ?, password_at = ?, state = 'active', locked_until = NULL, "
        "reset_pending = 0 WHERE id = ?",
        {hash, now, user.value});
}

}  // namespace yuanheng::platform
