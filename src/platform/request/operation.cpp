#include "platform/request/operation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "base/text.hpp"
#include "platform/codes.hpp"
#include "platform/core/crypto.hpp"
#include "platform/core/limiter.hpp"
#include "platform/core/refusal.hpp"
#include "platform/core/services.hpp"
#include "platform/request/etag.hpp"
#include "platform/request/headers.hpp"
#include "platform/request/presence.hpp"

namespace yuanheng::platform {

namespace {

constexpr std::int64_t kRecent =
    5 * 60'000;  // how long a password that was given counts for sensitive operations

/// The thread's time limit for databases while a request is answered.
class Deadline {
public:
    explicit Deadline(std::chrono::steady_clock::time_point until) { db::set_deadline(until); }
    ~Deadline() { db::set_deadline(std::nullopt); }
    Deadline(const Deadline&) = delete;
    Deadline& operator=(const Deadline&) = delete;
};

bool changes(http::Method method) { return method != http::Method::get && method != http::Method::head; }

/// A request that changes something must come from a page of this origin: Sec-Fetch-Site says so, or Origin
/// where the browser does not send that. Programs send Origin too.
bool from_here(const Services& services, const http::Request& request) {
    const std::string_view site = request.header("sec-fetch-site"), origin = request.header("origin");
    if (!site.empty() && site != "same-origin") return false;
    if (origin.empty()) return !site.empty();
    if (!services.settings.origin.empty()) return origin == services.settings.origin;
    return origin == fmt::format("{}://{}", request.secure ? "https" : "http", request.header("host"));
}

Result<void> check_body(const Operation& operation, const http::Request& request) {
    if (!operation.body) return {};
    std::string_view type = request.header("content-type");
    type = type.substr(0, type.find(';'));
    while (type.ends_with(' ')) type.remove_suffix(1);
    if (type != "application/json") return fail(Code::unsupported_media, {{"text", std::string(type)}});
    return {};
}

/// A parameter's value. Texts are taken as they are, so that one can search for 无; elsewhere what says that
/// there is no value is none. Nothing at all is the initial value.
Result<reflect::Value> parameter(const reflect::Field& field, const std::string& text) {
    if (text.empty()) return field.always ? field.initial : reflect::Value();
    if (field.kind == reflect::Kind::text) {
        const std::string_view trimmed = trim(text);
        const reflect::Value value =
            trimmed.empty() ? reflect::Value() : reflect::Value(std::string(trimmed));
        if (auto fine = reflect::check(field, value); !fine) return tl::unexpected(fine.error());
        return value;
    }
    if (is_absent(text)) return fail(Code::parameter_bad, {{"name", field.name}, {"text", text}});
    return reflect::parse_value(field, text);
}

/// Every parameter is one that the operation takes, stands once (lists aside), and has a value of its kind.
Errors check_query(const Operation& operation, const http::Request& request) {
    Errors errors;
    std::vector<std::string_view> seen;
    for (const auto& [name, value] : request.query) {
        const int at = operation.query ? operation.query->index(name) : -1;
        if (at < 0) {
            errors.push_back(Error(Code::unknown_parameter, {{"name", name}}));
            continue;
        }
        const reflect::Field& field = operation.query->fields[static_cast<std::size_t>(at)];
        if (field.kind == reflect::Kind::list) continue;
        if (std::find(seen.begin(), seen.end(), name) != seen.end()) {
            errors.push_back(Error(Code::repeated_parameter, {{"name", name}}));
        }
        seen.push_back(name);
        if (const auto parsed = parameter(field, value); !parsed)
            errors.push_back(Error(parsed.error()).at({name, {}, 0, 0}));
    }
    return errors;
}

/// An Idempotency-Key is 1 to 200 letters, digits, - or _, whatever the operation makes of it.
bool sound_key(const http::Request& request) {
    const auto there = [](const auto& header) { return header.first == "idempotency-key"; };
    if (std::none_of(request.headers.begin(), request.headers.end(), there)) return true;
    const std::string_view key = request.header("idempotency-key");
    const auto plain = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
               c == '_';
    };
    return !key.empty() && key.size() <= 200 && std::all_of(key.begin(), key.end(), plain);
}

void record_refusal(Services& services, const Actor& actor, const Operation& operation,
                    const http::Request& request) {
    change(services, actor, [&](Change& c) {
        AuditEntry entry;
        entry.action = AuditAction::refused(operation.id);
        entry.source = request.path;
        entry.allowed = false;
        c.record(std::move(entry));
    });
}

Checked<http::Response> run(Services& services, const Operation& operation, http::Request& request,
                            const Presence& presence) {
    const Actor& actor = presence.actor;
    const Settings& set = services.settings;
    const int wait =
        actor.user
            ? services.limiter.take(fmt::format("u{}", actor.user.value), {set.user_burst, set.user_rate})
            : services.limiter.take("a" + request.peer, {set.address_burst, set.address_rate});
    if (wait > 0) return refuse(Code::too_many_requests, {{"retry_after", std::to_string(wait)}});
    if (changes(operation.method) && !from_here(services, request)) return refuse(Code::wrong_origin);
    const std::optional<Scope> scope = authorize(actor, operation.policy);
    if (!scope && !actor.user) return refuse(Code::not_signed_in);
    if (presence.must_change_password && !operation.open_while_gated && !operation.policy.is_public())
        return refuse(Code::must_change_password);
    if (!scope) {
        if (presence.must_enroll) return refuse(Code::must_enroll_second_factor);
        record_refusal(services, actor, operation, request);
        return refuse(Code::forbidden,
                      {{"operation", operation.summary.zh}, {"operation_en", operation.summary.en}});
    }
    if (operation.recent_sign_in && services.clock() - presence.confirmed_at > kRecent)
        return refuse(Code::recent_sign_in);
    if (!sound_key(request)) return refuse(Code::idempotency_key_bad);
    if (auto fine = check_body(operation, request); !fine) return refuse(fine.error());
    if (Errors errors = check_query(operation, request); !errors.empty()) return refuse(std::move(errors));
    Call call{services, request, actor, *scope};
    if (operation.pattern.find("{id}") != std::string::npos) {
        const Result<Id> id = call.id();
        if (!id) return refuse(id.error());
        call.record = *id;
    }
    if (operation.versioned) {
        const Result<std::int64_t> version = if_match(request);
        if (!version) return refuse(version.error());
        call.version = *version;
    }
    return operation.run(call);
}

Error error_of(const db::Failure& failure) {
    switch (failure.fault) {
        case db::Fault::unique: return Error(Code::duplicate, {{"key", failure.constraint}});
        case db::Fault::foreign_key: return Error(Code::still_referenced, {});
        case db::Fault::busy:
        case db::Fault::timeout:
        case db::Fault::lost: return Error(Code::busy, {{"retry_after", "2"}});
        case db::Fault::full: return Error(Code::disk_full, {});
        case db::Fault::broken: return Error(Code::storage_failed, {});
        default: return Error(Code::internal, {{"detail", ""}});
    }
}

bool takes_secrets(const Operation& operation) {
    return operation.body &&
           std::any_of(operation.body->fields.begin(), operation.body->fields.end(),
                       [](const reflect::Field& f) { return f.format == reflect::Format::secret; });
}

http::Response answer(Services& services, const Operation& operation, http::Request& request) {
    const Deadline deadline(request.deadline);
    std::optional<WipedLater> wiped;  // passwords do not stay in memory
    if (takes_secrets(operation)) wiped.emplace(request.body);
    Language language = language_of(request);
    Errors errors;
    try {
        std::optional<Presence> presence = services.presence(services, request);
        if (!presence) {
            presence.emplace();
            presence->actor.peer = request.peer;
            presence->actor.language = language;
        }
        language = presence->actor.language;
        Checked<http::Response> response = run(services, operation, request, *presence);
        if (response) return std::move(*response);
        errors = std::move(response.error());
    } catch (const db::Failure& failure) {
        // A record that others refer to, or that is there already, is the asker's concern, not the
        // operator's.
        const bool conflict = failure.fault == db::Fault::unique || failure.fault == db::Fault::foreign_key;
        services.log(conflict ? "info" : "error", "database",
                     {{"request", request.id}, {"operation", operation.id}, {"detail", failure.what()}});
        errors = {error_of(failure)};
    } catch (const std::exception& exception) {
        services.log("error", "exception",
                     {{"request", request.id}, {"operation", operation.id}, {"detail", exception.what()}});
        errors = {Error(Code::internal, {{"detail", request.id}})};
    }
    return problem(errors, language, request.id);
}

}  // namespace

Result<Id> Call::id(std::string_view name) const {
    const std::string_view text = request.path_value(name);
    std::int64_t value = 0;
    const auto [end, bad] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (bad != std::errc() || end != text.data() + text.size() || value <= 0)
        return fail(Code::not_found, {});
    return Id{value};
}

void Call::read_query(const reflect::Struct& type, void* into) const {
    for (const auto& [name, text] : request.query) {
        const reflect::Field& field = type[name];
        if (field.kind == reflect::Kind::list)
            field.add_word(into, text);
        else
            field.set(into, parameter(field, text).value());  // the edge has checked it
    }
}

http::Route route(Services& services, const Operation& operation) {
    return {operation.method, operation.pattern, operation.limits,
            [&services, operation](http::Request& request) {
                http::Response response = answer(services, operation, request);
                protect(response, request.secure);
                return response;
            }};
}

}  // namespace yuanheng::platform
