#include <algorithm>

#include "base/json_text.hpp"
#include "zone/evaluation/results/derivation_telling.hpp"
#include "zone/evaluation/results/results.hpp"

namespace yuanheng::evaluation {

using scoring::Adjustment;
using scoring::Aggregation;
using scoring::Indicator;
using scoring::ItemDerivation;
using scoring::MissingRule;
using scoring::Transform;

namespace {

constexpr int kDigits = 15;  ///< as many as a double holds

std::string number(const Exact& x) { return formula::show_number(x, kDigits); }
template <typename T>
std::string number(const std::optional<T>& x) {
    return x ? number(Exact(*x)) : "";
}

const char* name(Transform::Kind kind) {
    using Kind = Transform::Kind;
    switch (kind) {
        case Kind::ratio: return "ratio";
        case Kind::inverse: return "inverse";
        case Kind::min_max: return "min_max";
        case Kind::efficacy: return "efficacy";
        case Kind::percentile: return "percentile";
        case Kind::z_score: return "z_score";
        case Kind::bands: return "bands";
    }
    return "";
}

const char* name(MissingRule::Kind kind) {
    using Kind = MissingRule::Kind;
    switch (kind) {
        case Kind::mean: return "mean";
        case Kind::zero: return "zero";
        case Kind::penalty: return "penalty";
        case Kind::redistribute: return "redistribute";
        case Kind::full: return "full";
        case Kind::cap: return "cap";
        case Kind::refuse: return "refuse";
    }
    return "";
}

const char* name(Aggregation how) {
    switch (how) {
        case Aggregation::sum: return "sum";
        case Aggregation::arithmetic: return "arithmetic";
        case Aggregation::geometric: return "geometric";
        case Aggregation::harmonic: return "harmonic";
    }
    return "";
}

const char* name(Adjustment::Kind kind) {
    switch (kind) {
        case Adjustment::Kind::points: return "points";
        case Adjustment::Kind::ratio: return "ratio";
        case Adjustment::Kind::coefficient: return "coefficient";
    }
    return "";
}

const char* name(scoring::Grading::Method method) {
    using Method = scoring::Grading::Method;
    switch (method) {
        case Method::none: return "none";
        case Method::quota: return "quota";
        case Method::score: return "score";
        case Method::staged: return "staged";
    }
    return "";
}

const char* name(scoring::TiePolicy ties) {
    using Ties = scoring::TiePolicy;
    return ties == Ties::better ? "better" : ties == Ties::worse ? "worse" : "order";
}

void write(Json& json, const std::vector<DerivationSource>& sources) {
    json.key("sources").open('[');
    for (const DerivationSource& s : sources)
        json.open('{').key("input").text(s.code).key("cell").text(s.cell).close('}');
    json.close(']');
}

/// The lines as they are printed.
void write(Json& json, const DerivationPart& part) {
    json.key("working").open('[');
    for (const DerivationLine& line : part.lines) {
        json.open('{').key("what").text(line.what).key("how").text(line.how).key("result").text(line.result);
        json.key("note").text(line.note);
        write(json, line.sources);
        json.close('}');
    }
    json.close(']');
}

class JsonTelling {
public:
    JsonTelling(Telling& t, const scoring::Places& places) : t_(t), places_(places) {}

    std::string run() {
        const scoring::ResultRow result = scoring::result_of(t_.run, t_.row);
        json_.open('{').key("code").text(result.code).key("name").text(result.name);
        json_.key("track").text(t_.track.code).key("items").open('[');
        for (std::size_t i = 0; i < t_.track.indicators.size(); ++i) item(i);
        json_.close(']').key("pillars").open('[');
        for (std::size_t p = 0; p < t_.track.pillars.size(); ++p) pillar(p);
        json_.close(']').key("aggregation").text(name(t_.track.aggregation));
        json_.key("scale").number(number(Exact(t_.track.scale)));
        json_.key("base").number(t_.points(t_.why.base)).key("adjustments").open('[');
        for (const auto& a : t_.why.adjustments) adjustment(a);
        json_.close(']');
        if (t_.track.total_places) {
            json_.key("unrounded").number(number(t_.why.unrounded));
            json_.key("total_places").number(std::to_string(*t_.track.total_places));
        }
        json_.key("total").number(t_.points(t_.why.total));
        grade(result);
        return json_.close('}').str();
    }

private:
    Telling& t_;
    const scoring::Places& places_;
    Json json_;

