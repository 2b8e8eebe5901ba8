#pragma once

#include <string>
#include <vector>

#include "platform/entity/operations.hpp"

namespace yuanheng::platform {

/// What a summary is asked for: fields to group by, numbers to add up, and the list's search.
struct SummaryQuery {
    std::vector<std::string> by, sum;
    std::string q;
    std::vector<std::string> filter;
};
void describe(reflect::Describer<SummaryQuery>& d);

/// The records that have the same values of what is grouped by.
struct SummaryGroup {
    std::vector<std::string>
        values;  ///< as filters take them, empty where there is none; in the order of `by`
    std::vector<std::string> labels;  ///< the same as readers see them
    std::int64_t count = 0;
    std::vector<std::string> sums;  ///< exact, in the field's unit; empty where no record has a value
};
void describe(reflect::Describer<SummaryGroup>& d);

struct Summary {
    std::vector<SummaryGroup> groups;  ///< the largest first
    bool cut = false;                  ///< there are more groups than are given
    std::int64_t count = 0;            ///< of all records, whatever was cut
    std::vector<std::string> sums;
};
void describe(reflect::Describer<Summary>& d);

constexpr std::size_t kMostGroups = 500;

/// Counts and adds up what the actor may see, in one state of the database. Errors filter_… of the search,
/// summary_by and summary_sum.
Checked<Summary> summarise(const Services& services, db::Session& db, const View& view,
                           const SummaryQuery& asked);

/// GET /api/P/summary
Checked<http::Response> summary_of_records(const EntityParts& parts, Call& call);

}  // namespace yuanheng::platform
