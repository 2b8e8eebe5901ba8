#include <algorithm>
#include <array>
#include <stdexcept>

#include "base/decimal.hpp"
#include "formula/kernels.hpp"
#include "formula/names.hpp"
#include "formula/readers.hpp"
#include "formula/tree.hpp"

namespace yuanheng::formula {

namespace {

using kernel::kAbsent;
using kernel::kAsk;
using kernel::kHuge;
using kernel::kSlack;
using kernel::kTiny;
using kernel::kUnit;

/// Error of a library function, in units of the result's last place: glibc promises below 2 for these.
constexpr double kLibrary = 8 * kUnit;
/// Relative errors stay below this, so that (1 + t)^p − 1 ≤ 1.01·p·t and e^t − 1 ≤ 1.01·t.
constexpr double kSmall = 0x1p-10;

/// How a node's result is known.
struct Known {
    bool absolute = false;  ///< by a bound a row, else by `relative`
    double relative = 0;
    bool verbatim = false;  ///< the double stands exactly for its shortest decimal
    bool unknown = false;   ///< every row asks
    double constant = 0;    ///< of a literal, converted or not; infinite where it asks
};

double inflated(double relative) { return relative * kSlack; }

/// Texts that are not an input or a literal, and everything over tables, are left to the exact reader.
bool asks_always(const Node& node, const std::vector<Node>& nodes) {
    const auto child = [&](std::size_t i) -> const Node& {
        return nodes[static_cast<std::size_t>(node.arguments[i])];
    };
    if (node.op == Op::column || node.op == Op::valid_on) return true;
    if (is_aggregate(node.op)) return node.op != Op::count || !node.arguments.empty();
    if (node.type == Type::text) return node.op != Op::field && node.op != Op::text && node.op != Op::missing;
    if (node.arguments.empty() || child(0).type != Type::text || node.op == Op::is_missing) return false;
    if (node.op == Op::in_set) return child(0).op != Op::field;
    const bool first_field = child(0).op == Op::field && child(1).op == Op::text;
    const bool turned = child(0).op == Op::text && child(1).op == Op::field &&
                        (node.op == Op::equal || node.op == Op::not_equal);
    return !first_field && !turned;
}

}  // namespace

struct ColumnReader::Plan {
    Formula formula;
    std::vector<Known> known;
    std::vector<int> slot;  ///< of each node, its working arrays; −1 where it has none
    int slots = 0;

    explicit Plan(const Formula& f) : formula(f), known(f.nodes().size()), slot(f.nodes().size(), -1) {
        const std::vector<Node>& nodes = formula.nodes();
        const std::vector<bool> wanted = reachable();
        std::vector<int> free;
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            if (!wanted[i]) continue;
            known[i] = judge(nodes[i]);
            // The result must not share arrays with an operand; two more serve for what has several steps.
            if (free.empty()) free.push_back(slots++);
            slot[i] = free.back();
            free.pop_back();
            if (known[i].unknown) continue;
            for (const int child : nodes[i].arguments) {
                if (slot[static_cast<std::size_t>(child)] >= 0)
                    free.push_back(slot[static_cast<std::size_t>(child)]);
            }
        }
        slots += 2;
    }

    const Known& of(int index) const { return known[static_cast<std::size_t>(index)]; }

private:
    /// Nodes whose value is needed: not what lies below a node that always asks, nor literal texts.
    std::vector<bool> reachable() const {
        const std::vector<Node>& nodes = formula.nodes();
        std::vector<bool> wanted(nodes.size(), false);
        wanted.back() = true;
        for (std::size_t i = nodes.size(); i-- > 0;) {
            if (!wanted[i] || asks_always(nodes[i], nodes)) continue;
            for (const int child : nodes[i].arguments) wanted[static_cast<std::size_t>(child)] = true;
        }
        return wanted;
    }

