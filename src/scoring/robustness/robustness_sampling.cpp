#include "scoring/robustness/robustness_sampling.hpp"

#include "scheme/codes.hpp"

#include <boost/math/special_functions/gamma.hpp>
#include <cmath>

namespace yuanheng::scoring {

Result<void> check(const Variation& v) {
    const auto wrong = [](const char* what) { return fail(Code::robustness_variation, {{"what", what}}); };
    if (!(v.weight >= 0 && v.weight < 1)) return wrong("weight");
    if (!(v.base >= 0 && v.base < 1)) return wrong("base");
    if (!(v.dirichlet >= 0 && std::isfinite(v.dirichlet))) return wrong("dirichlet");
    if (v.cap && !(v.cap->first > 0 && v.cap->first <= v.cap->second && std::isfinite(v.cap->second)))
        return wrong("cap");
    if (!(v.data_error >= 0 && v.data_error < 1)) return wrong("data_error");
    for (const auto& [code, size] : v.data_errors) {
        if (!(size >= 0 && size < 1)) return wrong("data_errors");
    }
    return {};
}

VariationCube::VariationCube(const VariantModel& model, const Track& track, const Variation& variation)
    : model_(&model),
      variation_(variation),
      weights_(track.indicators.size() + track.pillars.size()),
      bases_(track.indicators.size()) {
    bool any = false;
    for (const Indicator& in : track.indicators) {
        const auto own = variation.data_errors.find(in.code);
        errors_.push_back(own == variation.data_errors.end() ? variation.data_error : own->second);
        any = any || errors_.back() > 0;
    }
    if (!any) errors_.clear();
}

/// Gamma variates by inversion: one uniform each. Shares of a gamma vector follow the Dirichlet law.
void VariationCube::dirichlet(std::span<const double> point, std::vector<double>& weights) const {
    for (const std::vector<int>& children : model_->children()) {
        double sum = 0;
        for (int c : children) sum += weights[static_cast<std::size_t>(c)];
        if (sum <= 0) continue;
        for (int c : children) {
            const auto i = static_cast<std::size_t>(c);
            const double shape = variation_.dirichlet * weights[i] / sum;
            weights[i] = shape > 0 ? boost::math::gamma_p_inv(shape, point[i]) : 0;
        }
    }
}

Variant VariationCube::at(std::span<const double> point, std::uint64_t seed) const {
    Variant v = model_->official();
    const auto around_one = [](double u, double half) { return 1 + half * (2 * u - 1); };
    if (variation_.dirichlet > 0) {
        dirichlet(point, v.weights);
    } else {
        for (std::size_t i = 0; i < weights_; ++i) v.weights[i] *= around_one(point[i], variation_.weight);
    }
    model_->restore_sums(v.weights);
    for (std::size_t j = 0; j < bases_; ++j)
        v.scales[j] = 1 / around_one(point[weights_ + j], variation_.base);
    std::size_t next = weights_ + bases_;
    if (variation_.cap) {
        v.capped = true;
        v.cap = variation_.cap->first + point[next++] * (variation_.cap->second - variation_.cap->first);
    }
    if (has_noise()) {
        v.errors = errors_;
        v.lognormal = variation_.law == Variation::Law::lognormal;
        v.seed = seed;
        // The upper half of the streams: factors are drawn from the lower one.
        v.noise = (std::uint64_t{1} << 63) + static_cast<std::uint64_t>(std::floor(point[next] * 0x1p32));
    }
    return v;
}

}  // namespace yuanheng::scoring
