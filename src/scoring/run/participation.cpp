#include "scoring/run/participation.hpp"

#include <algorithm>
#include <cmath>

#include "formula/readers.hpp"
#include "scoring/data/parallel.hpp"

namespace yuanheng::scoring {

namespace {

constexpr std::size_t kTested = 8 * formula::ColumnReader::kBlock;

Truth truth_of(const formula::Value& value) {
    if (formula::absent(value)) return Truth::unknown;
    return std::get<bool>(value) ? Truth::yes : Truth::no;
}

bool applies(const std::vector<int>& tracks, int track) {
    return tracks.empty() || std::find(tracks.begin(), tracks.end(), track) != tracks.end();
}

}  // namespace

std::vector<Truth> truths(const Formula& condition, const Scheme& scheme, const Dataset& data, int threads) {
    using formula::ColumnReader;
    std::vector<Truth> out(data.size());
    const auto exactly = [&](std::size_t row) {
        return truth_of(formula::evaluate(condition, scheme.schema, data.columns, row));
    };
    const ColumnReader reader(condition, scheme.schema);
    for_pieces(data.size(), kTested, threads, [&](std::size_t begin, std::size_t end) {
        const auto scratch = reader.scratch();
        double value[ColumnReader::kBlock];
        double bound[ColumnReader::kBlock];
        for (std::size_t at = begin; at < end; at += ColumnReader::kBlock) {
            const std::size_t n = std::min(ColumnReader::kBlock, end - at);
            std::fill_n(bound, n, 0.0);
            reader.read(data.columns, at, n, value, bound, *scratch);
            for (std::size_t i = 0; i < n; ++i) {
                if (std::isinf(bound[i]) || std::isinf(value[i])) {
                    out[at + i] = exactly(at + i);
                } else {
                    out[at + i] = std::isnan(value[i]) ? Truth::unknown
                                  : value[i] != 0      ? Truth::yes
                                                       : Truth::no;
                }
            }
        }
    });
    return out;
}

Membership participate(const Scheme& scheme, const Dataset& data, int threads) {
    const std::size_t n = data.size();
    Membership out;
    out.track.assign(n, -1);
    out.state.assign(n, State::out_of_scope);
    out.reason.assign(n, -1);
    for (std::size_t t = 0; t < scheme.tracks.size(); ++t) {
        const Formula& filter = scheme.tracks[t].filter;
        if (filter.empty() && t == 0) {
            std::fill(out.track.begin(), out.track.end(), std::int8_t{0});
            std::fill(out.state.begin(), out.state.end(), State::graded);
            break;
        }
        const std::vector<Truth> in =
            filter.empty() ? std::vector<Truth>(n, Truth::yes) : truths(filter, scheme, data, threads);
        for (std::size_t row = 0; row < n; ++row) {
            if (out.track[row] >= 0 || in[row] != Truth::yes) continue;
            out.track[row] = static_cast<std::int8_t>(t);
            out.state[row] = State::graded;
        }
    }
    std::vector<bool> decided(n, false);
    for (std::size_t r = 0; r < scheme.participation.size(); ++r) {
        const Participation& rule = scheme.participation[r];
        const std::vector<Truth> holds = truths(rule.when, scheme, data, threads);
        for (std::size_t row = 0; row < n; ++row) {
            if (decided[row] || out.track[row] < 0 || !applies(rule.tracks, out.track[row])) continue;
            const bool unknown = holds[row] == Truth::unknown;
            if (holds[row] == Truth::no || (unknown && rule.unknown == Participation::Unknown::skip))
                continue;
            const bool refused = unknown && rule.unknown == Participation::Unknown::refuse;
            out.state[row] = refused ? State::unresolved : rule.state;
            out.reason[row] = static_cast<std::int16_t>(r);
            decided[row] = true;
        }
    }
    return out;
}

}  // namespace yuanheng::scoring
