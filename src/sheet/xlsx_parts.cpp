#include "sheet/xlsx_parts.hpp"

#include <charconv>
#include <utility>

#include "sheet/xml.hpp"

namespace yuanheng::sheet {

namespace {

constexpr std::size_t kLongestSheetName =
    1000;  // bytes; Excel takes 31 characters, other programs write a few more

int to_int(std::string_view text, int otherwise) {
    int value = otherwise;
    const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
    return status == std::errc() && end == text.data() + text.size() ? value : otherwise;
}

std::string folder_of(const std::string& part) {
    const std::size_t slash = part.rfind('/');
    return slash == std::string::npos ? "" : part.substr(0, slash);
}

/// A target's name: from the root where it begins with a slash, else from `folder`.
std::string resolved(std::string folder, std::string_view target) {
    if (!target.empty() && (target[0] == '/' || target[0] == '\\')) {
        folder.clear();
        target.remove_prefix(1);
    }
    while (!target.empty()) {
        const std::size_t slash = std::min(target.find_first_of("/\\"), target.size());
        const std::string_view step = target.substr(0, slash);
        target.remove_prefix(std::min(slash + 1, target.size()));
        if (step == "..") {
            folder = folder_of(folder);
        } else if (step != "." && !step.empty()) {
            folder += (folder.empty() ? "" : "/") + std::string(step);
        }
    }
    return folder;
}

class RelationHandler : public XmlHandler {
public:
    RelationHandler(std::string folder, const Limits& limits, Where where)
        : folder_(std::move(folder)), limits_(limits), where_(std::move(where)) {}

    void start(std::string_view name, const Attributes& attributes) override {
        if (name != "Relationship") return;
        if (relations.size() >= limits_.entries) {
            stop(too_large("部件关系数", "relationships", limits_.entries, where_));
            return;
        }
        Relation relation;
        const std::string_view type = attributes.get("Type");
        relation.type = type.substr(type.rfind('/') + 1);
        relation.part = resolved(folder_, attributes.get("Target"));
        relation.external = attributes.get("TargetMode") == "External";
        relations.emplace(std::string(attributes.get("Id")), std::move(relation));
    }
    void end(std::string_view) override {}

    std::map<std::string, Relation> relations;

private:
    std::string folder_;
    const Limits& limits_;
    Where where_;
};

class WorkbookHandler : public XmlHandler {
public:
    WorkbookHandler(const Limits& limits, Where where) : limits_(limits), where_(std::move(where)) {}

    void start(std::string_view name, const Attributes& attributes) override {
        if (name == "workbookPr") {
            found.epoch1904 = is_true(attributes.get("date1904"));
        } else if (name == "sheets") {
            within_ = true;
        } else if (name == "sheet" && within_) {
            if (found.sheets.size() >= limits_.sheets) {
                stop(too_large("工作表数", "sheets", limits_.sheets, where_));
                return;
            }
            const std::string_view state = attributes.get("state");
            if (attributes.get("name").size() > kLongestSheetName) {
                stop(broken("工作表名称太长", "a sheet's name is too long", where_));
                return;
            }
            found.sheets.push_back({std::string(attributes.get("name")), std::string(attributes.get("id")),
                                    state == "hidden" || state == "veryHidden"});
        }
    }
    void end(std::string_view name) override {
        if (name == "sheets") within_ = false;
    }

    WorkbookPart found;

private:
    const Limits& limits_;
    Where where_;
    bool within_ = false;
};

class StringsHandler : public XmlHandler {
public:
    StringsHandler(const Limits& limits, Where where)
        : limits_(limits), where_(std::move(where)), gatherer_(limits) {}

    void start(std::string_view name, const Attributes&) override {
        if (name == "si") {
            gatherer_.clear();
        } else if (name == "rPh") {
            ++phonetic_;
        } else if (name == "t") {
            in_text_ = phonetic_ == 0;
        }
    }
    void end(std::string_view name) override {
        if (name == "t") {
            in_text_ = false;
        } else if (name == "rPh") {
            --phonetic_;
        } else if (name == "si") {
            finish();
        }
    }
    void text(std::string_view piece) override {
        if (in_text_ && !gatherer_.add(piece)) {
            stop(too_large("单元格字数", "characters in a cell", limits_.cell_characters, where_));
        }
    }

