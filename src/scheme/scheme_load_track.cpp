#include <algorithm>

#include "scheme/codes.hpp"
#include "scheme/scheme_load_reader.hpp"

namespace yuanheng::scoring::load {

namespace {

constexpr int kWhole = 1'000'000;
constexpr int kMostPlaces = 12;

void read_benchmark(Reader& reader, Indicator& indicator, const Unit& unit) {
    using Kind = Benchmark::Kind;
    Benchmark& b = indicator.benchmark;
    b.kind = reader.choice<Kind>("kind",
                                 {{"fixed", Kind::fixed},
                                  {"aggregate", Kind::aggregate},
                                  {"mean", Kind::mean},
                                  {"best", Kind::best},
                                  {"percentile", Kind::percentile}},
                                 {});
    b.article = reader.text("article");
    indicator.sample = reader.sample() || indicator.sample;
    b.factor = reader.number("factor", 1);
    if (b.factor <= 0) reader.error(Code::scheme_not_positive, {{"key", "factor"}}, "factor");
    if (b.kind == Kind::fixed) {
        reader.require("value");
        if (const auto value = reader.constant("value", unit)) {
            if (!value->is_rational()) {
                reader.error(Code::scheme_not_constant, {{"key", "value"}}, "value");
            } else if ((b.value = value->rational()) <= 0) {
                reader.error(Code::scheme_not_positive, {{"key", "value"}}, "value");
            }
        }
        return;
    }
    if (b.kind == Kind::percentile) b.percentile = reader.share("percentile");
    b.previous = reader.flag("previous", false);
    if (b.previous) b.if_no_previous = reader.quantity("if_no_previous", unit);
    if (b.if_no_previous && *b.if_no_previous <= 0) {
        reader.error(Code::scheme_not_positive, {{"key", "if_no_previous"}}, "if_no_previous");
    }
    b.over = reader.choice<Population>(
        "over", {{"ranked", Population::ranked}, {"scored", Population::scored}}, Population::ranked);
    b.skip_zero = reader.flag("skip_zero", false);
    for (const std::string& name : reader.texts("by")) b.by.push_back(reader.text_input("by", name));
    b.min_group = reader.integer("min_group", 1, 1, kWhole);
}

void read_bands(Reader& reader, Transform& transform, const Unit& unit) {
    reader.require("bands");
    reader.each("bands", [&](Reader& band) {
        Band b;
        b.from = band.required_quantity("from", unit);
        b.exclusive = band.flag("exclusive", false);
        band.require("t");
        b.t = band.marks("t", 0);
        if (!transform.bands.empty() && transform.bands.back().from >= b.from) {
            band.error(Code::scheme_not_ascending, {{"keys", "bands.from"}}, "from");
        }
        transform.bands.push_back(std::move(b));
    });
}

void read_transform(Reader& reader, Transform& transform, const Unit& unit) {
    using Kind = Transform::Kind;
    transform.kind = reader.choice<Kind>("kind",
                                         {{"ratio", Kind::ratio},
                                          {"inverse", Kind::inverse},
                                          {"min_max", Kind::min_max},
                                          {"efficacy", Kind::efficacy},
                                          {"percentile", Kind::percentile},
                                          {"z_score", Kind::z_score},
                                          {"bands", Kind::bands}},
                                         {});
    if (transform.kind == Kind::ratio || transform.kind == Kind::inverse) {
        transform.factor = reader.number("factor", 1);
        if (transform.factor <= 0) reader.error(Code::scheme_not_positive, {{"key", "factor"}}, "factor");
    }
    if (transform.kind == Kind::min_max || transform.kind == Kind::efficacy) {
        transform.low = reader.constant("low", unit);
        transform.high = reader.constant("high", unit);
        if (transform.low && transform.high && *transform.low >= *transform.high) {
            reader.error(Code::scheme_not_ascending, {{"keys", "low, high"}}, "low");
        }
    }
    if (transform.kind == Kind::efficacy || transform.kind == Kind::z_score) {
        transform.base = reader.marks("base", transform.base);
        transform.span = reader.marks("span", transform.span);
    }
    if (transform.kind == Kind::bands) read_bands(reader, transform, unit);
}

/// Shuts an enterprise without the item out by a rule of participation: no total, no grade, and the reason
/// told, while the others are computed. A denominator of zero is no gap.
void leave_out(Reader& reader, const Indicator& indicator, int track) {
    const formula::Schema& schema = reader.loading().scheme.schema;
    const Formula& f = indicator.formula;
    if (indicator.impute.kind != Impute::Kind::none) {
        reader.error(Code::scheme_contradiction, {{"keys", "impute, missing = \"leave_out\""}}, "missing");
    }
    if (f.empty()) return;
    std::string when;
    const auto lacks = [&](const Formula& part) {
        when += (when.empty() ? "missing(" : " or missing(") + formula::print(part, schema) + ")";
    };
    if (f.root().op == formula::Op::divide) {
        for (int argument : f.root().arguments) lacks(f.part(argument));
    } else {
        lacks(f);
    }
    Participation rule;
    rule.code = indicator.code + "_missing";
    rule.label = {"缺“" + indicator.label.in(Language::zh) + "”的数据",
                  indicator.label.in(Language::en) + ": no data"};
    rule.when = reader.formula_of("missing", when, reader.where("missing"), formula::Type::boolean);
    rule.state = State::out_of_scope;
    rule.article = indicator.article;
    rule.tracks = {track};
    reader.loading().scheme.participation.push_back(std::move(rule));
}

MissingRule read_missing(Reader& indicator, std::string_view key) {
    using Kind = MissingRule::Kind;
    MissingRule rule;
    indicator.within_or_word(key, "rule", [&](Reader& reader) {
        rule.kind = reader.choice<Kind>("rule",
                                        {{"mean", Kind::mean},
                                         {"zero", Kind::zero},
                                         {"penalty", Kind::penalty},
                                         {"redistribute", Kind::redistribute},
                                         {"full", Kind::full},
                                         {"cap", Kind::cap},
                                         {"refuse", Kind::refuse}},
                                        {});
        if (rule.kind == Kind::penalty) rule.points = reader.required_number("points");
    });
    return rule;
}

void read_steps(Reader& reader, Indicator& indicator) {
    reader.within_or_word("impute", "kind", [&](Reader& impute) {
        using Kind = Impute::Kind;
        indicator.impute.kind = impute.choice<Kind>(
            "kind", {{"none", Kind::none}, {"mean", Kind::mean}, {"median", Kind::median}}, {});
        indicator.impute.by = impute.text_input("by");
    });
    reader.within("treat", [&](Reader& treat) {
        indicator.treat.on = true;
        indicator.treat.skewness = treat.number("skewness", indicator.treat.skewness);
        if (indicator.treat.skewness < 0) {
            treat.error(Code::scheme_out_of_range,
                        {{"key", "skewness"}, {"range", "≥ 0"}, {"range_en", "≥ 0"}}, "skewness");
        }
        indicator.treat.kurtosis = treat.number("kurtosis", indicator.treat.kurtosis);
        indicator.treat.max_points = treat.integer("max_points", indicator.treat.max_points, 0, kWhole);
    });
}

Rational read_weight(Reader& reader) {
    Rational weight = reader.required_number("weight");
    if (weight < 0) {
        reader.error(Code::scheme_out_of_range, {{"key", "weight"}, {"range", "≥ 0"}, {"range_en", "≥ 0"}},
                     "weight");
    }
    return weight;
}

int read_parent(Reader& reader, std::string_view key, const std::vector<Pillar>& pillars) {
    std::vector<std::string> codes;
    for (const Pillar& pillar : pillars) codes.push_back(pillar.code);
    return reader.index(key, codes);
}

void check_needs(Reader& reader, const Indicator& indicator) {
    const auto kind = indicator.transform.kind;
    const bool against = kind == Transform::Kind::ratio || kind == Transform::Kind::inverse;
    if (against && indicator.benchmark.kind == Benchmark::Kind::none && !reader.has("benchmark")) {
        reader.error(Code::scheme_no_benchmark, {{"text", indicator.code}});
    }
    if (indicator.cap && indicator.floor && *indicator.cap < *indicator.floor) {
        reader.error(Code::scheme_not_ascending, {{"keys", "floor, cap"}}, "cap");
    }
    const auto caps = [](const MissingRule& rule) { return rule.kind == MissingRule::Kind::cap; };
    if (!indicator.cap && (caps(indicator.missing) || caps(indicator.zero_denominator) ||
                           caps(indicator.negative_denominator))) {
        reader.error(Code::scheme_missing_key, {{"key", "cap"}, {"table", reader.name()}});
    }
}

Indicator read_indicator(Reader& reader, const Track& track, int track_index) {
    Indicator indicator;
    indicator.code = reader.code();
    indicator.label = reader.label();
    indicator.article = reader.text("article");
    indicator.sample = reader.sample();
    reader.require("formula");
    indicator.formula = reader.formula("formula", formula::Type::number);
    const Unit unit = indicator.formula.empty() ? Unit() : indicator.formula.unit();
    indicator.weight = read_weight(reader);
    indicator.pillar = read_parent(reader, "pillar", track.pillars);
    read_steps(reader, indicator);
    reader.within("benchmark", [&](Reader& inner) { read_benchmark(inner, indicator, unit); });
    reader.within_or_word("transform", "kind",
                          [&](Reader& inner) { read_transform(inner, indicator.transform, unit); });
    const bool inverse = indicator.transform.kind == Transform::Kind::inverse;
    indicator.higher_is_better =
        reader.choice<bool>("direction", {{"higher", true}, {"lower", false}}, !inverse);
    if (inverse && indicator.higher_is_better) {
        reader.error(Code::scheme_contradiction,
                     {{"keys", "direction = \"higher\", transform = \"inverse\""}}, "direction");
    }
    indicator.cap = reader.marks("cap");
    indicator.floor = reader.marks("floor");
    indicator.may_exceed = reader.text("may_exceed");
    if (reader.is_word("missing", "leave_out")) {
        leave_out(reader, indicator, track_index);
    } else {
        indicator.missing = read_missing(reader, "missing");
    }
    indicator.zero_denominator = read_missing(reader, "zero_denominator");
    indicator.negative_denominator_kept = reader.is_word("negative_denominator", "keep");
    if (!indicator.negative_denominator_kept)
        indicator.negative_denominator = read_missing(reader, "negative_denominator");
    check_needs(reader, indicator);
    return indicator;
}

void read_pillars(Reader& reader, Track& track, Unique& codes) {
    // Parents may stand behind their children in the file: taken in rounds until nothing more finds its
    // parent.
    struct Waiting {
        Pillar pillar;
        std::string parent;
        Where where;
    };
    std::vector<Waiting> waiting;
    reader.each("pillars", [&](Reader& inner) {
        Waiting w;
        w.pillar.code = inner.code();
        w.pillar.label = inner.label();
        w.pillar.weight = read_weight(inner);
        w.pillar.aggregation = inner.choice<Aggregation>("aggregation",
                                                         {{"arithmetic", Aggregation::arithmetic},
                                                          {"geometric", Aggregation::geometric},
                                                          {"harmonic", Aggregation::harmonic}},
                                                         Aggregation::arithmetic);
        inner.sample();
        w.parent = inner.text("parent");
        w.where = inner.where("parent");
        if (codes.add(inner, w.pillar.code)) waiting.push_back(std::move(w));
    });
    std::vector<std::string> all;
    for (const Waiting& w : waiting) all.push_back(w.pillar.code);
    for (bool progress = true; progress;) {
        progress = false;
        for (auto w = waiting.begin(); w != waiting.end();) {
            const auto parent = std::find_if(track.pillars.begin(), track.pillars.end(),
                                             [&](const Pillar& p) { return p.code == w->parent; });
            if (!w->parent.empty() && parent == track.pillars.end()) {
                ++w;
                continue;
            }
            if (!w->parent.empty()) w->pillar.parent = static_cast<int>(parent - track.pillars.begin());
            track.pillars.push_back(std::move(w->pillar));
            w = waiting.erase(w);
            progress = true;
        }
    }
    for (const Waiting& w : waiting) {
        if (std::find(all.begin(), all.end(), w.parent) == all.end()) {
            reader.loading().unknown_word("parent", w.parent, all, w.where);
        } else {
            reader.loading().error(Code::scheme_pillar_cycle, {{"text", w.pillar.code}}, w.where);
        }
    }
}

/// Sum of the weights of the root's children (parent −1) or a pillar's.
Rational weights_under(const Track& track, int parent) {
    Rational sum = 0;
    for (const Pillar& pillar : track.pillars) {
        if (pillar.parent == parent) sum += pillar.weight;
    }
    for (const Indicator& indicator : track.indicators) {
        if (indicator.pillar == parent) sum += indicator.weight;
    }
    return sum;
}

void check_weights(Reader& reader, const Track& track, bool sound) {
    const bool sum = track.aggregation == Aggregation::sum;
    const Rational wanted = sum ? reader.number("weights_total", 100) : Rational(0);
    if (!sound) return;  // a weight that could not be read would be missing in the sum
    for (std::size_t i = 0; i < track.pillars.size(); ++i) {
        if (weights_under(track, static_cast<int>(i)) > 0) continue;
        reader.error(Code::scheme_no_weight, {{"text", track.pillars[i].code}}, "pillars");
    }
    const Rational root = weights_under(track, -1);
    if (!sum) {
        if (root <= 0) reader.error(Code::scheme_no_weight, {{"text", track.code}}, "indicators");
        return;
    }
    if (root != wanted) {
        reader.error(Code::scheme_weights,
                     {{"track", track.code}, {"sum", format_plain(root)}, {"expected", format_plain(wanted)}},
                     "indicators");
    }
}

}  // namespace

void read_tracks(Loading& loading, Reader& document) {
    document.require("tracks");
    Unique track_codes;
    document.each("tracks", [&](Reader& reader) {
        Track track;
        track.code = reader.code();
        track_codes.add(reader, track.code);
        track.label = reader.label();
        reader.sample();
        track.filter = reader.formula("filter", formula::Type::boolean);
        track.aggregation = reader.choice<Aggregation>("aggregation",
                                                       {{"sum", Aggregation::sum},
                                                        {"arithmetic", Aggregation::arithmetic},
                                                        {"geometric", Aggregation::geometric},
                                                        {"harmonic", Aggregation::harmonic}},
                                                       Aggregation::sum);
        if (track.aggregation != Aggregation::sum) track.scale = reader.number("scale", 100);
        if (reader.has("total_places"))
            track.total_places = reader.integer("total_places", 0, 0, kMostPlaces);
        if (track.scale <= 0) reader.error(Code::scheme_not_positive, {{"key", "scale"}}, "scale");
        const std::size_t errors_before = loading.errors.size();
        Unique codes;
        read_pillars(reader, track, codes);
        reader.require("indicators");
        reader.each("indicators", [&](Reader& inner) {
            Indicator indicator =
                read_indicator(inner, track, static_cast<int>(loading.scheme.tracks.size()));
            if (codes.add(inner, indicator.code)) track.indicators.push_back(std::move(indicator));
        });
        check_weights(reader, track, loading.errors.size() == errors_before);
        reader.within("grading", [&](Reader& inner) { read_grading(inner, track.grading); });
        for (const std::string& grade : track.grading.grades) {
            auto& all = loading.grade_codes;
            if (std::find(all.begin(), all.end(), grade) == all.end()) all.push_back(grade);
        }
        for (const Indicator& indicator : track.indicators) {
            for (const Track& other : loading.scheme.tracks) {
                for (const Indicator& same : other.indicators) {
                    if (same.code != indicator.code || same.formula.empty() || indicator.formula.empty())
                        continue;
                    if (same.formula.unit() == indicator.formula.unit()) continue;
                    reader.error(Code::scheme_unit_differs, {{"text", indicator.code}, {"track", other.code}},
                                 "indicators");
                }
            }
            loading.indicator_codes.push_back(indicator.code);
        }
        loading.scheme.tracks.push_back(std::move(track));
    });
}

}  // namespace yuanheng::scoring::load
