#pragma once

#include <vector>

#include "scheme/scheme.hpp"
#include "scoring/data/dataset.hpp"

namespace yuanheng::scoring {

/// 评价单元: a land holder together with its tenants, or a legal person alone. A scheme with [merging] is run
/// on `data`; every member shares the result of its unit.
struct Units {
    Dataset data;  ///< one row a unit, under the code and name of the holder; additive inputs summed over the
                   ///< members
    std::vector<std::vector<std::uint32_t>>
        members;                    ///< per row of `data`: rows of the persons, the holder first
    std::vector<std::uint32_t> of;  ///< per person: row of `data`
    std::vector<std::uint32_t>
        holder_unknown;  ///< persons whose holder is not among the persons: they stay alone
};

/// Joins tenants to the holder of their land, through chains of sub-leases. An additive input of a unit is
/// the exact sum of what its members report (absent where none does); of all other inputs and tables the
/// holder's count, so that land counts once. Errors: whether a tenant is merged is unknown; a chain of
/// holders that closes on itself.
Checked<Units> merge_units(const Scheme& scheme, const Dataset& persons, int threads = 0);

/// Whether no row of the data has a holder in it that its scheme merges it with.
bool is_merged(const Scheme& scheme, const Dataset& data);

}  // namespace yuanheng::scoring
