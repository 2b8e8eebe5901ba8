#include "platform/entity/requests.hpp"

namespace yuanheng::platform {

namespace {

constexpr std::int64_t kMostIds = 1000;

}  // namespace

void describe(reflect::Describer<ListQuery>& d) {
    d.name("list_query", {"列表查询", "list query"});
    d(&ListQuery::q, "q", {"搜索", "search"})
        .explained({"汉字、全拼或首字母；用空格分开的词都要有",
                    "words, all of which must occur; pinyin and its initials too"});
    d(&ListQuery::filter, "filter", {"筛选", "filter"})
        .longest(2000)
        .explained({"字段:条件:值，条件为 eq、ne、in、from、to、contains、has、empty",
                    "field:op:value, op being eq, ne, in, from, to, contains, has or empty"});
    d(&ListQuery::sort, "sort", {"排序", "sort"})
        .explained({"字段名，前加“-”为降序", "a field; with - before it descending"});
    d(&ListQuery::limit, "limit", {"条数", "limit"}).between(1, 200);
    d(&ListQuery::after, "after", {"页码标记", "cursor"})
        .longest(8000)
        .explained({"上一页的 next", "`next` of the page before"});
    d(&ListQuery::count, "count", {"给出总数", "count"});
}

void describe(reflect::Describer<BulkRequest>& d) {
    d.name("bulk", {"批量修改", "bulk change"});
    d(&BulkRequest::query, "query", {"查询条件", "search"})
        .longest(8000)
        .explained({"与列表地址相同：q=…&filter=…", "as in a list's address: q=…&filter=…"});
    d(&BulkRequest::ids, "ids", {"所选记录", "records"}).between(0, kMostIds);
    d(&BulkRequest::expected, "expected", {"应有条数", "expected number"}).must().between(1, 10'000);
}
void describe(reflect::Describer<BulkReply>& d) {
    d.name("bulk_reply", {"批量修改结果", "result of a bulk change"});
    d(&BulkReply::changed, "changed", {"修改条数", "changed"});
}

void describe(reflect::Describer<ExportRequest>& d) {
    d.name("export", {"导出", "export"});
    d(&ExportRequest::format, "format", {"格式", "format"})
        .must()
        .one_of({{"xlsx", {"Excel 工作簿", "Excel workbook"}}, {"csv", {"CSV", "CSV"}}});
    d(&ExportRequest::query, "query", {"查询条件", "search"}).longest(8000);
    d(&ExportRequest::columns, "columns", {"列", "columns"}).between(0, 200);
    d(&ExportRequest::ids, "ids", {"所选记录", "records"}).between(0, kMostIds);
}
void describe(reflect::Describer<JobStarted>& d) {
    d.name("job_started", {"已开始的任务", "started job"});
    d(&JobStarted::job_id, "job_id", {"任务", "job"}).of("job").must();
}

void describe(reflect::Describer<HistoryQuery>& d) {
    d.name("history_query", {"历史查询", "history query"});
    d(&HistoryQuery::limit, "limit", {"条数", "limit"}).between(1, 200);
    d(&HistoryQuery::after, "after", {"页码标记", "cursor"});
    d(&HistoryQuery::field, "field", {"字段", "field"})
        .explained({"只看这个字段的变化", "only what changed this field"});
}
void describe(reflect::Describer<HistorySource>& d) {
    d.name("history_source", {"数据来源", "source"});
    d(&HistorySource::batch_id, "batch_id", {"导入批次", "import batch"}).of("import_batch");
    d(&HistorySource::file_name, "file_name", {"文件", "file"});
    d(&HistorySource::sheet, "sheet", {"工作表", "sheet"});
    d(&HistorySource::row, "row", {"行", "row"});
}
void describe(reflect::Describer<HistoryEntry>& d) {
    d.name("history_entry", {"变更记录", "change"});
    d(&HistoryEntry::seq, "seq", {"序号", "number"});
    d(&HistoryEntry::at, "at", {"时间", "time"});
    d(&HistoryEntry::user_id, "user_id", {"用户", "user"}).of("user");
    d(&HistoryEntry::user_name, "user_name", {"姓名", "name"}).must();
    d(&HistoryEntry::action, "action", {"操作", "action"}).must();
    d(&HistoryEntry::reason, "reason", {"原因", "reason"}).longest(2000);
    d(&HistoryEntry::source, "source", {"数据来源", "source"});
    d(&HistoryEntry::subject, "subject", {"涉及的附件", "attachment that it is about"});
}

void describe(reflect::Describer<ImportQuery>& d) {
    d.name("import_query", {"导入", "import"});
    d(&ImportQuery::name, "name", {"文件名", "file name"}).must();
    d(&ImportQuery::zone, "zone", {"高新区", "zone"}).of("zone");
}

}  // namespace yuanheng::platform
