#pragma once

#include <compare>
#include <cstdlib>
#include <type_traits>

/// A comparison that can be another one: mutants.py writes `a < b` as `a < mutation::Op<7, '<'>() < b`, which
/// compares as written unless the environment names mutant 7 and what it becomes.
namespace mutation {

enum class Becomes : int { nothing, negated, boundary };

struct Chosen {
    int site = -1;
    Becomes becomes = Becomes::nothing;
};
inline Chosen chosen() {
    static const Chosen out = [] {
        const char* site = std::getenv("MUTANT");
        const char* becomes = std::getenv("MUTANT_BECOMES");
        if (site == nullptr || becomes == nullptr) return Chosen();
        return Chosen{std::atoi(site), static_cast<Becomes>(std::atoi(becomes))};
    }();
    return out;
}

template <typename T>
inline constexpr bool kOrdering =
    std::is_same_v<T, std::strong_ordering> || std::is_same_v<T, std::weak_ordering> ||
    std::is_same_v<T, std::partial_ordering>;

/// '<', '>', 'l' (<=), 'g' (>=), '=' or '!'.
template <char Which, typename A, typename B>
bool compare(const A& a, const B& b) {
    if constexpr (kOrdering<A> && !kOrdering<B>) {  // with the literal 0
        if constexpr (Which == '<') return a < 0;
        if constexpr (Which == '>') return a > 0;
        if constexpr (Which == 'l') return a <= 0;
        if constexpr (Which == 'g') return a >= 0;
        if constexpr (Which == '=') return a == 0;
        if constexpr (Which == '!') return a != 0;
    } else {
        if constexpr (Which == '<') return a < b;
        if constexpr (Which == '>') return a > b;
        if constexpr (Which == 'l') return a <= b;
        if constexpr (Which == 'g') return a >= b;
        if constexpr (Which == '=') return a == b;
        if constexpr (Which == '!') return a != b;
    }
}

template <int Site, char Which>
struct Op {};

template <int Site, char Which, typename A>
struct Left {
    const A& a;

    template <typename B>
    bool with(const B& b) const {
        const bool written = compare<Which>(a, b);
        const Chosen now = chosen();
        if (now.site != Site) return written;
        if (now.becomes == Becomes::negated) return !written;
        // The boundary goes to the other side: < becomes <=, >= becomes >.
        if constexpr (Which == '<') return compare<'l'>(a, b);
        if constexpr (Which == 'l') return compare<'<'>(a, b);
        if constexpr (Which == '>') return compare<'g'>(a, b);
        if constexpr (Which == 'g') return compare<'>'>(a, b);
        return written;
    }
};

#define MUTATION_OPERATOR(op)                                        \
    template <int Site, char Which, typename A>                      \
    Left<Site, Which, A> operator op(const A& a, Op<Site, Which>) {  \
        return {a};                                                  \
    }                                                                \
    template <int Site, char Which, typename A, typename B>          \
    bool operator op(const Left<Site, Which, A>& left, const B& b) { \
        return left.with(b);                                         \
    }
MUTATION_OPERATOR(<)
MUTATION_OPERATOR(>)
MUTATION_OPERATOR(<=)
MUTATION_OPERATOR(>=)
MUTATION_OPERATOR(==)
MUTATION_OPERATOR(!=)
#undef MUTATION_OPERATOR

}  // namespace mutation
