#pragma once

#include <algorithm>
#include <limits>
#include <memory>
#include <type_traits>

#include "base/date.hpp"
#include "base/id.hpp"
#include "base/money.hpp"
#include "base/period.hpp"
#include "reflect/field.hpp"

namespace yuanheng::reflect {

template <typename T>
const Struct& described();

namespace detail {

template <typename M>
struct Optional : std::false_type {
    using type = M;
};
template <typename M>
struct Optional<std::optional<M>> : std::true_type {
    using type = M;
};
template <typename M>
struct List : std::false_type {};
template <typename M>
struct List<std::vector<M>> : std::true_type {
    using type = M;
};

/// Kind of a member's type; object where it is a described struct.
template <typename M>
constexpr Kind kind_of() {
    if constexpr (std::is_same_v<M, Id>)
        return Kind::id;
    else if constexpr (std::is_same_v<M, std::string>)
        return Kind::text;
    else if constexpr (std::is_same_v<M, bool>)
        return Kind::boolean;
    else if constexpr (std::is_integral_v<M>)
        return Kind::integer;
    else if constexpr (std::is_same_v<M, Date>)
        return Kind::date;
    else if constexpr (std::is_same_v<M, Instant>)
        return Kind::instant;
    else if constexpr (std::is_same_v<M, Money>)
        return Kind::money;
    else if constexpr (std::is_same_v<M, Period>)
        return Kind::period;
    else
        return Kind::object;
}

/// Whole numbers of fewer than 64 bits are kept to their range, and unsigned ones above zero.
template <typename M>
void bound(Field& f) {
    if constexpr (std::is_integral_v<M> && !std::is_same_v<M, bool> && !std::is_same_v<M, std::int64_t>) {
        using Limits = std::numeric_limits<M>;
        constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
        f.low = static_cast<std::int64_t>(Limits::min());
        f.high = static_cast<std::int64_t>(std::min(static_cast<std::uint64_t>(Limits::max()), kMost));
    }
}

template <typename M>
Value to_value(const M& m) {
    if constexpr (std::is_same_v<M, Id>)
        return m.value ? Value(m.value) : Value();
    else if constexpr (std::is_same_v<M, std::string>)
        return m.empty() ? Value() : Value(m);
    else if constexpr (std::is_same_v<M, Date>)
        return m.iso();
    else if constexpr (std::is_same_v<M, Instant>)
        return m.ms;
    else if constexpr (std::is_same_v<M, Money>)
        return m.fen();
    else if constexpr (std::is_same_v<M, Period>)
        return m.code();
    else
        return static_cast<std::int64_t>(m);
}

template <typename M>
M from_value(const Value& v) {
    if constexpr (!std::is_same_v<M, Period>) {  // there is no empty one
        if (absent(v)) return M{};
    }
    if constexpr (std::is_same_v<M, Id>)
        return Id{std::get<std::int64_t>(v)};
    else if constexpr (std::is_same_v<M, Period>)
        return parse_period(std::get<std::string>(v)).value();
    else if constexpr (std::is_same_v<M, std::string>)
        return std::get<std::string>(v);
    else if constexpr (std::is_same_v<M, Date>)
        return parse_date(std::get<std::string>(v)).value();
    else if constexpr (std::is_same_v<M, Instant>)
        return Instant{std::get<std::int64_t>(v)};
    else if constexpr (std::is_same_v<M, Money>)
        return Money::of_fen(std::get<std::int64_t>(v));
    else
        return static_cast<M>(std::get<std::int64_t>(v));
}

}  // namespace detail

/// Makes the description of T. A description is a function beside the struct, found by argument-dependent
/// lookup:
///
///     struct Park { Id id; std::string name; std::optional<Date> opened; };
///     void describe(reflect::Describer<Park>& d) {
///         d.name("park", {"园区", "park"});
///         d(&Park::id, "id", {"编号", "id"}).by_program();
///         d(&Park::name, "name", {"园区名称", "name"}).must().longest(60).found().sorts().listed();
///     }
///
/// Members are Id, std::string, bool, integers, Date, Instant, Money, optionals of these and of Period,
/// described structs, std::optional of those, and std::vector of described structs or of std::string.
template <typename T>
class Describer {
public:
    explicit Describer(Struct& into) : into_(into) {}

