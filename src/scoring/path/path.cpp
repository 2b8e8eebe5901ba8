#include "scoring/path/path.hpp"

#include <algorithm>
#include <set>

#include "scheme/codes.hpp"
#include "scoring/path/path_change.hpp"
#include "scoring/path/path_combination.hpp"
#include "scoring/path/path_cut.hpp"
#include "scoring/path/path_shadow.hpp"
#include "scoring/run/scorer.hpp"

namespace yuanheng::scoring {

namespace {

using formula::Value;

Rational size(const Rational& change) { return change < 0 ? Rational(-change) : change; }

/// How far a number may go from where it is, in steps.
struct Room {
    Integer up, down;
};
Room room(const Rational& from, const Rational& step) {
    const Rational reach = std::max(size(from), Rational(1)) * kMaxFactor;
    const Integer up = round_to_integer(Rational(reach / step), Rounding::floor);
    // A positive amount stays positive, and none does not become negative: nobody can release land that there
    // is not.
    const Integer positive =
        from == 0 ? Integer(0) : Integer(round_to_integer(Rational(from / step), Rounding::ceil) - 1);
    return {up, from >= 0 ? positive : up};
}

/// The smallest number of steps, at most `most`, with which `holds`: doubling from `first`, then halving. One
/// step less is not enough.
template <typename Holds>
std::optional<Integer> fewest(const Integer& most, const Integer& first, const Holds& holds) {
    if (most < 1) return std::nullopt;
    Integer low = 0;
    Integer high = std::min(std::max(first, Integer(1)), most);
    while (!holds(high)) {
        if (high == most) return std::nullopt;
        low = high;
        high = std::min(Integer(high * 2), most);
    }
    if (first == high && high > 1 && holds(Integer(high - 1))) {
        high -= 1;
    } else if (first == high) {
        return high;
    }
    while (high - low > 1) {
        const Integer middle = (low + high) / 2;
        (holds(middle) ? high : low) = middle;
    }
    return high;
}

/// The nearest change, up or down, with which `reached(change)` holds; near `guess`, if there is one.
template <typename Reached>
std::optional<Rational> nearest(const Room& most, const Rational& step, const std::optional<Rational>& guess,
                                const Reached& reached) {
    const auto begin = [&](bool upwards) {
        if (!guess || (*guess > 0) != upwards) return Integer(1);
        return round_to_integer(Rational(size(*guess) / step), Rounding::half_up);
    };
    const auto towards = [&](const Rational& sign) {
        return [&reached, &step, sign](const Integer& n) {
            return reached(Rational(sign * step * Rational(n)));
        };
    };
    const auto more = fewest(most.up, begin(true), towards(1));
    const auto less = fewest(more ? std::min(most.down, *more) : most.down, begin(false), towards(-1));
    if (!more && !less) return std::nullopt;
    const bool upwards = more && (!less || *more <= *less);
    return Rational(step * Rational(upwards ? *more : Integer(-*less)));
}

/// The same, first on the way that the number should go; only without one there on the other.
template <typename Reached>
std::optional<Rational> wanted_first(Direction direction, const Room& most, const Rational& step,
                                     const std::optional<Rational>& guess, const Reached& reached) {
    if (direction == Direction::any) return nearest(most, step, guess, reached);
    const Room up{most.up, 0};
    const Room down{0, most.down};
    const bool higher = direction == Direction::higher;
    const auto wanted = nearest(higher ? up : down, step, guess, reached);
    return wanted ? wanted : nearest(higher ? down : up, step, guess, reached);
}

/// The search for one enterprise.
class Search {
public:
    Search(const Run& run, std::size_t row, int target, const PathOptions& options)
        : run_(run),
          row_(row),
          target_(target),
          options_(options),
          track_(run.scheme->tracks[static_cast<std::size_t>(run.outcomes[row].track)]),
          cut_(run, row, target),
          now_(derive(run, row)),
          work_(*run.data) {}