    Known judge(const Node& node) const {
        if (asks_always(node, formula.nodes())) return {false, 0, false, true};
        if (node.type != Type::number) return {false, 0, true, false};
        const auto child = [&](std::size_t i) -> const Known& { return of(node.arguments[i]); };
        const bool absolute =
            std::any_of(node.arguments.begin(), node.arguments.end(), [&](int i) { return of(i).absolute; });
        switch (node.op) {
            case Op::number: return literal(node.number);
            case Op::field: return {false, kUnit, true, false};
            case Op::missing: return {};
            case Op::multiply:
            case Op::divide:
                if (absolute) return {true, 0, false, false};
                return {false, inflated(child(0).relative + child(1).relative + kUnit), false, false};
            case Op::convert:
                if (operand(node).op == Op::number) return literal(operand(node).number * node.number);
                if (absolute) return {true, 0, false, false};
                return {false, inflated(child(0).relative + 2 * kUnit), false, false};
            case Op::negate:
            case Op::abs: return child(0);
            case Op::power:
            case Op::sqrt: {
                const double growth = std::fabs(to_double(node.number)) * child(0).relative;
                if (absolute || growth > kSmall || denominator(node.number) > 2)
                    return {true, 0, false, false};
                return {false, 1.01 * growth + kLibrary, false, false};
            }
            case Op::round: return {false, 2 * kUnit, true, false};
            case Op::year:
            case Op::months_between:
            case Op::count: return {false, 0, true, false};
            case Op::if_then_else: return either(child(1), child(2));
            case Op::coalesce:
            case Op::min:
            case Op::max: {
                Known all = child(0);
                for (std::size_t i = 1; i < node.arguments.size(); ++i) all = either(all, child(i));
                return all;
            }
            case Op::subtract:
                if (operand(node).type == Type::date) return {false, 0, true, false};
                return {true, 0, false, false};
            default: return {true, 0, false, false};
        }
    }

    const Node& operand(const Node& node) const {
        return formula.nodes()[static_cast<std::size_t>(node.arguments[0])];
    }

    static Known literal(const Rational& number) {
        const double x = to_double(number);
        if (std::fabs(x) > kHuge || (number != 0 && std::fabs(x) < kTiny))
            return {false, kUnit, false, false, kAsk};
        return {false, Rational(x) == number ? 0 : kUnit, decimal_of(x) == number, false, x};
    }

    static Known either(const Known& a, const Known& b) {
        return {a.absolute || b.absolute, std::max(a.relative, b.relative), a.verbatim && b.verbatim, false};
    }
};

/// Value and bound arrays of every slot.
struct ColumnReader::Scratch {
    explicit Scratch(int slots) : memory(static_cast<std::size_t>(slots) * 2 * kBlock) {}
    std::vector<double> memory;

    double* value(int slot) { return memory.data() + static_cast<std::size_t>(slot) * 2 * kBlock; }
    double* bound(int slot) { return value(slot) + kBlock; }
};

namespace {

/// One pass over one block.
template <typename Plan, typename Scratch>
class Pass {
public:
    Pass(const Plan& plan, const Columns& data, std::size_t begin, std::size_t n, Scratch& scratch)
        : plan_(plan), nodes_(plan.formula.nodes()), data_(data), begin_(begin), n_(n), scratch_(scratch) {}

    void run() {
        for (std::size_t i = 0; i < nodes_.size(); ++i) {
            if (plan_.slot[i] < 0) continue;
            v_ = scratch_.value(plan_.slot[i]);
            e_ = scratch_.bound(plan_.slot[i]);
            const Known& known = plan_.known[i];
            if (known.unknown) {
                std::fill_n(v_, n_, kAsk);
                continue;
            }
            step(nodes_[i], known);
        }
    }

private:
    const Plan& plan_;
    const std::vector<Node>& nodes_;
    const Columns& data_;
    std::size_t begin_;
    std::size_t n_;
    Scratch& scratch_;
    double* v_ = nullptr;  ///< of the node at hand
    double* e_ = nullptr;

    int index(const Node& node, std::size_t i) const { return node.arguments[i]; }
    const Node& child(const Node& node, std::size_t i) const {
        return nodes_[static_cast<std::size_t>(index(node, i))];
    }
    double* value(const Node& node, std::size_t i) {
        return scratch_.value(plan_.slot[static_cast<std::size_t>(index(node, i))]);
    }
    double* spare(int which) { return scratch_.value(plan_.slots - 1 - which); }

    /// The bounds of an operand, computed where it is relative.
    double* bound(const Node& node, std::size_t i) {
        double* e = scratch_.bound(plan_.slot[static_cast<std::size_t>(index(node, i))]);
        const Known& known = plan_.of(index(node, i));
        if (!known.absolute) kernel::widen(n_, value(node, i), known.relative, e);
        return e;
    }

