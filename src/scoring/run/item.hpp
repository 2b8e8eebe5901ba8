#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "scoring/run/participation.hpp"
#include "scoring/run/run.hpp"

namespace yuanheng::scoring {

/// The rows of one track in one data set.
struct Members {
    const Dataset* data = nullptr;
    std::vector<std::uint32_t> scored;  ///< ascending
    std::vector<std::uint32_t> ranked;  ///< ascending, a subset of scored

    const std::vector<std::uint32_t>& of(Population p) const {
        return p == Population::ranked ? ranked : scored;
    }
};
Members members(const Dataset& data, const Membership& membership, int track);

/// What everybody of one group is measured against.
struct GroupParameters {
    std::string name;           ///< text of the group; empty: the whole track
    Parameter low;              ///< benchmark, low goalpost or mean
    Parameter high;             ///< high goalpost or standard deviation
    std::vector<Exact> values;  ///< of the population, ascending: percentile transform only
    std::size_t count = 0;      ///< enterprises that these are made of; 0: figures of the scheme
};

/// What stands for an absent value before all else (插补).
struct Filling {
    Exact value;
    std::string group;  ///< whose mean or median it is; empty: the track's
};

/// One indicator, ready to score any row of its track exactly.
class Item {
public:
    /// `previous` may be null. Errors: scoring_* with the indicator's name.
    static Result<std::unique_ptr<const Item>> prepare(const Scheme& scheme, const Track& track,
                                                       int indicator, const Members& now,
                                                       const Members* previous, int threads);
    Item(const Item&) = delete;  ///< parameters that are computed on demand refer to their item
    Item& operator=(const Item&) = delete;

    /// x and t of a row of `now`, exactly; `rule` is set where t does not come from a value, and t is then 0.
    ItemDerivation derive(std::uint32_t row) const { return derive(row, *data_); }
    /// The same with the row's values from `data`; groups and base values stay as they are.
    ItemDerivation derive(std::uint32_t row, const Dataset& data) const;
    /// derive(row).t alone, without what explains it; nothing where a rule decides.
    std::optional<Exact> t(std::uint32_t row) const;

    const Indicator& indicator() const { return *indicator_; }
    const Formula& denominator() const { return denominator_; }
    /// What stands for the row's absent value; null where it has one, or the indicator does not impute.
    const Filling* filling(std::uint32_t row) const {
        const auto found = fillings_.find(row);
        return found == fillings_.end() ? nullptr : &found->second;
    }
    /// The least value, where the treatment of outliers ended in ln(x − least + 1).
    const std::optional<Exact>& logarithm_from() const { return logarithm_from_; }
    /// Whether x is the formula's value as it is, and t an affine function or steps of it: what the block
    /// kernel does.
    bool plain() const;
    const GroupParameters& group(std::uint32_t row) const { return groups_[group_index(row)]; }
    /// Which of groups() a row of `now` is measured against.
    std::size_t group_index(std::uint32_t row) const { return group_of_.empty() ? 0 : group_of_[row]; }
    const std::vector<GroupParameters>& groups() const { return groups_; }

    /// t = alpha + beta·x before cap and floor, of an affine transform.
    struct Affine {
        Approximation alpha, beta;
    };
    Affine affine(const GroupParameters& group) const;
    bool one_group() const { return groups_.size() == 1; }

    /// The rule for an absent x, by reason.
    const MissingRule& rule_for(formula::Absence reason, bool negative_denominator) const;

private:
    Item() = default;

    struct Raw;
    Raw raw(const Dataset& data, std::uint32_t row) const;
    std::optional<Exact> value(const Dataset& data, std::uint32_t row) const;
    std::vector<Approximation> approximate(const Members& members, const std::vector<std::uint32_t>& rows,
                                           int threads) const;
    /// x of every row after imputation and treatment; empty where the indicator asks for neither. Tells what
    /// was filled in, and from where logarithms were taken.
    std::vector<std::optional<Exact>> imputed_and_treated(const Members& members,
                                                          std::map<std::uint32_t, Filling>& fillings,
                                                          std::optional<Exact>& logarithm_from) const;
    bool counts(const Members& of, std::uint32_t row, const Approximation& x) const;
    Result<void> build_groups(const Members& now, const Members* previous, int threads);
    Result<GroupParameters> parameters(const std::string& name, const Members& population,
                                       const std::vector<std::uint32_t>& rows, bool whole_track) const;
    /// t before cap and floor.
    Exact transform(const Exact& x, const GroupParameters& group) const;
    Exact limited(Exact t, ItemDerivation::Limit& limit) const;

    const Scheme* scheme_ = nullptr;
    const Track* track_ = nullptr;
    const Indicator* indicator_ = nullptr;
    const Dataset* data_ = nullptr;
    Formula numerator_, denominator_;  ///< of a formula whose root is a division; else empty
    std::vector<std::optional<Exact>> prepared_, prepared_previous_;  ///< of this and of last year's rows
    std::map<std::uint32_t, Filling> fillings_;
    std::optional<Exact> logarithm_from_;
    std::vector<GroupParameters> groups_;
    bool vacant_ = false;                  ///< no scored row has a value: nothing will be transformed
    std::vector<std::uint32_t> group_of_;  ///< per row of data; empty: everyone in groups_[0]
};

}  // namespace yuanheng::scoring
