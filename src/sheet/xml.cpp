#include "sheet/xml.hpp"

#include "sheet/codes.hpp"

#include <expat.h>

#include <cstring>
#include <memory>
#include <type_traits>

namespace yuanheng::sheet {

namespace {

/// A token cut by the end of a piece is scanned again with every new piece, so its length must be bounded.
constexpr std::uint64_t kLongestToken = 1u << 20;

struct FreeParser {
    void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

std::string_view local(const char* name) {
    const char* colon = std::strchr(name, ':');
    return colon == nullptr ? name : colon + 1;
}

struct Parsing {
    XML_Parser parser;
    XmlHandler& handler;
    std::size_t depth = 0;
    std::size_t max_depth;
    Where where;

    void check() const {
        if (handler.error()) XML_StopParser(parser, XML_FALSE);
    }
};

void on_start(void* data, const char* name, const char** attributes) {
    auto& parsing = *static_cast<Parsing*>(data);
    if (parsing.handler.error()) return;
    if (++parsing.depth > parsing.max_depth) {
        parsing.handler.stop(
            too_large("XML 嵌套层数", "levels of XML nesting", parsing.max_depth, parsing.where));
    } else {
        parsing.handler.start(local(name), Attributes(attributes));
    }
    parsing.check();
}

void on_end(void* data, const char* name) {
    auto& parsing = *static_cast<Parsing*>(data);
    if (parsing.handler.error()) return;
    --parsing.depth;
    parsing.handler.end(local(name));
    parsing.check();
}

void on_text(void* data, const char* text, int length) {
    auto& parsing = *static_cast<Parsing*>(data);
    if (parsing.handler.error()) return;
    parsing.handler.text({text, static_cast<std::size_t>(length)});
    parsing.check();
}

void on_doctype(void* data, const char*, const char*, const char*, int) {
    auto& parsing = *static_cast<Parsing*>(data);
    parsing.handler.stop(Error(Code::xlsx_unsafe, {}, parsing.where));
    parsing.check();
}

}  // namespace

std::optional<std::string_view> Attributes::find(std::string_view name) const {
    for (const char** at = list_; *at != nullptr; at += 2) {
        if (local(at[0]) == name) return std::string_view(at[1]);
    }
    return std::nullopt;
}

Result<void> parse_xml(Container& container, const std::string& part, XmlHandler& handler,
                       const Limits& limits) {
    const std::unique_ptr<std::remove_pointer_t<XML_Parser>, FreeParser> parser(XML_ParserCreate(nullptr));
    Parsing parsing{parser.get(), handler, 0, limits.xml_depth, Where{container.file(), "", 0, 0}};
    XML_SetUserData(parser.get(), &parsing);
    XML_SetElementHandler(parser.get(), on_start, on_end);
    XML_SetCharacterDataHandler(parser.get(), on_text);
    XML_SetStartDoctypeDeclHandler(parser.get(), on_doctype);
    std::uint64_t fed = 0;
    const auto sink = [&](std::string_view piece, bool last) {
        fed += piece.size();
        const bool sound = XML_Parse(parser.get(), piece.data(), static_cast<int>(piece.size()),
                                     last ? 1 : 0) == XML_STATUS_OK;
        if (handler.error()) return false;
        const XML_Index reached = XML_GetCurrentByteIndex(parser.get());
        if (!sound ||
            (!last && fed > static_cast<std::uint64_t>(reached < 0 ? 0 : reached) + kLongestToken)) {
            const std::string line = std::to_string(XML_GetCurrentLineNumber(parser.get()));
            handler.stop(broken(excerpt(part) + " 第 " + line + " 行的 XML 有错",
                                "bad XML in " + excerpt(part) + " line " + line, parsing.where));
            return false;
        }
        return true;
    };
    if (auto streamed = container.stream(part, sink); !streamed) return streamed;
    if (handler.error()) return tl::unexpected(*handler.error());
    return {};
}

}  // namespace yuanheng::sheet