    Json& figure(const char* key, const std::string& decimal) { return json_.key(key).number(decimal); }

    void item(std::size_t i) {
        const Indicator& in = t_.track.indicators[i];
        const ItemDerivation& d = t_.why.items[i];
        json_.open('{').key("indicator").text(in.code).key("label").text(in.label.in(t_.language));
        json_.key("unit").text(in.formula.unit().symbol(t_.language));
        json_.key("pillar").text(in.pillar < 0 ? ""
                                               : t_.track.pillars[static_cast<std::size_t>(in.pillar)].code);
        json_.key("higher_is_better").boolean(in.higher_is_better);
        value(i, d);
        transform(in.transform);
        if (!d.rule) against(i, in, d);
        figure("share_raw", number(d.t_raw));
        figure("cap", number(in.cap));
        figure("floor", number(in.floor));
        json_.key("missing").text(d.rule ? name(*d.rule) : "");
        figure("share", number(d.t));
        figure("coefficient", number(d.coefficient));
        figure("weight", number(Exact(in.weight)));
        figure("weight_now", number(d.weight));
        figure("points", t_.points(d.points));
        write(json_, item_part(t_, i));
        json_.close('}');
    }

    void value(std::size_t i, const ItemDerivation& d) {
        const auto* x = std::get_if<Exact>(&d.value);
        figure("value", x == nullptr ? "" : number(*x));
        figure("numerator", number(d.numerator));
        figure("denominator", number(d.denominator));
        const auto& item = t_.scorer.item(i);
        const scoring::Filling* filling = item.filling(static_cast<std::uint32_t>(t_.row));
        figure("imputed", filling == nullptr ? "" : number(filling->value));
        json_.key("imputed_group").text(filling == nullptr ? "" : filling->group);
        const Exact* before = filling != nullptr ? &filling->value : x;
        const bool changed = d.imputed && before != nullptr && *d.imputed != *before;
        figure("treated", changed ? number(*d.imputed) : "");
        figure("logarithm_from", changed ? number(item.logarithm_from()) : "");
    }

    void transform(const Transform& how) {
        json_.key("transform").open('{').key("kind").text(name(how.kind));
        figure("factor", number(Exact(how.factor)));
        figure("base", number(Exact(how.base)));
        figure("span", number(Exact(how.span))).key("bands").open('[');
        for (const scoring::Band& b : how.bands) {
            json_.open('{');
            figure("from", number(Exact(b.from))).key("exclusive").boolean(b.exclusive);
            figure("share", number(Exact(b.t)));
            json_.close('}');
        }
        json_.close(']').close('}');
    }

    /// What the value is measured against, and of whom it is made.
    void against(std::size_t i, const Indicator& in, const ItemDerivation& d) {
        const scoring::GroupParameters& group = t_.group(i);
        json_.key("against").open('{').key("group").text(group.name).key("enterprises").number(group.count);
        json_.key("last_year").boolean(d.previous_year);
        using Kind = Transform::Kind;
        switch (in.transform.kind) {
            case Kind::ratio:
            case Kind::inverse: figure("base_value", number(d.benchmark)); break;
            case Kind::min_max:
            case Kind::efficacy:
                figure("low", number(d.benchmark));
                figure("high", number(d.benchmark_high));
                break;
            case Kind::z_score:
                figure("mean", number(d.benchmark));
                figure("deviation", number(d.benchmark_high));
                break;
            case Kind::percentile: {
                const Exact x = d.imputed ? *d.imputed : std::get<Exact>(d.value);
                const auto low = std::lower_bound(group.values.begin(), group.values.end(), x);
                const auto high = std::upper_bound(low, group.values.end(), x);
                json_.key("lower").number(static_cast<std::size_t>(low - group.values.begin()));
                json_.key("equal").number(static_cast<std::size_t>(high - low));
                break;
            }
            case Kind::bands: break;
        }
        json_.close('}');
    }

