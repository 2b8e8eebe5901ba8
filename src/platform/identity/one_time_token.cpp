#include "platform/core/keys.hpp"
#include "platform/core/row.hpp"
#include "platform/identity/parts.hpp"

namespace yuanheng::platform {

OneTimeToken make_token(Change& change, std::string_view purpose, Id user, std::int64_t lasts, Id asked_by) {
    const std::int64_t now = change.services.clock();
    OneTimeToken made{Keys::make_token(), Instant{now + lasts}};
    const std::string what(purpose);
    if (user)
        change.db.execute("DELETE FROM one_time_token WHERE user_id = ? AND used_at IS NULL", {user.value});
    else
        change.db.execute("DELETE FROM one_time_token WHERE purpose = ? AND used_at IS NULL", {what});
    change.db.insert("one_time_token", {{"hash", change.services.keys.token_hash(made.token)},
                                        {"purpose", what},
                                        {"user_id", null_if_empty(user)},
                                        {"expires_at", made.expires_at.ms},
                                        {"asked_by", null_if_empty(asked_by)},
                                        {"asked_at", now}});
    return made;
}

std::optional<TokenUse> token_use(db::Session& db, const Keys& keys, std::string_view token,
                                  std::int64_t now) {
    if (!Keys::is_token(token)) return std::nullopt;
    const db::Values row = db.first(
        "SELECT purpose, user_id, asked_by, approved_by FROM one_time_token WHERE hash = ? AND used_at IS "
        "NULL AND "
        "expires_at > ?",
        {keys.token_hash(token), now});
    if (row.empty()) return std::nullopt;
    return TokenUse{text_or_empty(row[0]), id_in(row[1]), id_in(row[2]), !reflect::absent(row[3])};
}

bool take_token(Change& change, std::string_view token) {
    const std::int64_t now = change.services.clock();
    return change.db.execute(
               "UPDATE one_time_token SET used_at = ? WHERE hash = ? AND used_at IS NULL AND expires_at > ?",
               {now, change.services.keys.token_hash(token), now}) == 1;
}

}  // namespace yuanheng::platform
