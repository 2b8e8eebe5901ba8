#include <algorithm>
#include <set>

#include "sheet/template.hpp"
#include "zone/evaluation/codes.hpp"
#include "zone/evaluation/files/intake.hpp"

namespace yuanheng::evaluation {

namespace {

bool has_department(const scoring::Scheme& scheme, const std::string& department) {
    return std::any_of(scheme.inputs.begin(), scheme.inputs.end(),
                       [&](const scoring::Input& input) { return input.department == department; });
}

/// The departments in the order of the inputs.
std::string departments(const scoring::Scheme& scheme) {
    std::string out;
    std::set<std::string> said;
    for (const scoring::Input& input : scheme.inputs) {
        if (input.department.empty() || !said.insert(input.department).second) continue;
        out += (out.empty() ? "" : "、") + input.department;
    }
    return out;
}

}  // namespace

Result<void> write_department_template(const scoring::Scheme& scheme, const std::string& department,
                                       const std::string& path, Language language) {
    if (!department.empty() && !has_department(scheme, department)) {
        return fail(Code::app_unknown_department,
                    {{"department", department}, {"allowed", departments(scheme)}});
    }
    sheet::TemplateSpec spec;
    spec.title = {scheme.title.in(Language::zh) + (department.empty() ? "" : " · " + department),
                  scheme.title.in(Language::en)};
    using Type = sheet::TemplateColumn::Type;
    spec.columns.push_back({{"统一社会信用代码", "credit_code"},
                            "",
                            Type::code,
                            true,
                            {"18 位，按文本填写", "18 characters, as text"},
                            {},
                            -1});
    spec.columns.push_back({{"企业名称", "name"}, "", Type::text, true, {}, {}, -1});
    for (std::size_t f = 0; f < scheme.input_count(); ++f) {
        if (!department.empty() && scheme.inputs[f].department != department) continue;
        const formula::Field& field = scheme.schema.fields[f];
        const Type type = field.type == formula::Type::number    ? Type::number
                          : field.type == formula::Type::date    ? Type::date
                          : field.type == formula::Type::boolean ? Type::boolean
                                                                 : Type::text;
        spec.columns.push_back({field.label,
                                field.unit.symbol(language),
                                type,
                                scheme.inputs[f].required,
                                {scheme.inputs[f].note, scheme.inputs[f].note},
                                field.values,
                                -1});
    }
    spec.instructions.push_back({"没有数据的单元格留空或填“—”，不要填 0。",
                                 "Leave a cell empty where there is no value; do not enter 0."});
    spec.instructions.push_back({"一家企业一行，代码不得重复。", "One row an enterprise; no code twice."});
    return sheet::write_template(path, spec, language);
}

}  // namespace yuanheng::evaluation
