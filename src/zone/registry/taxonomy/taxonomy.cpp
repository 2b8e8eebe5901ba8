#include "zone/registry/taxonomy/taxonomy.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "base/hash.hpp"
#include "base/toml.hpp"
#include "zone/registry/codes.hpp"

namespace yuanheng::registry {

namespace {

constexpr std::string_view kNational = "gbt4754-2017.toml";
constexpr std::string_view kLevels[] = {"national", "provincial", "city", "zone"};

bool is_code(std::string_view text) {
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    };
    return !text.empty() && text.size() <= 64 && text[0] >= 'a' && text[0] <= 'z' &&
           std::all_of(text.begin(), text.end(), fits);
}

/// Reads one file and collects what is wrong with it.
struct Reader {
    std::string file;
    const Industry& industry;
    Errors errors{};
    Taxonomy out{};

    void wrong(const toml::source_region& at, const std::string& zh, const std::string& en) {
        errors.push_back(
            Error(Code::taxonomy_file_bad, {{"detail", zh}, {"detail_en", en}},
                  Where{file, "", static_cast<long>(at.begin.line), static_cast<long>(at.begin.column)}));
    }

    /// A text; wrong where it must be there and is not.
    std::string text(const toml::table& table, std::string_view key, bool must = true) {
        const toml::node* node = table.get(key);
        if (node != nullptr && !node->is_string()) {
            wrong(node->source(), "“" + std::string(key) + "”应是文字，要加引号",
                  "\"" + std::string(key) + "\" must be a text in quotes");
            return {};
        }
        const std::string value = node != nullptr ? node->value_or(std::string()) : std::string();
        if (must && value.empty()) {
            wrong(table.source(), "缺少文字“" + std::string(key) + "”",
                  "the text \"" + std::string(key) + "\" is missing");
        }
        return value;
    }

    std::string code_of(const toml::table& table) {
        const std::string value = text(table, "code");
        if (!value.empty() && !is_code(value)) {
            wrong(table.source(), "代码“" + value + "”只能用小写字母、数字、下划线和连字符，以字母开头",
                  "code \"" + value + "\" may have lower-case letters, digits, _ and - only, a letter first");
        }
        return value;
    }

    void known_keys(const toml::table& table, std::initializer_list<std::string_view> known) {
        for (const auto& [key, node] : table) {
            if (std::find(known.begin(), known.end(), key.str()) == known.end()) {
                const std::string name(key.str());
                wrong(node.source(), "不认识“" + name + "”", "\"" + name + "\" is not known here");
            }
        }
    }

    void industries(const toml::table& row, TaxonomyNode& node) {
        const toml::array* list = row["industries"].as_array();
        if (list == nullptr) return;
        for (const toml::node& item : *list) {
            const std::string written = item.value_or(std::string());
            if (const auto parsed = industry.parse(written)) {
                node.industries.push_back(parsed->code);
            } else {
                wrong(item.source(), message(parsed.error(), Language::zh),
                      message(parsed.error(), Language::en));
            }
        }
    }

    void node(const toml::table& row, TaxonomyGroup& group) {
        known_keys(row, {"code", "zh", "en", "industries", "level", "years", "source", "sample"});
        TaxonomyNode node;
        node.code = code_of(row);
        node.name = {text(row, "zh"), text(row, "en")};
        node.level = text(row, "level", out.kind == TaxonomyKind::title);
        if (!node.level.empty() &&
            std::find(std::begin(kLevels), std::end(kLevels), node.level) == std::end(kLevels)) {
            wrong(row.source(), "级别“" + node.level + "”应为 national、provincial、city 或 zone",
                  "level \"" + node.level + "\" is none of national, provincial, city, zone");
        }
        node.years = static_cast<int>(row["years"].value_or(std::int64_t{0}));
        if (node.years < 0 || node.years > 99)
            wrong(row.source(), "有效年数应在 0 到 99 之间", "years must lie between 0 and 99");
        node.source = text(row, "source", false);
        node.sample = row["sample"].value_or(false);
        industries(row, node);
        const bool twice = out.node(node.code) != nullptr ||
                           std::any_of(group.nodes.begin(), group.nodes.end(),
                                       [&](const auto& other) { return other.code == node.code; });
        if (twice)
            wrong(row.source(), "代码“" + node.code + "”出现了两次",
                  "code \"" + node.code + "\" stands twice");
        group.nodes.push_back(std::move(node));
    }

    void group(const toml::table& table) {
        known_keys(table, {"code", "zh", "en", "count", "nodes", "sample"});
        TaxonomyGroup group{
            code_of(table), {text(table, "zh"), text(table, "en")}, table["sample"].value_or(false), {}};
        if (const toml::array* rows = table["nodes"].as_array()) {
            for (const toml::node& row : *rows) {
                if (const toml::table* item = row.as_table())
                    node(*item, group);
                else
                    wrong(row.source(), "应写成 { code = …, zh = …, en = … }",
                          "write { code = …, zh = …, en = … }");
            }
        }
        if (group.nodes.empty()) wrong(table.source(), "这一组没有 nodes", "this group has no nodes");
        const auto count = table["count"].value<std::int64_t>();
        if (count && *count != static_cast<std::int64_t>(group.nodes.size())) {
            const std::string said = std::to_string(*count), found = std::to_string(group.nodes.size());
            wrong(table.source(), "“" + group.name.zh + "”应有 " + said + " 项，列出了 " + found + " 项",
                  group.name.en + ": " + said + " expected, " + found + " listed");
        }
        out.groups.push_back(std::move(group));
    }

