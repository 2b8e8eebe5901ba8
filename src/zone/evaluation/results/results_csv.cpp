#include <cerrno>
#include <cstdio>
#include <system_error>

#include "sheet/csv.hpp"
#include "sheet/mapped_file.hpp"
#include "zone/evaluation/results/results.hpp"

namespace yuanheng::evaluation {

namespace {

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
    const auto line = [&](const std::string& code, const std::string& name, const std::string& state,
                          bool ranked, std::size_t row) {
        const scoring::Outcome& o = run.outcomes[row];
        buffer += csv_cell(code) + "," + (name.empty() ? "" : csv_cell(name)) + ",";
        buffer += (o.track >= 0 ? csv_cell(run.scheme->tracks[static_cast<std::size_t>(o.track)].label.in(l))
                                : "") +
                  ",";
        buffer +=
            csv_cell(state) + "," + total_text(run, row) + "," + (ranked ? std::to_string(o.rank) : "") + ",";
        const std::string change = change_text(run, row, l);
        buffer += grade_text(run, row, o.initial) + "," + grade_text(run, row, o.grade) + "," +
                  (change.empty() ? "" : csv_cell(change)) + "\r\n";
        if (buffer.size() > (1u << 20)) {
            written = written && std::fwrite(buffer.data(), 1, buffer.size(), file) == buffer.size();
            buffer.clear();
        }
    };
    for (std::size_t row = 0; row < run.outcomes.size(); ++row) {
        const scoring::Outcome& o = run.outcomes[row];
        line(run.data->codes[row], run.data->names[row], state_label(o.state).in(l), o.rank > 0, row);
    }
    for (const Member& member : merged) {
        line(member.code, member.name, word(l, "合并评价，并入 ", "merged with ") + member.holder, false,
             static_cast<std::size_t>(run.data->find(member.holder)));
    }
    written = written && std::fwrite(buffer.data(), 1, buffer.size(), file) == buffer.size();
    written = std::fclose(file) == 0 && written;
    if (!written) return unwritable();
    return beside.replace();
}

}  // namespace yuanheng::evaluation