    void name(std::string name, Label label) {
        into_.name = std::move(name);
        into_.label = std::move(label);
    }

    template <typename M>
    Field& operator()(M T::*member, std::string name, Label label) {
        Field& f = into_.fields.emplace_back();
        f.name = std::move(name);
        f.label = std::move(label);
        if constexpr (detail::List<M>::value)
            list(f, member);
        else
            single(f, member);
        return f;
    }

private:
    static const T& of(const void* p) { return *static_cast<const T*>(p); }
    static T& of(void* p) { return *static_cast<T*>(p); }

    template <typename M>
    static void single(Field& f, M T::*member) {
        using Plain = typename detail::Optional<M>::type;
        f.kind = detail::kind_of<Plain>();
        f.always = !detail::Optional<M>::value && f.kind != Kind::text && f.kind != Kind::id;
        detail::bound<Plain>(f);
        if constexpr (detail::kind_of<Plain>() == Kind::object) {
            f.item = &described<Plain>();
            if constexpr (detail::Optional<M>::value) {
                f.object = [member](const void* p) -> const void* {
                    return (of(p).*member) ? &*(of(p).*member) : nullptr;
                };
                f.make = [member](void* p) -> void* { return &(of(p).*member).emplace(); };
            } else {
                f.object = [member](const void* p) -> const void* { return &(of(p).*member); };
                f.make = [member](void* p) -> void* { return &(of(p).*member); };
            }
        } else if constexpr (detail::Optional<M>::value) {
            f.get = [member](const void* p) {
                return (of(p).*member) ? detail::to_value(*(of(p).*member)) : Value();
            };
            f.set = [member](void* p, const Value& v) {
                if (absent(v))
                    (of(p).*member).reset();
                else
                    of(p).*member = detail::from_value<Plain>(v);
            };
        } else {
            f.get = [member](const void* p) { return detail::to_value(of(p).*member); };
            f.set = [member](void* p, const Value& v) { of(p).*member = detail::from_value<M>(v); };
        }
    }

    template <typename M>
    static void list(Field& f, M T::*member) {
        using Item = typename detail::List<M>::type;
        f.kind = Kind::list;
        f.always = true;
        f.clear = [member](void* p) { (of(p).*member).clear(); };
        f.size = [member](const void* p) { return (of(p).*member).size(); };
        if constexpr (std::is_same_v<Item, std::string>) {
            f.word = [member](const void* p, std::size_t i) { return (of(p).*member)[i]; };
            f.add_word = [member](void* p, std::string word) { (of(p).*member).push_back(std::move(word)); };
        } else {
            f.item = &described<Item>();
            f.element = [member](const void* p, std::size_t i) -> const void* { return &(of(p).*member)[i]; };
            f.make = [member](void* p) -> void* { return &(of(p).*member).emplace_back(); };
        }
    }

    Struct& into_;
};

/// The description of T, made once. Throws as Struct::validate().
template <typename T>
const Struct& described() {
    static const Struct once = [] {
        Struct s;
        Describer<T> d(s);
        describe(d);
        s.validate();
        const T fresh{};
        for (Field& f : s.fields) {
            if (f.get) f.initial = f.get(&fresh);
        }
        return s;
    }();
    return once;
}

/// The scalar fields of a described struct as a record (objects and lists are absent in it), and back.
Record to_record(const Struct& type, const void* object);
void from_record(const Struct& type, const Record& record, void* object);

template <typename T>
Record to_record(const T& object) {
    return to_record(described<T>(), &object);
}
template <typename T>
T from_record(const Record& record) {
    T out;
    from_record(described<T>(), record, &out);
    return out;
}

}  // namespace yuanheng::reflect