    void about(const toml::table& table) {
        known_keys(table, {"id", "version", "kind", "zone", "slogan", "title", "title_en", "source",
                           "effective_from"});
        out.id = text(table, "id");
        if (!out.id.empty() && !is_code(out.id)) {
            wrong(table.source(), "编号“" + out.id + "”只能用小写字母、数字和连字符",
                  "id \"" + out.id + "\" may have lower-case letters, digits and - only");
        }
        out.version = text(table, "version");
        const std::string kind = text(table, "kind");
        if (kind == "industry")
            out.kind = TaxonomyKind::industry;
        else if (kind == "title")
            out.kind = TaxonomyKind::title;
        else if (kind == "size")
            out.kind = TaxonomyKind::size;
        else if (!kind.empty())
            wrong(table.source(), "种类“" + kind + "”应为 industry、title 或 size",
                  "kind \"" + kind + "\" is none of industry, title, size");
        out.zone = text(table, "zone", false);
        out.slogan = text(table, "slogan", false);
        out.title = {text(table, "title"), text(table, "title_en")};
        out.source = text(table, "source");
        if (const auto day = table["effective_from"].value<toml::date>()) {
            if (const auto date = Date::of(day->year, day->month, day->day)) out.effective_from = *date;
        } else {
            wrong(table.source(), "缺少生效日期 effective_from = 2024-01-01",
                  "effective_from = 2024-01-01 is missing");
        }
    }

    void read(const std::string& content) {
        const toml::parse_result parsed = toml::parse(content);
        if (!parsed) {
            const std::string why(parsed.error().description());
            return wrong(parsed.error().source(), "TOML 语法错误（" + why + "）", why);
        }
        const toml::table& root = parsed.table();
        known_keys(root, {"taxonomy", "groups"});
        const toml::table* head = root["taxonomy"].as_table();
        const toml::array* groups = root["groups"].as_array();
        if (head == nullptr) return wrong(root.source(), "缺少“taxonomy”", "\"taxonomy\" is missing");
        about(*head);
        if (groups == nullptr || groups->empty())
            return wrong(root.source(), "缺少 [[groups]]", "[[groups]] is missing");
        for (const toml::node& item : *groups) {
            if (const toml::table* table = item.as_table()) group(*table);
        }
        out.hash = sha256_hex(content);
    }
};

}  // namespace

std::string_view code(TaxonomyKind kind) {
    switch (kind) {
        case TaxonomyKind::industry: return "industry";
        case TaxonomyKind::title: return "title";
        case TaxonomyKind::size: return "size";
    }
    return {};
}

const TaxonomyNode* Taxonomy::node(std::string_view code) const {
    for (const TaxonomyGroup& group : groups) {
        for (const TaxonomyNode& item : group.nodes) {
            if (item.code == code) return &item;
        }
    }
    return nullptr;
}

Label Taxonomy::name(const TaxonomyNode& node) const {
    if (slogan.empty()) return node.name;
    return {slogan + "·" + node.name.zh, slogan + " " + node.name.en};
}

Checked<Taxonomies> Taxonomies::load(const std::filesystem::path& folder, const Industry& industry) {
    std::error_code failed;
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
        if (entry.path().extension() == ".toml" && entry.path().filename() != kNational)
            files.push_back(entry.path());
    }
    if (failed)
        return tl::unexpected(
            Errors{Error(Code::file_unreadable, {{"path", folder.string()}, {"detail", failed.message()}})});
    std::sort(files.begin(), files.end());

    Taxonomies taxonomies;
    Errors errors;
    for (const auto& file : files) {
        std::ifstream in(file, std::ios::binary);
        std::ostringstream content;
        if (!in) {
            errors.push_back(Error(Code::file_unreadable, {{"path", file.string()}, {"detail", "open"}}));
            continue;
        }
        content << in.rdbuf();  // of an empty file nothing, which is wrong in its own way
        Reader reader{file.string(), industry};
        reader.read(content.str());
        const auto same = [&](const Taxonomy& other) {
            return other.id == reader.out.id &&
                   (other.version == reader.out.version || other.effective_from == reader.out.effective_from);
        };
        if (reader.errors.empty() && std::any_of(taxonomies.all_.begin(), taxonomies.all_.end(), same)) {
            reader.wrong({}, "“" + reader.out.id + "”的这一版已在另一个文件中",
                         "this edition of \"" + reader.out.id + "\" stands in another file too");
        }
        errors.insert(errors.end(), reader.errors.begin(), reader.errors.end());
        taxonomies.all_.push_back(std::move(reader.out));
    }
    if (!errors.empty()) return tl::unexpected(errors);
    std::sort(taxonomies.all_.begin(), taxonomies.all_.end(), [](const Taxonomy& a, const Taxonomy& b) {
        return std::tie(a.id, a.effective_from) < std::tie(b.id, b.effective_from);
    });
    return taxonomies;
}

const Taxonomy* Taxonomies::find(std::string_view id, Date day) const {
    const Taxonomy* found = nullptr;
    for (const Taxonomy& item : all_) {
        if (item.id == id && (found == nullptr || item.effective_from <= day)) found = &item;
    }
    return found;
}

std::vector<const Taxonomy*> Taxonomies::of(TaxonomyKind kind, Date day) const {
    std::vector<const Taxonomy*> out;
    for (const Taxonomy& item : all_) {
        if (item.kind == kind && find(item.id, day) == &item) out.push_back(&item);
    }
    return out;
}

std::optional<Taxonomies::Place> Taxonomies::place(std::string_view path, Date day) const {
    const std::size_t slash = path.find('/');
    if (slash == std::string_view::npos) return std::nullopt;
    const Taxonomy* taxonomy = find(path.substr(0, slash), day);
    const TaxonomyNode* node = taxonomy != nullptr ? taxonomy->node(path.substr(slash + 1)) : nullptr;
    if (node == nullptr) return std::nullopt;
    return Place{taxonomy, node};
}

}  // namespace yuanheng::registry