    void step(const Node& node, const Known& known) {
        switch (node.op) {
            case Op::number: std::fill_n(v_, n_, known.constant); break;
            case Op::date: std::fill_n(v_, n_, static_cast<double>(node.date.days())); break;
            case Op::boolean: std::fill_n(v_, n_, node.number == 0 ? 0.0 : 1.0); break;
            case Op::text:
                std::fill_n(v_, n_, 0.0);
                break;  // present; comparisons look at the literal itself
            case Op::missing: std::fill_n(v_, n_, kAbsent); break;
            case Op::field: input(node); break;
            case Op::count: count(node); break;
            case Op::add:
            case Op::subtract: add(node); break;
            case Op::multiply:
            case Op::divide: scale(node, known); break;
            case Op::convert: convert(node, known); break;
            case Op::negate:
            case Op::abs: signs(node, known); break;
            case Op::power:
            case Op::sqrt: power(node, known); break;
            case Op::ln: logarithm(node); break;
            case Op::exp: exponential(node); break;
            case Op::round: round(node); break;
            case Op::year:
            case Op::months_between: calendar(node); break;
            case Op::coalesce:
            case Op::min:
            case Op::max: fold(node, known); break;
            case Op::if_then_else: choose(node, known); break;
            default: truth(node); break;
        }
    }

    // ---- inputs

    void input(const Node& node) {
        const Column& column = data_.fields[static_cast<std::size_t>(node.index)];
        kernel::load(n_, column.values.data() + begin_, v_);
        if (node.type == Type::date) {
            for (std::size_t i = 0; i < n_; ++i) v_[i] = v_[i] != v_[i] || sane_date(v_[i]) ? v_[i] : kAsk;
        }
        if (column.precise.empty()) return;
        if (column.precise.size() < n_) {
            for (const auto& [row, number] : column.precise) {
                if (row >= begin_ && row < begin_ + n_) v_[row - begin_] = kAsk;
            }
            return;
        }
        for (std::size_t i = 0; i < n_; ++i) {
            if (column.precise.count(static_cast<std::uint32_t>(begin_ + i)) > 0) v_[i] = kAsk;
        }
    }

    void count(const Node& node) {
        const std::vector<std::uint32_t>& starts = data_.tables[static_cast<std::size_t>(node.index)].begin;
        for (std::size_t i = 0; i < n_; ++i) {
            const std::size_t row = begin_ + i;
            v_[i] = row + 1 < starts.size() ? static_cast<double>(starts[row + 1] - starts[row]) : 0.0;
        }
    }

    // ---- arithmetic

    void add(const Node& node) {
        if (child(node, 0).type == Type::date) {
            dates(node);
            return;
        }
        kernel::add(n_, node.op == Op::add ? 1 : -1, value(node, 0), bound(node, 0), value(node, 1),
                    bound(node, 1), v_, e_);
    }

    void scale(const Node& node, const Known& known) {
        const bool times = node.op == Op::multiply;
        if (!known.absolute) {
            times ? kernel::multiply(n_, value(node, 0), value(node, 1), v_)
                  : kernel::divide(n_, value(node, 0), value(node, 1), v_);
        } else if (times) {
            kernel::multiply(n_, value(node, 0), bound(node, 0), value(node, 1), bound(node, 1), v_, e_);
        } else {
            kernel::divide(n_, value(node, 0), bound(node, 0), value(node, 1), bound(node, 1), v_, e_);
        }
    }

    void convert(const Node& node, const Known& known) {
        if (child(node, 0).op == Op::number) {
            std::fill_n(v_, n_, known.constant);
            return;
        }
        double* factor = spare(0);
        double* factor_bound = factor + ColumnReader::kBlock;
        std::fill_n(factor, n_, to_double(node.number));
        if (!known.absolute) {
            kernel::multiply(n_, value(node, 0), factor, v_);
            return;
        }
        kernel::widen(n_, factor, kUnit, factor_bound);
        kernel::multiply(n_, value(node, 0), bound(node, 0), factor, factor_bound, v_, e_);
    }

    void signs(const Node& node, const Known& known) {
        const double* a = value(node, 0);
        for (std::size_t i = 0; i < n_; ++i) v_[i] = node.op == Op::abs ? std::fabs(a[i]) : -a[i];
        if (known.absolute) std::copy_n(bound(node, 0), n_, e_);
    }

