#include "scoring/run/approximate.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "formula/readers.hpp"
#include "scoring/data/parallel.hpp"

namespace yuanheng::scoring {

std::vector<Approximation> approximate(const Formula& formula, const Scheme& scheme, const Dataset& data,
                                       int threads) {
    using formula::ColumnReader;
    std::vector<Approximation> out(data.size());
    const ColumnReader reader(formula, scheme.schema);
    for_pieces(data.size(), 8 * ColumnReader::kBlock, threads, [&](std::size_t begin, std::size_t end) {
        const auto scratch = reader.scratch();
        double value[ColumnReader::kBlock];
        double bound[ColumnReader::kBlock];
        for (std::size_t at = begin; at < end; at += ColumnReader::kBlock) {
            const std::size_t n = std::min(ColumnReader::kBlock, end - at);
            reader.read(data.columns, at, n, value, bound, *scratch);
            for (std::size_t i = 0; i < n; ++i) {
                const double b = reader.is_relative() ? reader.relative() * std::fabs(value[i]) : bound[i];
                if (!std::isinf(b) && !std::isinf(value[i])) {
                    out[at + i] = {value[i], std::isnan(value[i]) ? 0 : b};
                    continue;
                }
                const formula::Value exact = formula::evaluate(formula, scheme.schema, data.columns, at + i);
                out[at + i] = formula::absent(exact)
                                  ? Approximation{std::numeric_limits<double>::quiet_NaN(), 0}
                                  : std::get<Exact>(exact).approximate();
            }
        }
    });
    return out;
}

}  // namespace yuanheng::scoring