    Path find() {
        Path out;
        out.row = row_;
        out.track = run_.outcomes[row_].track;
        out.grade = run_.outcomes[row_].grade;
        out.target = target_;
        out.total = cut_.key(*run_.data);
        out.needed = cut_.needed();
        out.inclusive = cut_.inclusive();
        out.obstacle = cut_.obstacle();
        out.blocked_by = cut_.blocked_by();
        const bool by_total = track_.grading.rank_by.empty();
        for (std::size_t j = 0; j < track_.indicators.size() && by_total && possible(); ++j) {
            out.singles.push_back(indicator(static_cast<int>(j)));
        }
        std::set<int> fields;
        for (const Indicator& i : track_.indicators) {
            for (int f : i.formula.fields()) fields.insert(f);
        }
        for (const OrderKey& key : track_.grading.rank_by) {
            for (int f : key.formula.fields()) fields.insert(f);
        }
        for (int f : fields) {
            const auto index = static_cast<std::size_t>(f);
            if (index >= run_.scheme->input_count()) continue;
            if (run_.scheme->schema.fields[index].type == formula::Type::number)
                out.singles.push_back(input(f));
        }
        if (options_.costs.empty() || !by_total || !possible()) return out;
        if (out.needed) out.cheapest = cheapest(run_, row_, *out.needed, out.inclusive, options_);
        if (options_.reranked) out.cheapest_reranked = cheapest_again(out.cheapest);
        return out;
    }

private:
    bool possible() const { return cut_.obstacle() == Obstacle::none || cut_.obstacle() == Obstacle::no_cut; }
    bool reached(const std::optional<std::int8_t>& grade) const { return grade && *grade <= target_; }

    /// One input alone.
    SingleChange input(int field) {
        SingleChange out;
        out.index = field;
        out.direction = direction_of(*run_.scheme, field);
        const Value now = run_.data->columns.value(run_.scheme->schema, field, row_);
        if (formula::absent(now)) {
            out.fixed_obstacle = out.reranked_obstacle = Obstacle::missing;
            return out;
        }
        const Rational from = std::get<Exact>(now).rational();
        out.step = step_of(options_, run_.scheme->schema.fields[static_cast<std::size_t>(field)], from);
        const Room most = room(from, out.step);
        const auto put = [&](const Rational& change) {
            put_number(work_.columns.fields[static_cast<std::size_t>(field)], row_, from + change);
        };
        std::optional<Rational> change;
        if (cut_.needed()) {
            change = wanted_first(out.direction, most, out.step, std::nullopt,
                                  [&](const Rational& c) { return put(c), cut_.reached(work_); });
        }
        if (change) out.fixed = Step{from, from + *change};
        if (!out.fixed)
            out.fixed_obstacle =
                possible() && cut_.needed() ? limit(field, put, most, out.step) : cut_.obstacle();
        if (options_.reranked) {
            bool refused = false;
            // Without a cut score to start from, whole runs find the way alone.
            const auto again = wanted_first(out.direction, most, out.step, change, [&](const Rational& c) {
                put(c);
                return reached(
                    grade_again(*run_.scheme, work_, row_, run_.outcomes[row_].track, options_.run, refused));
            });
            if (again) out.reranked = Step{from, from + *again};
            if (!again) out.reranked_obstacle = refused ? Obstacle::refused : why(out.fixed_obstacle);
        }
        put(0);
        return out;
    }

    static Obstacle why(Obstacle fixed) {
        return fixed == Obstacle::none || fixed == Obstacle::no_cut ? Obstacle::range : fixed;
    }

    /// Why no change of an amount was enough: it brings nothing even at the ends of its range, or an item is
    /// capped there, or the range itself.
    template <typename Put>
    Obstacle limit(int field, const Put& put, const Room& most, const Rational& step) {
        bool moves = false;
        bool capped = false;
        for (const Rational& change :
             {Rational(step * Rational(most.up)), Rational(-step * Rational(most.down))}) {
            put(change);
            moves = moves || cut_.key(work_) != cut_.key(*run_.data);
            if (!track_.grading.rank_by.empty()) continue;
            const Derivation d = run_.scorers[static_cast<std::size_t>(run_.outcomes[row_].track)]->derive(
                static_cast<std::uint32_t>(row_), work_);
            for (const ItemDerivation& i : d.items) {
                const auto reads = track_.indicators[static_cast<std::size_t>(i.indicator)].formula.fields();
                const bool own = std::find(reads.begin(), reads.end(), field) != reads.end();
                capped = capped || (own && i.limit == ItemDerivation::Limit::cap);
            }
        }
        return capped ? Obstacle::cap : moves ? Obstacle::range : Obstacle::no_effect;
    }

