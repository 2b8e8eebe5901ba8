#include "scoring/path/path_shadow.hpp"

namespace yuanheng::scoring {

namespace {

/// The formula with `added` on top, of a quotient by way of its numerator.
Result<formula::Formula> extended(const formula::Formula& whole, const std::string& added,
                                  formula::Schema schema) {
    const formula::Node& root = whole.root();
    if (root.op != formula::Op::divide) {
        schema.derived.push_back({"path_whole", {}, whole});
        return formula::compile("path_whole + " + added, schema);
    }
    schema.derived.push_back({"path_above", {}, whole.part(root.arguments[0])});
    schema.derived.push_back({"path_below", {}, whole.part(root.arguments[1])});
    return formula::compile("(path_above + " + added + " * path_below) / path_below", schema);
}

void widen(Dataset& data, std::size_t fields, const std::vector<std::size_t>& added) {
    data.columns.fields.resize(fields);
    for (std::size_t f : added) data.columns.fields[f].values.assign(data.size(), 0.0);
}

}  // namespace

void put_number(formula::Column& column, std::size_t row, const Rational& value) {
    const auto r = static_cast<std::uint32_t>(row);
    column.precise.erase(r);
    column.values[row] = to_double(value);
    if (decimal_of(column.values[row]) != value) column.precise.emplace(r, value);
}

std::optional<std::int8_t> grade_again(const Scheme& scheme, const Dataset& data, std::size_t row, int track,
                                       const RunOptions& options, bool& refused) {
    RunOptions quiet = options;
    quiet.progress = nullptr;
    const auto again = run(scheme, data, quiet);
    refused = !again;
    if (refused) return std::nullopt;
    const Outcome& o = again->outcomes[row];
    if (o.track != track || o.grade < 0) return std::nullopt;
    return o.grade;
}

std::unique_ptr<Shadow> Shadow::make(const Run& run, std::size_t row, const std::vector<int>& indicators) {
    std::unique_ptr<Shadow> out(new Shadow);
    out->row_ = row;
    out->track_ = run.outcomes[row].track;
    out->scheme_ = *run.scheme;
    Track& track = out->scheme_.tracks[static_cast<std::size_t>(out->track_)];
    for (int i : indicators) {
        Indicator& in = track.indicators[static_cast<std::size_t>(i)];
        formula::Field field{"path_added_" + std::to_string(i), {}, formula::Type::number, in.formula.unit()};
        out->fields_.push_back(out->scheme_.schema.fields.size());
        out->scheme_.schema.fields.push_back(field);
        auto more = extended(in.formula, field.code, out->scheme_.schema);
        if (!more) return nullptr;
        // Whoever orders by the same formula orders by the changed indicator.
        const std::string before = formula::print(in.formula, out->scheme_.schema);
        const auto follow = [&](formula::Formula& f) {
            if (formula::print(f, out->scheme_.schema) == before) f = *more;
        };
        for (Stage& stage : track.grading.stages) follow(stage.order);
        for (OrderKey& key : track.grading.tie_break) follow(key.formula);
        in.formula = *more;
    }
    out->data_ = *run.data;
    widen(out->data_, out->scheme_.schema.fields.size(), out->fields_);
    if (run.previous != nullptr) {
        out->previous_ = *run.previous;
        widen(*out->previous_, out->scheme_.schema.fields.size(), out->fields_);
    }
    return out;
}

void Shadow::set(std::size_t n, const Rational& change) {
    put_number(data_.columns.fields[fields_[n]], row_, change);
}

std::optional<std::int8_t> Shadow::grade(const RunOptions& options, bool& refused) const {
    RunOptions own = options;
    own.previous = previous_ ? &*previous_ : nullptr;
    return grade_again(scheme_, data_, row_, track_, own, refused);
}

}  // namespace yuanheng::scoring
