#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "http/message.hpp"
#include "platform/core/policy.hpp"
#include "platform/request/change.hpp"
#include "reflect/json.hpp"

namespace yuanheng::platform {

/// One request on its way through an operation.
struct Call {
    Services& services;
    http::Request& request;
    const Actor& actor;
    const Scope& scope;
    Id record = {};            ///< the {id} of the path, where the operation has one
    std::int64_t version = 0;  ///< of the record, that a versioned operation is based on

    Language language() const { return actor.language; }
    /// The body as T; every error of it.
    template <typename T>
    Checked<T> body() const {
        return reflect::from_json<T>(request.body);
    }
    /// The parameters of the query string as T; the operation's `query` describes them. Lists may be
    /// repeated.
    template <typename T>
    T query() const {
        T out{};
        read_query(reflect::described<T>(), &out);
        return out;
    }
    /// The id in the path. Error not_found where it is none.
    Result<Id> id(std::string_view name = "id") const;

    /// Runs `work` in one writing transaction, its audit entries and (where the request has an
    /// Idempotency-Key) its response included. `work` may run more than once, and must not have effects
    /// outside. Errors that it returns roll everything back.
    Checked<http::Response> commit(const std::function<Checked<http::Response>(Change&)>& work) const;

private:
    void read_query(const reflect::Struct& type, void* into) const;
};

/// Everything a request can ask for: the one place that says its address, who may, what goes in and what
/// comes out. Routes, authorisation, OpenAPI, the role × operation matrix and the web application's types are
/// made from it.
struct Operation {
    std::string id;  ///< enterprise.list: entity and verb
    http::Method method;
    std::string pattern;  ///< /api/enterprises/{id}
    Label summary;
    Policy policy;                                      ///< has no default
    std::function<Checked<http::Response>(Call&)> run;  ///< made by the builders of operations.hpp

    const reflect::Struct* query = nullptr;  ///< parameters of the query string; others are refused
    const reflect::Struct* body =
        nullptr;  ///< of JSON requests; null with limits.upload: the bytes themselves
    const reflect::Struct* reply = nullptr;  ///< of 200/201; null: none (204) or a file
    bool reply_is_list = false;              ///< {"items":[reply…],"next":…,"total":…,"refs":…}
    bool partial = false;                    ///< the body may have any of its members
    bool versioned = false;                  ///< changes one version of a record: needs If-Match
    std::string media = "application/json";  ///< of the reply
    http::Limits limits{};
    bool recent_sign_in = false;    ///< asks for the password again after 5 minutes (敏感操作)
    bool open_while_gated = false;  ///< also for who has to change the password first
    std::string entity = {};        ///< whose records it is about; empty where it is about none
};

/// JSON of a described reply.
template <typename T>
http::Response json(const T& reply, int status = 200) {
    return http::Response::of(status, "application/json", reflect::to_json(reply));
}
http::Response json_text(std::string json, int status = 200);
inline http::Response no_content() { return {204, {}, std::string()}; }

/// application/problem+json (RFC 9457) of the errors: status of the first, `code`, `title`, `detail`, `hint`,
/// and `errors` with a `pointer` each. `status` other than 0: the transport's, where it says more than the
/// code.
http::Response problem(const Errors& errors, Language language, std::string_view request_id, int status = 0);

/// The route of an operation: session, origin check, permission, parameters, run, audit of refusals, problem
/// details.
http::Route route(Services& services, const Operation& operation);

}  // namespace yuanheng::platform