    /// One indicator alone.
    SingleChange indicator(int index) {
        const auto i = static_cast<std::size_t>(index);
        SingleChange out;
        if (cut_.needed()) {
            out = indicator_alone(run_, row_, index, *cut_.needed(), cut_.inclusive(), options_);
        } else {
            out.fixed_obstacle = cut_.obstacle();
        }
        out.indicator = true;
        out.index = index;
        out.step = step_of(options_, track_.indicators[i], now_.items[i]);
        if (now_.items[i].rule || formula::absent(now_.items[i].value)) {
            out.fixed_obstacle = out.reranked_obstacle = Obstacle::missing;
            return out;
        }
        if (!options_.reranked) return out;
        const auto shadow = Shadow::make(run_, row_, {index});
        const Rational from = fraction(std::get<Exact>(now_.items[i].value));
        bool refused = false;
        Room most = room(from, out.step);
        std::optional<Rational> guess;
        if (out.fixed) {
            guess = out.fixed->change();
            (*guess > 0 ? most.down : most.up) = 0;
        }
        const auto again = nearest(shadow ? most : Room{0, 0}, out.step, guess, [&](const Rational& change) {
            shadow->set(0, change);
            return reached(shadow->grade(options_.run, refused));
        });
        if (again) out.reranked = Step{from, from + *again};
        if (!again) out.reranked_obstacle = refused ? Obstacle::refused : why(out.fixed_obstacle);
        return out;
    }

    /// The mix for the others' results as they are or, where that is not enough when everybody is ranked
    /// again, the mix for the lowest total that is.
    Combination cheapest_again(const std::optional<Combination>& fixed) const {
        std::vector<int> priced;
        for (std::size_t j = 0; j < track_.indicators.size(); ++j) {
            if (options_.costs.contains(track_.indicators[j].code)) priced.push_back(static_cast<int>(j));
        }
        const auto shadow = Shadow::make(run_, row_, priced);
        bool refused = false;
        Combination mix;
        const auto holds = [&](const Combination& c) {
            for (std::size_t n = 0; n < priced.size(); ++n) shadow->set(n, 0);
            for (const Combination::Part& part : c.parts) {
                const auto at = std::find(priced.begin(), priced.end(), part.indicator);
                shadow->set(static_cast<std::size_t>(at - priced.begin()), part.step.change());
            }
            return reached(shadow->grade(options_.run, refused));
        };
        if (!shadow) mix.obstacle = Obstacle::no_effect;
        if (!shadow || (fixed && (fixed->obstacle != Obstacle::none || holds(*fixed))))
            return fixed ? *fixed : mix;
        const Exact begin = cut_.needed() && *cut_.needed() > now_.total ? *cut_.needed() : now_.total;
        // An aim that no mix reaches ends the doubling like one that is enough: the halving tells them apart.
        const auto aim = [&](const Integer& n) {
            mix = cheapest(run_, row_, begin + Exact(Rational(n) / kAimStep), true, options_);
            return mix.obstacle != Obstacle::none || holds(mix);
        };
        const Integer most = round_to_integer(
            Rational(std::max(size(fraction(now_.total)), Rational(1)) * kMaxFactor * kAimStep),
            Rounding::floor);
        const auto found = fewest(most, 1, aim);
        if (found) aim(*found);
        if (!found || (mix.obstacle == Obstacle::none && mix.parts.empty())) mix.obstacle = Obstacle::range;
        return mix;
    }

    const Run& run_;
    std::size_t row_;
    int target_;
    const PathOptions& options_;
    const Track& track_;
    Cut cut_;
    Derivation now_;
    Dataset work_;  ///< the data with the change that is being tried
};

Result<void> check(const Run& run, const Track& track, const PathOptions& options) {
    const auto wrong = [](const std::string& what) { return fail(Code::path_options, {{"what", what}}); };
    const auto indicator = [&](const std::string& code) {
        return std::any_of(track.indicators.begin(), track.indicators.end(),
                           [&](const Indicator& i) { return i.code == code; });
    };
    if (options.step && *options.step <= 0) return wrong("step");
    for (const auto& [code, step] : options.steps) {
        if (step <= 0 || (!indicator(code) && run.scheme->schema.find_field(code) < 0))
            return wrong("step " + code);
    }
    for (const auto& [code, cost] : options.costs) {
        if (cost <= 0 || !indicator(code)) return wrong("cost " + code);
    }
    for (const auto& [code, limit] : options.limits) {
        if (limit < 0 || !indicator(code)) return wrong("limit " + code);
    }
    return {};
}

}  // namespace

Result<Path> path_to(const Run& run, std::size_t row, const PathOptions& options) {
    const Outcome& o = run.outcomes[row];
    if (o.grade < 0) return fail(Code::path_not_graded, {{"code", run.data->codes[row]}});
    const int target = options.target < 0 ? o.grade - 1 : options.target;
    if (target < 0 || target >= o.grade) {
        return fail(Code::path_at_target, {{"code", run.data->codes[row]}, {"grade", run.grade_name(row)}});
    }
    if (auto fine = check(run, run.scheme->tracks[static_cast<std::size_t>(o.track)], options); !fine) {
        return tl::unexpected(fine.error());
    }
    return Search(run, row, target, options).find();
}

}  // namespace yuanheng::scoring
