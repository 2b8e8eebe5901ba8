#pragma once

#include <tuple>
#include <type_traits>

#include "platform/core/refusal.hpp"
#include "platform/request/etag.hpp"
#include "platform/request/operation.hpp"

/// How operations are made: what they take and give is said once, by the function that does it.
///
///     reading("figure.list", get("/api/zones/{id}/figures"), {"公布数字", "figures"}, viewers(),
///             [](const Call& call, db::Session& db, const FigureQuery& asked) -> Checked<FigureList> { … })
///     changing("view.create", post("/api/views"), {"保存视图", "save a view"}, Policy::signed_in(),
///              [](Change& change, const Call& call, const SavedView& asked) -> Checked<Versioned<SavedView>>
///              { … })
///
/// The parameters of the query string, or the body, are the last argument's type; the reply is the result's:
///     Nothing        204
///     T              200 and the described T as JSON; T::kStatus where it has one
///     Page<T>        {"items":[…],"next":…,"total":…}
///     Versioned<T>   T with its version as ETag
///     http::Response files, streams, and JSON whose members differ from entity to entity
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

/// A part of a list; `next` is the cursor of what follows, empty at the end.
template <typename T>
struct Page {
    std::vector<T> items;
    std::string next = {};
    std::optional<std::int64_t> total = std::nullopt;
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

/// What the reply's type says of an operation, and how it is sent.
template <typename T>
struct Reply {
    static void declare(Operation& o) { o.reply = &reflect::described<T>(); }
    static http::Response send(const T& reply) {
        if constexpr (requires { T::kStatus; })
            return json(reply, T::kStatus);
        else
            return json(reply);
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
struct Reply<Versioned<T>> {
    static void declare(Operation& o) { Reply<T>::declare(o); }
    static http::Response send(const Versioned<T>& v) {
        return std::move(json(v.reply, v.status).with("ETag", etag(v.version)));
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
        for (const T& item : page.items) reflect::write(out, reflect::described<T>(), &item);
        out.end_array().key("next");
        page.next.empty() ? out.null() : out.text(page.next);
        out.key("total");
        page.total ? out.number(*page.total) : out.null();
        out.end_object();
        return json_text(out.take());
    }
};

template <typename T>
Checked<http::Response> sent(Checked<T> made) {
    if (!made) return tl::unexpected(std::move(made.error()));
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
            if (!asked) return tl::unexpected(asked.error());
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
/// itself.
template <typename F>
Operation answering(std::string id, Address at, Label summary, Policy policy, F run) {
    using S = making::Signature<F>;
    const bool reads = at.method == http::Method::get;
    Operation out = making::plain(std::move(id), std::move(at), std::move(summary), std::move(policy));
    making::Reply<typename S::Reply>::declare(out);
    if constexpr (std::tuple_size_v<typename S::Arguments> == 2) {
        using Taken = std::tuple_element_t<1, typename S::Arguments>;
        (reads ? out.query : out.body) = &reflect::described<Taken>();
        out.run = [run, reads](Call& call) -> Checked<http::Response> {
            if (reads) return making::sent(run(call, call.query<Taken>()));
            const Checked<Taken> asked = call.body<Taken>();
            if (!asked) return tl::unexpected(asked.error());
            return making::sent(run(call, *asked));
        };
    } else {
        out.run = [run](Call& call) { return making::sent(run(call)); };
    }
    return out;
}

}  // namespace yuanheng::platform