    std::vector<std::string> strings;

private:
    void finish() {
        unescape(gatherer_.text());
        bytes_ += gatherer_.text().size();
        if (strings.size() >= limits_.shared_strings) {
            stop(too_large("共享文字数", "shared texts", limits_.shared_strings, where_));
        } else if (bytes_ > limits_.text_bytes) {
            stop(too_large("文字总字节数", "bytes of text", limits_.text_bytes, where_));
        } else if (utf16_length(gatherer_.text()) > limits_.cell_characters) {
            stop(too_large("单元格字数", "characters in a cell", limits_.cell_characters, where_));
        } else {
            strings.push_back(gatherer_.text());
        }
    }

    const Limits& limits_;
    Where where_;
    TextGatherer gatherer_;
    std::uint64_t bytes_ = 0;
    int phonetic_ = 0;
    bool in_text_ = false;
};

class StylesHandler : public XmlHandler {
public:
    StylesHandler(const Limits& limits, Where where) : limits_(limits), where_(std::move(where)) {}

    void start(std::string_view name, const Attributes& attributes) override {
        if (name == "cellXfs") {
            within_ = true;
        } else if (name == "numFmt") {
            custom_[to_int(attributes.get("numFmtId"), -1)] = shown_by(attributes.get("formatCode"));
        } else if (name == "xf" && within_) {
            const int format = to_int(attributes.get("numFmtId"), 0);
            const auto own = custom_.find(format);
            shown.push_back(own != custom_.end() ? own->second : shown_by(format));
        }
        if (shown.size() > limits_.styles || custom_.size() > limits_.styles) {
            stop(too_large("单元格样式数", "cell formats", limits_.styles, where_));
        }
    }
    void end(std::string_view name) override {
        if (name == "cellXfs") within_ = false;
    }

    std::vector<Shown> shown;

private:
    const Limits& limits_;
    Where where_;
    std::map<int, Shown> custom_;
    bool within_ = false;
};

}  // namespace

Result<std::map<std::string, Relation>> read_relations(Container& container, const std::string& part,
                                                       const Limits& limits) {
    const std::string folder = folder_of(part);
    const std::string name = part.substr(folder.empty() ? 0 : folder.size() + 1);
    const std::string relations_part = (folder.empty() ? "" : folder + "/") + "_rels/" + name + ".rels";
    RelationHandler handler(folder, limits, Where{container.file(), "", 0, 0});
    if (!container.has(relations_part)) return std::move(handler.relations);
    if (auto parsed = parse_xml(container, relations_part, handler, limits); !parsed) {
        return tl::unexpected(parsed.error());
    }
    return std::move(handler.relations);
}

Result<WorkbookPart> read_workbook_part(Container& container, const std::string& part, const Limits& limits) {
    WorkbookHandler handler(limits, Where{container.file(), "", 0, 0});
    if (auto parsed = parse_xml(container, part, handler, limits); !parsed)
        return tl::unexpected(parsed.error());
    return std::move(handler.found);
}

Result<std::vector<std::string>> read_shared_strings(Container& container, const std::string& part,
                                                     const Limits& limits) {
    StringsHandler handler(limits, Where{container.file(), "", 0, 0});
    if (auto parsed = parse_xml(container, part, handler, limits); !parsed)
        return tl::unexpected(parsed.error());
    return std::move(handler.strings);
}

Result<std::vector<Shown>> read_styles(Container& container, const std::string& part, const Limits& limits) {
    StylesHandler handler(limits, Where{container.file(), "", 0, 0});
    if (auto parsed = parse_xml(container, part, handler, limits); !parsed)
        return tl::unexpected(parsed.error());
    return std::move(handler.shown);
}

}  // namespace yuanheng::sheet