    /// Stores a value with its bound, or asks where either is out of range.
    void store(std::size_t i, double v, double e) {
        const bool good = std::fabs(v) <= kHuge && e <= kHuge &&
                          (std::fabs(v) >= kTiny || e >= kTiny || (v == 0 && e == 0));
        v_[i] = good ? v : kAsk;
        e_[i] = good ? e : kAsk;
    }
    void store_absent(std::size_t i) {
        v_[i] = kAbsent;
        e_[i] = 0;
    }

    void power(const Node& node, const Known& known) {
        const double p = to_double(node.number);
        const bool whole = denominator(node.number) == 1;
        const double* a = value(node, 0);
        const double* ea = known.absolute ? bound(node, 0) : nullptr;
        for (std::size_t i = 0; i < n_; ++i) {
            const double r = node.op == Op::sqrt ? std::sqrt(a[i]) : std::pow(a[i], p);
            const double t = ea == nullptr ? 0 : std::fabs(p) * ea[i] / std::fabs(a[i]);
            if (a[i] != a[i]) {
                store_absent(i);
            } else if (kernel::asks(a[i]) || !(t <= kSmall)) {
                store(i, 0, kAsk);
            } else if (a[i] < 0 && !whole) {
                store_absent(i);
            } else if (ea == nullptr) {
                const bool zero = a[i] == 0 && p > 0;
                v_[i] = zero || (std::fabs(r) >= kTiny && std::fabs(r) <= kHuge) ? r : kAsk;
            } else {
                // The exponent itself is rounded: that changes the result by |p ln x| u.
                const double relative =
                    1.01 * t + kLibrary + std::fabs(p * std::log(std::fabs(a[i]))) * 2 * kUnit;
                store(i, r, std::fabs(r) >= kTiny ? std::fabs(r) * relative * kSlack : kAsk);
            }
        }
    }

    void logarithm(const Node& node) {
        const double* a = value(node, 0);
        const double* ea = bound(node, 0);
        for (std::size_t i = 0; i < n_; ++i) {
            const double low = a[i] - ea[i];
            if (a[i] != a[i] || a[i] + ea[i] < 0 || (a[i] == 0 && ea[i] == 0)) {
                store_absent(i);
            } else if (kernel::asks(a[i]) || !(low > 0)) {
                store(i, 0, kAsk);
            } else {
                const double r = std::log(a[i]);
                store(i, r, (ea[i] / low + kLibrary * std::fabs(r)) * kSlack);
            }
        }
    }

    void exponential(const Node& node) {
        const double* a = value(node, 0);
        const double* ea = bound(node, 0);
        for (std::size_t i = 0; i < n_; ++i) {
            if (a[i] != a[i]) {
                store_absent(i);
            } else if (kernel::asks(a[i]) || !(ea[i] <= kSmall)) {
                store(i, 0, kAsk);
            } else {
                const double r = std::exp(a[i]);
                store(i, r, r >= kTiny ? r * (1.01 * ea[i] + kLibrary) * kSlack : kAsk);
            }
        }
    }

    /// The result is a decimal of few digits, which its double stands for: exact where the rounding is
    /// certain.
    void round(const Node& node) {
        constexpr double kMostDigits = 1e15;
        const int digits = static_cast<int>(Integer(numerator(node.number)));
        const double ten = to_double(
            Rational(boost::multiprecision::pow(Integer(10), static_cast<unsigned>(std::abs(digits)))));
        const double* a = value(node, 0);
        const double* ea = bound(node, 0);
        for (std::size_t i = 0; i < n_; ++i) {
            const double s = digits >= 0 ? std::fabs(a[i]) * ten : std::fabs(a[i]) / ten;
            const double es = (digits >= 0 ? ea[i] * ten : ea[i] / ten) + kUnit * s;
            const double whole = std::floor(s);
            const double to_half = std::fabs(s - whole - 0.5);
            const double n = s - whole >= 0.5 ? whole + 1 : whole;
            const double r = std::copysign(digits >= 0 ? n / ten : n * ten, a[i]);
            const bool certain = n < kMostDigits && std::fabs(r) < kMostDigits &&
                                 to_half > es * kSlack + kTiny && !kernel::asks(a[i]);
            v_[i] = a[i] != a[i] ? kAbsent : certain ? (n == 0 ? 0.0 : r) : kAsk;
        }
    }

    // ---- dates

