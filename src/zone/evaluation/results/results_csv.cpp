#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <system_error>

#include "sheet/csv.hpp"
#include "sheet/mapped_file.hpp"
#include "zone/evaluation/results/results.hpp"

namespace yuanheng::evaluation {

namespace {

using scoring::ResultRow;
using scoring::Run;

std::string csv_cell(const std::string& text) {
    std::string row = sheet::to_csv({{text}});
    row.erase(0, 3);             // byte order mark
    row.resize(row.size() - 2);  // line end
    return row;
}

}  // namespace

Result<void> write_results_csv(const Run& run, const std::vector<Member>& merged, const std::string& path,
                               Language l) {
    sheet::Beside beside(path);
    std::FILE* file = std::fopen(beside.name().c_str(), "wb");
    const auto unwritable = [&] {
        return fail(Code::file_unwritable,
                    {{"path", path}, {"detail", std::generic_category().message(errno)}});
    };
    if (file == nullptr) return unwritable();
    std::string buffer = "\xEF\xBB\xBF";
    buffer += word(l, "统一社会信用代码,企业名称,类别,参与状态,综合得分,排名,初评等级,最终等级,调档原因",
                   "code,name,track,state,total,rank,initial,grade,change") +
              "\r\n";
    bool written = true;
    const auto line = [&](const ResultRow& result, std::string_view code, std::string_view name,
                          const std::string& state, bool ranked) {
        const std::string change = change_text(run, result, l);
        const auto cell = [](std::string_view text) {
            return text.empty() ? std::string() : csv_cell(std::string(text));
        };
        buffer += fmt::format("{},{},{},{},{},{},{},{},{}\r\n", csv_cell(std::string(code)), cell(name),
                              result.track == nullptr ? std::string() : csv_cell(result.track->label.in(l)),
                              csv_cell(state), total_text(run, result.row),
                              ranked ? std::to_string(result.rank) : std::string(), result.initial,
                              result.grade, cell(change));
        if (buffer.size() > (1u << 20)) {
            written = written && std::fwrite(buffer.data(), 1, buffer.size(), file) == buffer.size();
            buffer.clear();
        }
    };
    scoring::for_each_result(run, [&](const ResultRow& result) {
        line(result, result.code, result.name, state_label(result.state).in(l), result.rank > 0);
    });
    for (const Member& member : merged) {
        const auto unit = static_cast<std::size_t>(run.data->find(member.holder));
        line(scoring::result_of(run, unit), member.code, member.name,
             word(l, "合并评价，并入 ", "merged with ") + member.holder, false);
    }
    written = written && std::fwrite(buffer.data(), 1, buffer.size(), file) == buffer.size();
    written = std::fclose(file) == 0 && written;
    if (!written) return unwritable();
    return beside.replace();
}

}  // namespace yuanheng::evaluation
