#include "random_scheme.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace yuanheng::reference {

namespace {

using Words = std::initializer_list<const char*>;

std::string word(Dice& dice, Words words) { return dice.of<const char*>(words); }

std::string inputs() {
    std::string text;
    for (const char* code : {"fa", "fb", "fc", "fd", "fe"}) {
        text += fmt::format("[[inputs]]\ncode = \"{0}\"\nlabel = {{ zh = \"项{0}\", en = \"item {0}\" }}\n",
                            code);
    }
    for (const char* code : {"grp", "sub"}) {
        text += fmt::format(
            "[[inputs]]\ncode = \"{0}\"\nlabel = {{ zh = \"组{0}\", en = \"group {0}\" }}\ntype = \"text\"\n",
            code);
    }
    return text +
           "[[inputs]]\ncode = \"flag\"\nlabel = { zh = \"标志\", en = \"mark\" }\ntype = \"boolean\"\n";
}

std::string formula(Dice& dice) {
    return word(dice, {"fa / fb", "fc / fb", "fa / fd", "fd / fe", "fc / (fb + fe)", "(fa - fc) / fb",
                       "fa / fb", "fe / fd"});
}

std::string condition(Dice& dice) {
    return word(dice, {"flag", "fa > 3", "fc / fb >= 1.5", "not flag", "grp = \\\"x\\\"", "fd < fe",
                       "fa >= fc and flag"});
}

std::string rule(Dice& dice, bool sum_root) {
    if (sum_root && dice.chance(10)) return "{ rule = \"penalty\", points = \"-3.3\" }";
    return "\"" + word(dice, {"mean", "zero", "redistribute", "full", "cap", "redistribute"}) + "\"";
}

std::string benchmark(Dice& dice, bool needed) {
    if (needed && dice.chance(45))
        return fmt::format("{{ kind = \"fixed\", value = \"{}.{}\" }}", dice.between(1, 4), dice.below(100));
    std::string text = fmt::format("{{ kind = \"{}\", over = \"{}\"",
                                   word(dice, {"aggregate", "mean", "best", "percentile"}),
                                   word(dice, {"ranked", "scored"}));
    if (text.find("percentile") != std::string::npos)
        text += fmt::format(", percentile = \"0.{}\"", dice.between(3, 9));
    if (dice.chance(40))
        text += ", by = [\"sub\", \"grp\"], min_group = " + std::to_string(dice.between(1, 6));
    if (needed) {
        if (dice.chance(20)) text += ", factor = \"1.1\"";
        if (dice.chance(20)) text += ", skip_zero = true";
        if (dice.chance(20)) text += ", previous = true";
    }
    return text + " }";
}

std::string indicator(Dice& dice, int number, const std::string& weight, const std::string& pillar,
                      bool sum_root, bool simple) {
    const std::string kind = simple ? "ratio"
                                    : word(dice, {"ratio", "ratio", "ratio", "inverse", "min_max", "efficacy",
                                                  "percentile", "z_score", "bands"});
    const bool against = kind == "ratio" || kind == "inverse";
    std::string text = fmt::format(
        "[[tracks.indicators]]\ncode = \"i{0}\"\nlabel = {{ zh = \"指标{0}\", en = \"indicator {0}\" }}\n"
        "formula = \"{1}\"\nweight = \"{2}\"\n",
        number, formula(dice), weight);
    if (!pillar.empty()) text += "pillar = \"" + pillar + "\"\n";
    if (!against && dice.chance(40)) text += "direction = \"lower\"\n";
    std::string transform = "{ kind = \"" + kind + "\"";
    if (against && dice.chance(20)) transform += ", factor = \"0.7\"";
    if ((kind == "min_max" || kind == "efficacy") && dice.chance(50)) {
        transform += dice.chance(50) ? ", low = \"0.1\", high = \"3.3\"" : ", low = \"0.2\"";
    }
    if (kind == "bands") {
        transform +=
            ", bands = [{ from = \"0.5\", t = \"0.3\" }, { from = \"1\", t = \"0.7\", exclusive = true }, { "
            "from = \"2.1\", t = \"1\" }]";
    }
    text += "transform = " + transform + " }\n";
    if (against || dice.chance(50)) text += "benchmark = " + benchmark(dice, against) + "\n";
    text += "cap = \"" + word(dice, {"1.5", "1.2", "1", "2"}) + "\"\n";
    if (dice.chance(70)) text += "floor = \"0\"\n";
    text += "missing = " + rule(dice, sum_root) + "\nzero_denominator = " + rule(dice, sum_root) + "\n";
    text +=
        "negative_denominator = " + (dice.chance(20) ? std::string("\"keep\"") : rule(dice, sum_root)) + "\n";
    if (!simple && dice.chance(15))
        text += "impute = { kind = \"" + word(dice, {"mean", "median"}) + "\", by = \"grp\" }\n";
    if (!simple && dice.chance(7)) text += "treat = { skewness = \"1\", kurtosis = \"3\", max_points = 2 }\n";
    return text;
}

std::string quota_grading(Dice& dice) {
    std::string text =
        "method = \"quota\"\nquotas = [" +
        word(
            dice,
            {R"({ grade = "A", share = "20%" }, { grade = "B", share = "45%" }, { grade = "D", share = "15%", from = "bottom" })",
             R"({ grade = "A", share = "15%" }, { grade = "B", share = "30%" }, { grade = "C", share = "33.3%" })",
             R"({ grade = "A", share = "1/3" })",
             R"({ grade = "A", share = "25%" }, { grade = "D", share = "50%", from = "bottom" })"}) +
        "]\n";
    const auto fraction = text.find("1/3");
    if (fraction != std::string::npos) text.replace(fraction, 3, "35%");
    text += "rest = \"" + word(dice, {"C"}) + "\"\n";
    if (text.find("grade = \"C\"") != std::string::npos)
        text.replace(text.find("rest = \"C\""), 10, "rest = \"D\"");
    if (dice.chance(30)) text += "cumulative = false\n";
    if (dice.chance(30)) text += "by = \"grp\"\nmin_group = " + std::to_string(dice.between(1, 5)) + "\n";
    return text;
}

std::string grading(Dice& dice) {
    std::string text = "[tracks.grading]\ngrades = [\"A\", \"B\", \"C\", \"D\"]\n";
    const int method = dice.below(10);
    if (method < 6) {
        text += quota_grading(dice);
    } else if (method < 8) {
        text += fmt::format(
            "method = \"score\"\nrest = \"D\"\nthresholds = [{{ grade = \"A\", score = \"{}\", inclusive = "
            "{} }}, "
            "{{ grade = \"B\", score = \"{}\" }}, {{ grade = \"C\", score = \"33.3\", inclusive = false "
            "}}]\n",
            dice.of<const char*>({"90", "100", "1.5"}), dice.chance(50), "1");
        if (text.find("\"33.3\"") != std::string::npos) text.replace(text.find("\"33.3\""), 6, "\"0.5\"");
    } else {
        text +=
            "method = \"staged\"\nrest = \"C\"\nstages = [{ grade = \"A\", pool = \"50%\", order = \"fa / "
            "fb\", take = \"15%\" }, "
            "{ grade = \"D\", pool = \"40%\", pool_from = \"bottom\", order = \"fc / fb\", order_direction = "
            "\"asc\", take = \"20%\" }]\n";
    }
    if (method < 6 || method >= 8) {
        text += "rounding = \"" + word(dice, {"half_up", "half_even", "truncate", "floor", "ceil"}) + "\"\n";
        text += "denominator = \"" + word(dice, {"ranked", "scored"}) + "\"\n";
    }
    if (method >= 8 && dice.chance(40))
        text += "by = \"grp\"\nmin_group = " + std::to_string(dice.between(1, 5)) + "\n";
    text += "ties = \"" + word(dice, {"better", "worse", "order"}) + "\"\n";
    if (dice.chance(25)) text += "tie_break = [\"fc / fb desc\", \"fe asc\"]\n";
    if (dice.chance(10)) text += "rank_by = [\"fa / fb\"]\n";
    return text;
}

std::string track(Dice& dice, const std::string& code, const std::string& filter) {
    std::string text =
        fmt::format("[[tracks]]\ncode = \"{0}\"\nlabel = {{ zh = \"类{0}\", en = \"track {0}\" }}\n", code);
    if (!filter.empty()) text += "filter = '" + filter + "'\n";
    const int count = dice.between(1, 6);
    const bool pillars = dice.chance(25), sum = dice.chance(pillars ? 40 : 80), simple = dice.chance(55);
    text += "aggregation = \"" + (sum ? "sum" : word(dice, {"arithmetic", "geometric", "harmonic"})) + "\"\n";
    if (pillars) {
        text +=
            "[[tracks.pillars]]\ncode = \"p0\"\nlabel = { zh = \"甲\", en = \"first\" }\nweight = "
            "\"40\"\naggregation = \"" +
            word(dice, {"arithmetic", "geometric", "harmonic"}) + "\"\n";
        text +=
            "[[tracks.pillars]]\ncode = \"p1\"\nlabel = { zh = \"乙\", en = \"second\" }\nweight = \"60\"\n";
    }
    std::vector<std::string> weights(static_cast<std::size_t>(count), "13.7");
    weights.back() = fmt::format("{:.1f}", 100 - 13.7 * (count - 1));
    for (int i = 0; i < std::max(count, pillars ? 2 : 1); ++i) {
        const std::string weight = i < count ? weights[static_cast<std::size_t>(i)] : "1";
        text +=
            indicator(dice, i, weight, pillars ? "p" + std::to_string(i % 2) : "", sum && !pillars, simple);
    }
    return text + grading(dice);
}

std::string adjustments(Dice& dice) {
    std::string text;
    if (dice.chance(35)) {
        text += "[[adjustments]]\ncode = \"bonus\"\nlabel = { zh = \"加分\", en = \"bonus\" }\nkind = \"" +
                word(dice, {"points", "points", "ratio"}) + "\"\ncap = \"5.5\"\nfloor = \"-2.2\"\n";
        for (int i = 0; i < 3; ++i) {
            text += fmt::format(
                "[[adjustments.items]]\ncode = \"b{0}\"\nlabel = {{ zh = \"加{0}\", en = \"bonus {0}\" }}\n"
                "when = \"{1}\"\nvalue = \"{2}\"\ntier = \"{3}\"\n",
                i, condition(dice), dice.of<const char*>({"0.1", "2.3", "-0.7", "3"}),
                dice.of<const char*>({"", "top"}));
        }
    }
    if (dice.chance(25)) {
        text +=
            "[[adjustments]]\ncode = \"factor\"\nlabel = { zh = \"系数\", en = \"coefficient\" }\nkind = "
            "\"coefficient\"\n";
        if (dice.chance(50)) text += "on = \"i0\"\n";
        for (int i = 0; i < 2; ++i) {
            text += fmt::format(
                "[[adjustments.items]]\ncode = \"k{0}\"\nlabel = {{ zh = \"系{0}\", en = \"factor {0}\" }}\n"
                "when = \"{1}\"\nvalue = \"{2}\"\n",
                i, condition(dice), dice.of<const char*>({"1.1", "0.9", "0.8"}));
        }
    }
    return text;
}

std::string overrides(Dice& dice) {
    std::string text;
    const int count = dice.chance(50) ? 0 : dice.between(1, 4);
    for (int i = 0; i < count; ++i) {
        text += fmt::format(
            "[[overrides]]\ncode = \"o{0}\"\nlabel = {{ zh = \"调{0}\", en = \"override {0}\" }}\nwhen = "
            "\"{1}\"\n",
            i, dice.chance(20) ? "rank <= 3" : condition(dice));
        text +=
            word(dice, {"phase = \"fix\"\ngrade = \"B\"\n", "phase = \"promote\"\nsteps = 2\n",
                        "phase = \"demote\"\n", "phase = \"limit\"\neffect = \"cap\"\ngrade = \"B\"\n",
                        "phase = \"veto\"\ngrade = \"D\"\n",
                        "phase = \"limit\"\neffect = \"floor\"\ngrade = \"C\"\n", "phase = \"promote\"\n"});
    }
    if (dice.chance(30)) text += "[limits]\nmax_promotion = 1\n";
    return text;
}

}  // namespace

