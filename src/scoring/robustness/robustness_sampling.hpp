#pragma once

#include <span>

#include "scoring/robustness/robustness_model.hpp"

namespace yuanheng::scoring {

/// The unit cube of a variation: one coordinate per weight (indicators, then pillars), one per base value,
/// one for the cap where it varies, one for the data errors where there are any.
class VariationCube {
public:
    VariationCube(const VariantModel& model, const Track& track, const Variation& variation);

    std::size_t weights() const { return weights_; }
    std::size_t bases() const { return bases_; }
    bool has_cap() const { return variation_.cap.has_value(); }
    bool has_noise() const { return !errors_.empty(); }
    std::size_t dimensions() const { return weights_ + bases_ + has_cap() + has_noise(); }

    /// The variant at a point. The last coordinate chooses one of 2³² fields of data errors of the seed.
    Variant at(std::span<const double> point, std::uint64_t seed) const;

private:
    void dirichlet(std::span<const double> point, std::vector<double>& weights) const;

    const VariantModel* model_;
    Variation variation_;
    std::size_t weights_, bases_;
    std::vector<double> errors_;  ///< per indicator; empty: none
};

}  // namespace yuanheng::scoring