    void pillar(std::size_t p) {
        const scoring::Pillar& pillar = t_.track.pillars[p];
        json_.open('{').key("pillar").text(pillar.code).key("label").text(pillar.label.in(t_.language));
        json_.key("parent").text(
            pillar.parent < 0 ? "" : t_.track.pillars[static_cast<std::size_t>(pillar.parent)].code);
        json_.key("aggregation").text(name(pillar.aggregation));
        figure("weight", number(Exact(pillar.weight)));
        figure("weight_now", number(t_.why.pillars[p].weight));
        figure("value", number(t_.why.pillars[p].value));
        json_.close('}');
    }

    void adjustment(const scoring::AdjustmentDerivation& a) {
        const Adjustment& rule = t_.run.scheme->adjustments[static_cast<std::size_t>(a.adjustment)];
        json_.open('{').key("adjustment").text(rule.code).key("label").text(rule.label.in(t_.language));
        json_.key("kind").text(name(rule.kind)).key("on").text(rule.on).key("items").open('[');
        for (const scoring::AdjustmentItemDerivation& one : a.items) {
            const scoring::AdjustmentItem& item = rule.items[static_cast<std::size_t>(one.item)];
            using Decided = scoring::AdjustmentItemDerivation::Outcome;
            json_.open('{').key("item").text(item.code).key("label").text(item.label.in(t_.language));
            json_.key("tier").text(item.tier);
            figure("value", number(one.value));
            json_.key("outcome").text(one.outcome == Decided::counted    ? "counted"
                                      : one.outcome == Decided::excluded ? "excluded"
                                                                         : "unknown");
            json_.close('}');
        }
        json_.close(']');
        figure("cap", number(rule.cap));
        figure("floor", number(rule.floor));
        figure("counted", number(a.counted));
        write(json_, adjustment_part(t_, a));
        json_.close('}');
    }

    void grade(const scoring::ResultRow& result) {
        const bool ranked = scoring::ranks(result.state);
        json_.key("initial").text(result.initial).key("grade").text(result.grade);
        json_.key("rank").number(result.rank > 0 ? std::to_string(result.rank) : "");
        if (ranked) place(places_.of(t_.row));
        json_.key("changes").open('[');
        for (const scoring::Applied& change : result.changes) {
            json_.open('{').key("rule").text(change_reason(t_.run, change, t_.language));
            json_.key("from").text(result.grade_name(change.before));
            json_.key("to").text(result.grade_name(change.after)).close('}');
        }
        json_.close(']').key("change").text(change_text(t_.run, result, t_.language));
    }

    void place(const scoring::Place& place) {
        const scoring::Grading& grading = t_.track.grading;
        json_.key("grading").open('{').key("method").text(name(grading.method));
        json_.key("by_total").boolean(grading.rank_by.empty());
        json_.key("group").text(place.group).key("rank").number(place.rank);
        json_.key("enterprises").number(place.size).key("position").number(place.position);
        json_.key("equal").number(place.equals).key("ties").text(name(grading.ties)).key("places").open('[');
        for (std::size_t g = 0; g < place.shares.size(); ++g) {
            json_.open('{').key("grade").text(grading.grades[g]).key("places").number(place.shares[g]);
            json_.close('}');
        }
        json_.close(']').key("scores").open('[');
        for (const scoring::Threshold& cut : grading.thresholds) {
            json_.open('{').key("grade").text(grading.grades[static_cast<std::size_t>(cut.grade)]);
            figure("score", number(Exact(cut.score))).key("inclusive").boolean(cut.inclusive).close('}');
        }
        json_.close(']').key("rest").text(
            grading.rest < 0 ? "" : grading.grades[static_cast<std::size_t>(grading.rest)]);
        json_.close('}');
    }
};

}  // namespace

std::string Derivations::json(std::size_t row) const {
    Telling t(run_, row, language_, folders_);
    return JsonTelling(t, places_).run();
}

}  // namespace yuanheng::evaluation
