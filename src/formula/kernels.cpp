#include "formula/kernels.hpp"

// Several versions of a loop, chosen by the processor at start; sanitizers cannot run before that choice.
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && !defined(__SANITIZE_THREAD__) && \
    !defined(__SANITIZE_ADDRESS__)
#define YUANHENG_CLONES __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define YUANHENG_CLONES
#endif

namespace yuanheng::formula::kernel {

namespace {

constexpr std::size_t kLine = 8;  ///< doubles in a line of the cache

inline bool sound(double v) { return (std::fabs(v) >= kTiny) & (std::fabs(v) <= kHuge); }
inline bool none(double a, double b) { return (a != a) | (b != b); }

}  // namespace

YUANHENG_CLONES void load(std::size_t n, In x, Out v) {
    // The next block of the column comes from memory while this one is computed with. Behind its end nothing
    // happens.
    for (std::size_t i = n; i < 2 * n; i += kLine) __builtin_prefetch(x + i, 0, 2);
    for (std::size_t i = 0; i < n; ++i) v[i] = (sound(x[i]) | (x[i] == 0) | (x[i] != x[i])) ? x[i] : kAsk;
}

YUANHENG_CLONES void multiply(std::size_t n, In a, In b, Out v) {
    for (std::size_t i = 0; i < n; ++i) {
        const double r = a[i] * b[i];
        const bool zero = ((a[i] == 0) | (b[i] == 0)) & (r == 0);
        const double other = none(a[i], b[i]) ? kAbsent : kAsk;
        v[i] = (sound(r) | zero) ? r : other;
    }
}

YUANHENG_CLONES void divide(std::size_t n, In a, In b, Out v) {
    for (std::size_t i = 0; i < n; ++i) {
        const double r = a[i] / b[i];
        const bool zero = (a[i] == 0) & (r == 0) & (std::fabs(b[i]) <= kHuge);
        const double other = (none(a[i], b[i]) | (b[i] == 0)) ? kAbsent : kAsk;
        v[i] = (sound(r) | zero) ? r : other;
    }
}

YUANHENG_CLONES void widen(std::size_t n, In a, double rel, Out e) {
    // An infinite value keeps an infinite bound also where rel is 0.
    for (std::size_t i = 0; i < n; ++i)
        e[i] = std::fabs(a[i]) <= kHuge ? rel * std::fabs(a[i]) : std::fabs(a[i]);
}

YUANHENG_CLONES void add(std::size_t n, double sign, In a, In ea, In b, In eb, Out v, Out e) {
    for (std::size_t i = 0; i < n; ++i) {
        const double r = a[i] + sign * b[i];
        const double bound = (ea[i] + eb[i] + kUnit * std::fabs(r)) * kSlack;
        const bool good = (std::fabs(r) <= kHuge) & (bound <= kHuge);
        const bool absent = none(a[i], b[i]);
        v[i] = absent ? kAbsent : good ? r : kAsk;
        e[i] = absent ? 0 : good ? bound : kAsk;
    }
}

YUANHENG_CLONES void multiply(std::size_t n, In a, In ea, In b, In eb, Out v, Out e) {
    for (std::size_t i = 0; i < n; ++i) {
        const double r = a[i] * b[i];
        const double bound =
            (std::fabs(a[i]) * eb[i] + std::fabs(b[i]) * ea[i] + ea[i] * eb[i] + kUnit * std::fabs(r)) *
            kSlack;
        const bool zero = (((a[i] == 0) & (ea[i] == 0)) | ((b[i] == 0) & (eb[i] == 0))) & (bound == 0);
        const bool good =
            (std::fabs(r) <= kHuge) & (bound <= kHuge) & ((std::fabs(r) >= kTiny) | (bound >= kTiny) | zero);
        const bool absent = none(a[i], b[i]);
        v[i] = absent ? kAbsent : good ? r : kAsk;
        e[i] = absent ? 0 : good ? bound : kAsk;
    }
}

YUANHENG_CLONES void divide(std::size_t n, In a, In ea, In b, In eb, Out v, Out e) {
    for (std::size_t i = 0; i < n; ++i) {
        const double r = a[i] / b[i];
        const double low = std::fabs(b[i]) - eb[i];
        const double bound = ((ea[i] + std::fabs(r) * eb[i]) / low + kUnit * std::fabs(r)) * kSlack;
        const bool zero = (a[i] == 0) & (ea[i] == 0) & (bound == 0);
        const bool good = (low > 0) & (std::fabs(b[i]) <= kHuge) & (std::fabs(r) <= kHuge) &
                          (bound <= kHuge) & ((std::fabs(r) >= kTiny) | (bound >= kTiny) | zero);
        const bool absent = none(a[i], b[i]) | ((b[i] == 0) & (eb[i] == 0));
        v[i] = absent ? kAbsent : good ? r : kAsk;
        e[i] = absent ? 0 : good ? bound : kAsk;
    }
}

YUANHENG_CLONES void compare(std::size_t n, In a, In ea, In b, In eb, Out v) {
    for (std::size_t i = 0; i < n; ++i) {
        const double d = a[i] - b[i];
        const double margin = (ea[i] + eb[i]) * kSlack;
        const bool certain = (std::fabs(a[i]) <= kHuge) & (std::fabs(b[i]) <= kHuge) &
                             ((std::fabs(d) > margin) | (margin == 0));
        const double order = (d > 0 ? 1.0 : 0.0) - (d < 0 ? 1.0 : 0.0);
        v[i] = none(a[i], b[i]) ? kAbsent : certain ? order : kAsk;
    }
}

YUANHENG_CLONES void compare(std::size_t n, In a, In b, Out v) {
    for (std::size_t i = 0; i < n; ++i) {
        const bool certain = (std::fabs(a[i]) <= kHuge) & (std::fabs(b[i]) <= kHuge);
        const double order = (a[i] > b[i] ? 1.0 : 0.0) - (a[i] < b[i] ? 1.0 : 0.0);
        v[i] = none(a[i], b[i]) ? kAbsent : certain ? order : kAsk;
    }
}

YUANHENG_CLONES void judge(std::size_t n, In order, double below, double same, double above, Out v) {
    for (std::size_t i = 0; i < n; ++i) {
        const double truth = order[i] < 0 ? below : order[i] == 0 ? same : above;
        v[i] = std::fabs(order[i]) <= 1 ? truth : order[i];
    }
}

YUANHENG_CLONES void combine(std::size_t n, double deciding, In a, In b, Out v) {
    for (std::size_t i = 0; i < n; ++i) {
        const bool decided = (a[i] == deciding) | (b[i] == deciding);
        const bool ask = (std::fabs(a[i]) > 1) | (std::fabs(b[i]) > 1);
        const double open = none(a[i], b[i]) ? kAbsent : 1 - deciding;
        v[i] = decided ? deciding : ask ? kAsk : open;
    }
}

YUANHENG_CLONES void choose(std::size_t n, In condition, In yes, In no, Out v) {
    for (std::size_t i = 0; i < n; ++i) {
        const double other = condition[i] != condition[i] ? kAbsent : kAsk;
        v[i] = condition[i] == 1 ? yes[i] : condition[i] == 0 ? no[i] : other;
    }
}

YUANHENG_CLONES void first_present(std::size_t n, In a, In b, Out v) {
    for (std::size_t i = 0; i < n; ++i) v[i] = a[i] != a[i] ? b[i] : a[i];
}

YUANHENG_CLONES void is_missing(std::size_t n, In a, Out v) {
    for (std::size_t i = 0; i < n; ++i) {
        const double known = std::fabs(a[i]) <= kHuge ? 0.0 : kAsk;
        v[i] = a[i] != a[i] ? 1.0 : known;
    }
}

YUANHENG_CLONES void extreme(std::size_t n, double sign, In a, In b, Out v) {
    for (std::size_t i = 0; i < n; ++i) {
        const bool certain = (std::fabs(a[i]) <= kHuge) & (std::fabs(b[i]) <= kHuge);
        const double chosen = sign * a[i] >= sign * b[i] ? a[i] : b[i];
        v[i] = none(a[i], b[i]) ? kAbsent : certain ? chosen : kAsk;
    }
}

YUANHENG_CLONES void settle(std::size_t n, In a, In ea, Out v, Out e) {
    for (std::size_t i = 0; i < n; ++i) {
        const bool ask = std::fabs(a[i]) > kHuge;
        const double bound = a[i] != a[i] ? 0 : ea[i];
        v[i] = ask ? 0 : a[i];
        e[i] = ask ? kAsk : bound;
    }
}

YUANHENG_CLONES void settle(std::size_t n, In a, Out v, Out e) {
    for (std::size_t i = 0; i < n; ++i) {
        const bool ask = std::fabs(a[i]) > kHuge;
        v[i] = ask ? 0 : a[i];
        e[i] = ask ? kAsk : 0;
    }
}

}  // namespace yuanheng::formula::kernel