std::string random_scheme(Dice& dice) {
    std::string text =
        "[scheme]\nid = \"random\"\nversion = \"1\"\ntitle = { zh = \"随机\", en = \"random\" }\nperiod = "
        "\"2025\"\n"
        "as_of = 2025-12-31\n[[sources]]\ntitle = \"random\"\nsample = true\n" +
        inputs();
    for (int i = 0; i < 2; ++i) {
        if (!dice.chance(30)) continue;
        text += fmt::format(
            "[[participation]]\ncode = \"r{0}\"\nlabel = {{ zh = \"则{0}\", en = \"rule {0}\" }}\nwhen = "
            "'{1}'\nstate = \"{2}\"\nunknown = \"{3}\"\n",
            i, dice.of<const char*>({"fa > 8", "sub = \"u\"", "flag and fc > 5"}),
            dice.of<const char*>(
                {"evaluated_not_graded", "forced_in", "exempt", "protected", "out_of_scope"}),
            dice.of<const char*>({"refuse", "skip", "apply"}));
    }
    if (dice.chance(25)) text += track(dice, "first", "grp in {\"x\", \"y\"}");
    text += track(dice, "rest", dice.chance(20) ? "fa > 0.5" : "");
    return text + adjustments(dice) + overrides(dice);
}

scoring::Dataset random_data(Dice& dice, const scoring::Scheme& scheme) {
    constexpr double kAbsent = std::numeric_limits<double>::quiet_NaN();
    scoring::Dataset data;
    const auto rows = static_cast<std::size_t>(dice.chance(10) ? dice.between(1, 4)
                                                               : dice.between(5, dice.chance(15) ? 60 : 25));
    data.columns.rows = rows;
    data.columns.fields.resize(scheme.schema.fields.size());
    const int absent = dice.of({0, 0, 2, 10}), zeros = dice.of({0, 0, 3}), negatives = dice.of({0, 0, 3});
    for (std::size_t f = 0; f < 8; ++f) data.columns.fields[f].values.resize(rows);
    data.columns.fields[5].dictionary = {"x", "y", "z"};
    data.columns.fields[6].dictionary = {"u", "v", "w", "s", "q"};
    std::vector<std::vector<long>> figures(rows, std::vector<long>(5));
    for (std::size_t r = 0; r < rows; ++r) {
        const auto from =
            r > 0 && dice.chance(50) ? static_cast<std::size_t>(dice.below(static_cast<int>(r))) : r;
        const int factor = dice.of({1, 3, 7, 11});
        for (std::size_t f = 0; f < 5; ++f) {
            auto& figure = figures[r][f];
            if (from != r && std::abs(figures[from][f]) < 1'000'000)
                figure = figures[from][f] * factor;
            else
                figure = dice.chance(zeros) ? 0 : dice.between(1, 99) * (dice.chance(negatives) ? -1 : 1);
            data.columns.fields[f].values[r] =
                dice.chance(absent) ? kAbsent : static_cast<double>(figure) / 10;
        }
        data.columns.fields[5].values[r] = dice.chance(5) ? kAbsent : dice.below(3);
        data.columns.fields[6].values[r] = dice.chance(5) ? kAbsent : dice.below(5);
        data.columns.fields[7].values[r] = dice.chance(3) ? kAbsent : dice.below(2);
        data.codes.push_back(fmt::format("E{:05}{:03}", dice.below(100'000), r));
        data.names.push_back(data.codes.back());
    }
    return data;
}

}  // namespace yuanheng::reference
