#pragma once

#include <tuple>
#include <type_traits>

#include "platform/core/refusal.hpp"
#include "platform/request/etag.hpp"
#include "platform/request/operation.hpp"
#include "platform/request/page.hpp"

/// How operations are made: what they take and give is said once, by the function that does it.
///
///     reading("view.list", get("/api/views"), {"常用视图", "saved views"}, Policy::signed_in(),
///             [](const Call& call, db::Session& db, const ViewQuery& asked) -> Checked<Page<SavedView>> {…})
///     changing("view.create", post("/api/views"), {"保存视图", "save a view"}, Policy::signed_in(),
///              [](Change& change, const Call& call, const SavedView& asked) -> Checked<Versioned<SavedView>>
///              {…})
///
/// The parameters of the query string, or the body, are the last argument's type; the reply is the result's:
///     Nothing        204
///     T              200 and the described T as JSON; T::kStatus where it has one
///     Created<T>     201
///     Page<T>        {"items":[…],"next":…,"total":…}
///     Versioned<T>   T with its version as ETag
///     http::Response files, streams, cookies, and JSON whose members differ from entity to entity
/// A T whose JSON has members beside the described ones brings write_json(reflect::JsonWriter&, const T&).
///
/// What else there is to say is set on the operation that is returned:
///     out.emplace_back(changing(…)).recent_sign_in = true;
namespace yuanheng::platform {

/// Where an operation is found.
struct Address {
    http::Method method;
    std::string pattern;
};
inline Address get(std::string pattern) { return {http::Method::get, std::move(pattern)}; }
inline Address post(std::string pattern) { return {http::Method::post, std::move(pattern)}; }
inline Address put(std::string pattern) { return {http::Method::put, std::move(pattern)}; }
inline Address patch(std::string pattern) { return {http::Method::patch, std::move(pattern)}; }
inline Address del(std::string pattern) { return {http::Method::del, std::move(pattern)}; }

/// Of what takes or gives nothing.
struct Nothing {};

/// The reply of what made something new: 201.
template <typename T>
struct Created {
    T reply;
};

/// A reply that has a version.
template <typename T>
struct Versioned {
    T reply;
    std::int64_t version = 0;
    int status = 200;
};

namespace making {

template <typename F>
struct Signature : Signature<decltype(&F::operator())> {};
template <typename R, typename... A>
struct Signature<R (*)(A...)> {
    using Reply = typename R::value_type;
    using Arguments = std::tuple<std::decay_t<A>...>;
};
template <typename C, typename R, typename... A>
struct Signature<R (C::*)(A...) const> : Signature<R (*)(A...)> {};

template <typename T>
void write(reflect::JsonWriter& out, const T& reply) {
    if constexpr (requires { write_json(out, reply); })
        write_json(out, reply);
    else
        reflect::write(out, reflect::described<T>(), &reply);
}
template <typename T>
http::Response json_of(const T& reply, int status) {
    reflect::JsonWriter out;
    write(out, reply);
    return json_text(out.take(), status);
}

/// What the reply's type says of an operation, and how it is sent.
template <typename T>
struct Reply {
    static void declare(Operation& o) { o.reply = &reflect::described<T>(); }
    static http::Response send(const T& reply) {
        if constexpr (requires { T::kStatus; })
            return json_of(reply, T::kStatus);
        else
            return json_of(reply, 200);
    }
};
template <>
struct Reply<Nothing> {
    static void declare(Operation&) {}
    static http::Response send(Nothing) { return no_content(); }
};
template <>
struct Reply<http::Response> {
    static void declare(Operation&) {}
    static http::Response send(http::Response reply) { return reply; }
};
template <typename T>
struct Reply<Created<T>> {
    static void declare(Operation& o) { Reply<T>::declare(o); }
    static http::Response send(const Created<T>& made) { return json_of(made.reply, 201); }
};
template <typename T>
struct Reply<Versioned<T>> {
    static void declare(Operation& o) { Reply<T>::declare(o); }
    static http::Response send(const Versioned<T>& v) {
        return json_of(v.reply, v.status).with("ETag", etag(v.version));
    }
};
template <typename T>
struct Reply<Page<T>> {
    static void declare(Operation& o) {
        Reply<T>::declare(o);
        o.reply_is_list = true;
    }
    static http::Response send(const Page<T>& page) {
        reflect::JsonWriter out;
        out.begin_object().key("items").begin_array();
        for (const T& item : page.items) write(out, item);
        out.end_array().key("next");
        page.next.empty() ? out.null() : out.text(page.next);
        out.key("total");
        page.total ? out.number(*page.total) : out.null();
        for (const auto& [name, value] : page.more) out.key(name).raw(value);
        out.end_object();
        return json_text(out.take());
    }
};

template <typename T>
Checked<http::Response> sent(Checked<T> made) {
    if (!made) return refuse(std::move(made.error()));
    return Reply<T>::send(std::move(*made));
}

inline Operation plain(std::string id, Address at, Label summary, Policy policy) {
    return {.id = std::move(id),
            .method = at.method,
            .pattern = std::move(at.pattern),
            .summary = std::move(summary),
            .policy = std::move(policy),
            .run = {}};
}

}  // namespace making

/// A reply of one of these types as a response, for those that answer in several ways.
template <typename T>
http::Response response_of(T reply) {
    return making::Reply<T>::send(std::move(reply));
}

/// Reads in one state of the database: run(Call, Session[, Query]).
template <typename F>
Operation reading(std::string id, Address at, Label summary, Policy policy, F run) {
    using S = making::Signature<F>;
    Operation out = making::plain(std::move(id), std::move(at), std::move(summary), std::move(policy));
    making::Reply<typename S::Reply>::declare(out);
    if constexpr (std::tuple_size_v<typename S::Arguments> == 3) {
        using Query = std::tuple_element_t<2, typename S::Arguments>;
        out.query = &reflect::described<Query>();
        out.run = [run](Call& call) {
            const Query asked = call.query<Query>();
            return making::sent(
                call.services.database.read([&](db::Session& db) { return run(call, db, asked); }));
        };
    } else {
        out.run = [run](Call& call) {
            return making::sent(call.services.database.read([&](db::Session& db) { return run(call, db); }));
        };
    }
    return out;
}

/// Writes in one transaction with its audit entries: run(Change, Call[, Body]). It may run more than once,
/// and must not have effects outside. Errors roll everything back.
template <typename F>
Operation changing(std::string id, Address at, Label summary, Policy policy, F run) {
    using S = making::Signature<F>;
    Operation out = making::plain(std::move(id), std::move(at), std::move(summary), std::move(policy));
    making::Reply<typename S::Reply>::declare(out);
    if constexpr (std::tuple_size_v<typename S::Arguments> == 3) {
        using Body = std::tuple_element_t<2, typename S::Arguments>;
        out.body = &reflect::described<Body>();
        out.run = [run](Call& call) -> Checked<http::Response> {
            const Checked<Body> asked = call.body<Body>();
            if (!asked) return refuse(asked.error());
            return call.commit([&](Change& change) { return making::sent(run(change, call, *asked)); });
        };
    } else {
        out.run = [run](Call& call) {
            return call.commit([&](Change& change) { return making::sent(run(change, call)); });
        };
    }
    return out;
}

/// Whatever else: run(Call[, Query or, where the method changes something, Body]) sees to transactions
/// itself. It may take the body as its own, to wipe it.
template <typename F>
Operation answering(std::string id, Address at, Label summary, Policy policy, F run) {
    using S = making::Signature<F>;
    const bool reads = at.method == http::Method::get;
    Operation out = making::plain(std::move(id), std::move(at), std::move(summary), std::move(policy));
    making::Reply<typename S::Reply>::declare(out);
    if constexpr (std::tuple_size_v<typename S::Arguments> == 2) {
        using Given = std::tuple_element_t<1, typename S::Arguments>;
        (reads ? out.query : out.body) = &reflect::described<Given>();
        out.run = [run, reads](Call& call) -> Checked<http::Response> {
            if (reads) {
                Given asked = call.query<Given>();
                return making::sent(run(call, asked));
            }
            Checked<Given> asked = call.body<Given>();
            if (!asked) return refuse(std::move(asked.error()));
            return making::sent(run(call, *asked));
        };
    } else {
        out.run = [run](Call& call) { return making::sent(run(call)); };
    }
    return out;
}

}  // namespace yuanheng::platform
