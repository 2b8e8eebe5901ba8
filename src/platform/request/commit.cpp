#include <fmt/format.h>

#include <stdexcept>

#include "base/hash.hpp"
#include "platform/codes.hpp"
#include "platform/core/services.hpp"
#include "platform/request/operation.hpp"

namespace yuanheng::platform {

namespace {

/// Ends a transaction without a trace; carries why.
struct Undone {
    Errors errors;
};

/// Passes everything on and remembers whether something was written.
class Watched final : public db::Session {
public:
    explicit Watched(db::Session& inner) : inner_(inner) {}

    const db::Dialect& dialect() const override { return inner_.dialect(); }
    std::vector<db::Values> query(std::string_view sql, std::span<const db::Value> p) override {
        return inner_.query(sql, p);
    }
    void each(std::string_view sql, std::span<const db::Value> p,
              const std::function<bool(const db::Values&)>& row) override {
        inner_.each(sql, p, row);
    }
    std::int64_t execute(std::string_view sql, std::span<const db::Value> p) override {
        wrote_ = true;
        return inner_.execute(sql, p);
    }
    std::int64_t insert_many(std::string_view table, std::span<const std::string> columns,
                             const std::function<bool(db::Values&)>& next) override {
        wrote_ = true;
        return inner_.insert_many(table, columns, next);
    }
    bool wrote() const { return wrote_; }

private:
    db::Session& inner_;
    bool wrote_ = false;
};

void close(Services& services, db::Session& db, const Watched& watched, const Change& change) {
    if (watched.wrote() && change.entries().empty() && !change.is_unaudited())
        throw std::logic_error("a change without an audit entry");
    if (!change.entries().empty()) append_audit(db, change.actor, services.clock(), change.entries());
}

std::string fingerprint(const http::Request& request) {
    Sha256 hash;
    hash.update(http::name(request.method)).update("\n").update(request.path).update("\n");
    for (const auto& [name, value] : request.query) hash.update(name).update("=").update(value).update("\n");
    hash.update("\n").update(request.body).update(fmt::format("\n{}", request.upload_size));
    return hash.hex();
}

/// The response that was given to the same request before; nothing where it is new. Throws Undone where the
/// key was used for another request.
std::optional<http::Response> given_before(db::Session& db, const Actor& actor, const std::string& key,
                                           const std::string& print) {
    const db::Values row =
        db.first("SELECT fingerprint, status, headers, body FROM idempotency WHERE user_id = ? AND key = ?",
                 {actor.user.value, key});
    if (row.empty()) return std::nullopt;
    if (std::get<std::string>(row[0]) != print) throw Undone{{Error(Code::idempotency_reused, {})}};
    http::Response out;
    out.status = static_cast<int>(std::get<std::int64_t>(row[1]));
    std::string_view headers = std::get<std::string>(row[2]);
    while (!headers.empty()) {  // name: value, one a line
        const std::size_t end = std::min(headers.find('\n'), headers.size()), colon = headers.find(": ");
        out.with(std::string(headers.substr(0, colon)),
                 std::string(headers.substr(colon + 2, end - colon - 2)));
        headers.remove_prefix(std::min(end + 1, headers.size()));
    }
    const db::Value& body = row[3];
    out.body = reflect::text(body) ? *reflect::text(body) : std::string();
    return out;
}

void keep(Services& services, db::Session& db, const Actor& actor, const std::string& key,
          const std::string& print, const http::Response& response) {
    const auto* body = std::get_if<std::string>(&response.body);
    if (!body) throw std::logic_error("only texts are answered again");
    std::string headers;
    for (const auto& [name, value] : response.headers) headers += fmt::format("{}: {}\n", name, value);
    db.insert("idempotency", {{"user_id", actor.user.value},
                              {"key", key},
                              {"fingerprint", print},
                              {"status", std::int64_t{response.status}},
                              {"headers", headers},
                              {"body", *body},
                              {"created_at", services.clock()}});
}

}  // namespace

Checked<http::Response> Call::commit(const std::function<Checked<http::Response>(Change&)>& work) const {
    const std::string key(request.header("idempotency-key"));
    const std::string print = key.empty() ? std::string() : fingerprint(request);
    try {
        return services.database.write([&](db::Session& db) {
            if (!key.empty()) {
                if (auto before = given_before(db, actor, key, print)) return *before;
            }
            Watched watched(db);
            Change change(services, watched, actor);
            Checked<http::Response> response = work(change);
            if (!response) throw Undone{std::move(response.error())};
            if (!key.empty()) keep(services, db, actor, key, print, *response);
            close(services, db, watched, change);
            return std::move(*response);
        });
    } catch (Undone& undone) {
        return tl::unexpected(std::move(undone.errors));
    }
}

void change(Services& services, const Actor& actor, const std::function<void(Change&)>& work) {
    services.database.write([&](db::Session& db) {
        Watched watched(db);
        Change change(services, watched, actor);
        work(change);
        close(services, db, watched, change);
    });
}

}  // namespace yuanheng::platform