    static Date date(double days) { return Date::from_days(static_cast<int>(days)); }
    static bool sane_date(double days) { return std::fabs(days) < 4e6; }

    void dates(const Node& node) {
        const double* a = value(node, 0);
        const double* b = value(node, 1);
        const bool difference = child(node, 1).type == Type::date;
        const bool months = !difference && is_months(child(node, 1).unit);
        // Only a shift by a literal that is a whole number is certain here.
        const bool certain = difference || plan_.of(index(node, 1)).verbatim;
        const double sign = node.op == Op::add ? 1 : -1;
        for (std::size_t i = 0; i < n_; ++i) {
            const bool sound =
                certain && sane_date(a[i]) && std::fabs(b[i]) < 1e5 && b[i] == std::trunc(b[i]);
            if (a[i] != a[i] || b[i] != b[i]) {
                v_[i] = kAbsent;
            } else if (difference) {
                v_[i] = sane_date(a[i]) && sane_date(b[i]) ? a[i] - b[i] : kAsk;
            } else if (!sound) {
                v_[i] = kAsk;
            } else {
                const double r = months ? date(a[i]).plus_months(static_cast<int>(sign * b[i])).days()
                                        : a[i] + sign * b[i];
                // Outside the years 1–9999 the result is absent: left to the exact reader, far from today.
                v_[i] = std::fabs(r) < 600'000 ? r : kAsk;
            }
        }
    }

    void calendar(const Node& node) {
        const double* a = value(node, 0);
        const double* b = node.op == Op::year ? a : value(node, 1);
        for (std::size_t i = 0; i < n_; ++i) {
            if (a[i] != a[i] || b[i] != b[i]) {
                v_[i] = kAbsent;
            } else if (!sane_date(a[i]) || !sane_date(b[i])) {
                v_[i] = kAsk;
            } else {
                v_[i] = node.op == Op::year ? date(a[i]).year() : whole_months(date(a[i]), date(b[i]));
            }
        }
    }

    // ---- choices

    /// min, max and coalesce: pair by pair, the values before the bounds so that each pair sees both.
    void fold(const Node& node, const Known& known) {
        std::copy_n(value(node, 0), n_, v_);
        if (known.absolute) std::copy_n(bound(node, 0), n_, e_);
        for (std::size_t k = 1; k < node.arguments.size(); ++k) {
            const double* b = value(node, k);
            double* next = spare(0);
            if (node.op == Op::coalesce) {
                if (known.absolute) {
                    const double* eb = bound(node, k);
                    for (std::size_t i = 0; i < n_; ++i) e_[i] = v_[i] != v_[i] ? eb[i] : e_[i];
                }
                kernel::first_present(n_, v_, b, next);
            } else {
                if (known.absolute) {
                    const double* eb = bound(node, k);
                    for (std::size_t i = 0; i < n_; ++i) e_[i] = eb[i] > e_[i] ? eb[i] : e_[i];
                }
                kernel::extreme(n_, node.op == Op::max ? 1 : -1, v_, b, next);
            }
            std::copy_n(next, n_, v_);
        }
    }

    void choose(const Node& node, const Known& known) {
        kernel::choose(n_, value(node, 0), value(node, 1), value(node, 2), v_);
        if (known.absolute) kernel::choose(n_, value(node, 0), bound(node, 1), bound(node, 2), e_);
    }

    // ---- truth values

    void truth(const Node& node) {
        switch (node.op) {
            case Op::logical_and: kernel::combine(n_, 0, value(node, 0), value(node, 1), v_); break;
            case Op::logical_or: kernel::combine(n_, 1, value(node, 0), value(node, 1), v_); break;
            case Op::logical_not:
                for (std::size_t i = 0; i < n_; ++i) v_[i] = 1 - value(node, 0)[i];
                break;
            case Op::is_missing: kernel::is_missing(n_, value(node, 0), v_); break;
            case Op::in_set: in_set(node); break;
            case Op::between: between(node); break;
            default:
                if (child(node, 0).type == Type::text) {
                    texts(node);
                } else {
                    compare(node, 0, 1, node.op, v_);
                }
        }
    }

