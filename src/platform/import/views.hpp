#pragma once

#include "platform/import/import.hpp"
#include "platform/import/mapping.hpp"
#include "reflect/json.hpp"

namespace yuanheng::platform {

// Batches as readers get them.

struct ImportStarted {
    static constexpr int kStatus = 202;
    Id batch_id, job_id;
};
void describe(reflect::Describer<ImportStarted>& d);

struct BatchView {
    Id id;
    std::int64_t version = 0;
    std::string entity, file_name, state;
    Id zone_id, user_id;
    std::string user_name;
    Instant created_at;
    std::optional<Instant> published_at, rolled_back_at;
    std::string rolled_back_by_name;
    std::int64_t rows_total = 0, rows_new = 0, rows_changed = 0, rows_same = 0, rows_bad = 0;
    Id file_id, error_file_id;
};
void describe(reflect::Describer<BatchView>& d);
BatchView view_of(const Batch& batch);
/// 待确认, ready: of the states above.
const Label& label_of_state(std::string_view state);

struct ProblemView {
    std::string sheet;
    std::optional<std::int64_t> row;
    std::string column, field, code, detail, hint;
};
void describe(reflect::Describer<ProblemView>& d);

/// A column that files may have.
struct ColumnView {
    std::string name, label;
};
void describe(reflect::Describer<ColumnView>& d);

struct ReportView : BatchView {
    Id job_id;
    std::vector<ProblemView> problems, notes;
    std::int64_t problems_total = 0;
    std::vector<std::string> unknown_columns;
    std::vector<MappingLine> mapping;  ///< columns that were read as somebody said
    std::vector<ColumnView> columns;   ///< what the others may be mapped to
};
void describe(reflect::Describer<ReportView>& d);
ReportView report_view_of(const Services& services, const Batch& batch, Language language);

/// What an officer says of the columns of a batch: all of it, in place of what was said before.
struct MappingAsked {
    std::vector<MappingLine> columns;
};
void describe(reflect::Describer<MappingAsked>& d);

struct BatchQuery {
    std::int64_t limit = 20;
    Id after;
    std::string entity, state;
};
void describe(reflect::Describer<BatchQuery>& d);

struct RowQuery {
    std::string kind = "new", after;
    std::int64_t limit = 50;
};
void describe(reflect::Describer<RowQuery>& d);

/// A row of the preview; beside these members it has `before` and `after`, with the fields of the record that
/// change (all that have a value where it is new), and `cells`: for a bad row, what the file says of each
/// field.
struct RowView {
    std::string sheet;
    std::int64_t row = 0;
    Id record_id;
    std::vector<ProblemView> problems;
};
void describe(reflect::Describer<RowView>& d);

/// A page of the preview. Error bad_cursor.
Checked<std::string> rows_json(db::Session& db, const Call& call, const Batch& batch, const RowQuery& query);

}  // namespace yuanheng::platform
