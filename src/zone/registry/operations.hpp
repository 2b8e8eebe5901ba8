#pragma once

#include "platform/operation.hpp"
#include "zone/registry/facts.hpp"
#include "zone/registry/taxonomy.hpp"

namespace yuanheng::registry {

// One function for each operation of the register beyond keeping records; what it takes and gives stands in
// its own file.

platform::Operation file_operation(const TaxonomyPointer& taxonomies);      ///< 一企一档
platform::Operation timeline_operation(const TaxonomyPointer& taxonomies);  ///< 大事年表
platform::Operation stage_operation();                                      ///< 变更阶段
platform::Operation code_operation();                                       ///< 变更信用代码
platform::Operation merge_operation();                                      ///< 企业合并
platform::Operation unmerge_operation();                                    ///< 撤销合并
platform::Operation split_operation();                                      ///< 企业分立
platform::Operation classify_operation();                                   ///< 批量归类
platform::Operation taxonomies_operation(const TaxonomyPointer& taxonomies);
platform::Operation figures_operation();  ///< 公布数字与名录数

/// How an operation on one enterprise ended.
struct Outcome {
    Id id;
    std::int64_t version = 0;
};
void describe(reflect::Describer<Outcome>& d);

/// The reply of one, with the version as ETag.
http::Response outcome(const Stored& enterprise);
/// The enterprise of the path, within the operation's scope. Error not_found.
Checked<Stored> addressed(const platform::Call& call, db::Session& db);
/// The same for an operation that changes it; the request says in If-Match which version it is based on.
/// Errors precondition_required, precondition_failed.
Checked<Stored> to_change(const platform::Call& call, db::Session& db);
/// The day a change takes effect: today where none is given. Error registry_future.
Checked<Date> effective_day(const platform::Services& services, const std::optional<Date>& given);

}  // namespace yuanheng::registry