    void compare(const Node& node, std::size_t i, std::size_t j, Op op, double* out) {
        double* order = spare(1);
        if (plan_.of(index(node, i)).verbatim && plan_.of(index(node, j)).verbatim) {
            kernel::compare(n_, value(node, i), value(node, j), order);
        } else {
            kernel::compare(n_, value(node, i), bound(node, i), value(node, j), bound(node, j), order);
        }
        const double below = op == Op::less || op == Op::less_equal || op == Op::not_equal;
        const double same = op == Op::equal || op == Op::less_equal || op == Op::greater_equal;
        const double above = op == Op::greater || op == Op::greater_equal || op == Op::not_equal;
        kernel::judge(n_, order, below, same, above, out);
    }

    void between(const Node& node) {
        compare(node, 0, 1, Op::greater_equal, spare(0));
        double* upper = spare(0) + ColumnReader::kBlock;
        compare(node, 0, 2, Op::less_equal, upper);
        kernel::combine(n_, 0, spare(0), upper, v_);
    }

    void in_set(const Node& node) {
        if (!node.set.empty()) {
            match(child(node, 0), value(node, 0), [&](const std::string& s) {
                return std::find(node.set.begin(), node.set.end(), s) != node.set.end();
            });
            return;
        }
        double* found = spare(0);
        double* all = found + ColumnReader::kBlock;
        compare(node, 0, 1, Op::equal, v_);
        for (std::size_t k = 2; k < node.arguments.size(); ++k) {
            compare(node, 0, k, Op::equal, found);
            kernel::combine(n_, 1, v_, found, all);
            std::copy_n(all, n_, v_);
        }
    }

    void texts(const Node& node) {
        const bool turned = child(node, 0).op == Op::text;
        const std::size_t field = turned ? 1 : 0;
        const std::string& wanted = child(node, turned ? 0 : 1).text;
        match(child(node, field), value(node, field), [&](const std::string& s) {
            switch (node.op) {
                case Op::equal: return s == wanted;
                case Op::not_equal: return s != wanted;
                case Op::starts_with: return s.rfind(wanted, 0) == 0;
                default: return s.find(wanted) != std::string::npos;
            }
        });
    }

    /// Applies a test of texts to a text field: once for each word of a small dictionary, else once a row.
    template <typename Test>
    void match(const Node& field, const double* words, Test test) {
        const std::vector<std::string>& dictionary =
            data_.fields[static_cast<std::size_t>(field.index)].dictionary;
        const bool small = dictionary.size() <= ColumnReader::kBlock;
        double* known = spare(0);
        if (small)
            std::transform(dictionary.begin(), dictionary.end(), known,
                           [&](const std::string& s) { return test(s) ? 1.0 : 0.0; });
        for (std::size_t i = 0; i < n_; ++i) {
            const double w = words[i];
            if (!(w >= 0 && w < static_cast<double>(dictionary.size()))) {
                v_[i] = w != w ? kAbsent : kAsk;
            } else {
                const auto word = static_cast<std::size_t>(w);
                v_[i] = small ? known[word] : test(dictionary[word]) ? 1.0 : 0.0;
            }
        }
    }
};

}  // namespace

ColumnReader::ColumnReader(const Formula& formula, const Schema&)
    : plan_(std::make_shared<const Plan>(formula)) {}

bool ColumnReader::is_relative() const {
    const Known& root = plan_->known.back();
    return plan_->formula.type() == Type::number && !root.absolute && !root.unknown;
}

double ColumnReader::relative() const { return plan_->known.back().relative; }

std::shared_ptr<ColumnReader::Scratch> ColumnReader::scratch() const {
    return std::make_shared<Scratch>(plan_->slots);
}

void ColumnReader::read(const Columns& data, std::size_t begin, std::size_t n, double* value, double* bound,
                        Scratch& scratch) const {
    if (n > kBlock) throw std::logic_error("ColumnReader::read: more rows than a block");
    Pass<Plan, Scratch>(*plan_, data, begin, n, scratch).run();
    const int slot = plan_->slot.back();
    if (is_relative()) {
        std::copy_n(scratch.value(slot), n, value);
    } else if (plan_->known.back().absolute) {
        kernel::settle(n, scratch.value(slot), scratch.bound(slot), value, bound);
    } else {
        kernel::settle(n, scratch.value(slot), value, bound);
    }
}

const double* ColumnReader::operand(std::size_t i, Scratch& scratch) const {
    // No array is used twice between an operation and its operands (Plan), and the root is the last to be
    // written.
    return scratch.value(plan_->slot[static_cast<std::size_t>(plan_->formula.root().arguments[i])]);
}

}  // namespace yuanheng::formula
