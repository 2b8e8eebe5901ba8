#include "zone/registry/enterprise/stage.hpp"

#include "zone/registry/codes.hpp"

#include <algorithm>
#include <map>

namespace yuanheng::registry {

const std::vector<reflect::Choice>& stages() {
    static const std::vector<reflect::Choice> list = {
        {"signed", {"已签约", "signed"}},
        {"landed", {"已落地", "landed"}},
        {"construction", {"在建", "under construction"}},
        {"trial", {"试生产", "trial production"}},
        {"production", {"投产", "in production"}},
        {"suspended", {"停产", "suspended"}},
        {"left", {"迁出", "moved away"}},
        {"deregistered", {"注销", "deregistered"}},
        {"unverified", {"待核实", "not verified"}},
    };
    return list;
}

Label stage_label(std::string_view stage) {
    for (const reflect::Choice& choice : stages()) {
        if (choice.code == stage) return choice.label;
    }
    return {std::string(stage), std::string(stage)};
}

const std::vector<std::string>& stages_after(std::string_view stage) {
    // Land or a plant comes first; who rents a finished plant goes into trial production without building.
    static const std::map<std::string, std::vector<std::string>, std::less<>> after = {
        {"signed", {"landed", "left", "deregistered"}},
        {"landed", {"construction", "trial", "left", "deregistered"}},
        {"construction", {"trial", "suspended", "left", "deregistered"}},
        {"trial", {"production", "suspended", "left", "deregistered"}},
        {"production", {"suspended", "left", "deregistered"}},
        {"suspended", {"construction", "trial", "production", "left", "deregistered"}},
        {"left", {"signed", "deregistered"}},
        {"deregistered", {}},
        {"unverified",
         {"signed", "landed", "construction", "trial", "production", "suspended", "left", "deregistered"}},
    };
    static const std::vector<std::string> nowhere;
    const auto found = after.find(stage);
    return found == after.end() ? nowhere : found->second;
}

Result<void> check_stage(std::string_view from, std::string_view to) {
    const Label before = stage_label(from), wanted = stage_label(to);
    if (from == to) return fail(Code::registry_same_stage, {{"stage", before.zh}, {"stage_en", before.en}});
    const std::vector<std::string>& after = stages_after(from);
    if (std::find(after.begin(), after.end(), to) != after.end()) return {};
    std::string zh, en;
    for (const std::string& stage : after) {
        zh += (zh.empty() ? "" : "、") + stage_label(stage).zh;
        en += (en.empty() ? "" : ", ") + stage_label(stage).en;
    }
    return fail(Code::registry_stage_jump, {{"from", before.zh},
                                            {"from_en", before.en},
                                            {"to", wanted.zh},
                                            {"to_en", wanted.en},
                                            {"allowed", zh.empty() ? "（无）" : zh},
                                            {"allowed_en", en.empty() ? "none" : en}});
}

}  // namespace yuanheng::registry
