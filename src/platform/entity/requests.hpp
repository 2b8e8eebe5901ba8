#pragma once

#include <string>
#include <vector>

#include "reflect/json.hpp"

namespace yuanheng::platform {

// What entities' operations take and give, beside records.

struct ListQuery {
    std::string q;
    std::vector<std::string> filter;
    std::string sort;
    std::int64_t limit = 20;
    std::string after;
    bool count = false;
};
void describe(reflect::Describer<ListQuery>& d);

/// Changes given members of all records that a search finds, or of the given ones.
struct BulkRequest {
    std::string query;
    std::vector<std::string> ids;
    std::int64_t expected = 0;
};
void describe(reflect::Describer<BulkRequest>& d);
struct BulkReply {
    std::int64_t changed = 0;
};
void describe(reflect::Describer<BulkReply>& d);

struct ExportRequest {
    std::string format, query;
    std::vector<std::string> columns, ids;
};
void describe(reflect::Describer<ExportRequest>& d);

struct JobStarted {
    static constexpr int kStatus = 202;
    Id job_id;
};
void describe(reflect::Describer<JobStarted>& d);

struct HistoryQuery {
    std::int64_t limit = 50;
    std::string after, field;
};
void describe(reflect::Describer<HistoryQuery>& d);

/// Where an imported value came from.
struct HistorySource {
    Id batch_id;
    std::string file_name, sheet;
    std::optional<std::int64_t> row;
};
void describe(reflect::Describer<HistorySource>& d);
/// What happened to a record; beside these members it has `changes`: [{field, before, after}], values as in
/// the record.
struct HistoryEntry {
    std::int64_t seq = 0;
    Instant at;
    Id user_id;
    std::string user_name, action, reason;
    std::optional<HistorySource> source;
    std::string subject;  ///< the name of the attachment that it is about
};
void describe(reflect::Describer<HistoryEntry>& d);

struct ImportQuery {
    std::string name;
    Id zone;
};
void describe(reflect::Describer<ImportQuery>& d);

}  // namespace yuanheng::platform
