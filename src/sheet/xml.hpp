#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "sheet/container.hpp"

namespace yuanheng::sheet {

/// The attributes of an element; names without their prefix.
class Attributes {
public:
    explicit Attributes(const char** list) : list_(list) {}
    /// The value, or nothing where there is no such attribute.
    std::optional<std::string_view> find(std::string_view name) const;
    std::string_view get(std::string_view name) const { return find(name).value_or(std::string_view()); }

private:
    const char** list_;
};

/// Receives the elements of a part in their order. Names come without prefix, so that transitional and strict
/// files read alike. A handler must not throw; it calls stop() where it finds an error.
class XmlHandler {
public:
    virtual ~XmlHandler() = default;
    virtual void start(std::string_view name, const Attributes& attributes) = 0;
    virtual void end(std::string_view name) = 0;
    virtual void text(std::string_view) {}

    /// Ends the parsing with this error; the first one counts.
    void stop(Error error) {
        if (!error_) error_ = std::move(error);
    }
    const std::optional<Error>& error() const { return error_; }

private:
    std::optional<Error> error_;
};

/// Parses one part of a workbook as it is unpacked. No document type, no entity beyond the five of XML is
/// accepted (error xlsx_unsafe), no nesting beyond limits.xml_depth, no tag or comment of more than 1 MB.
Result<void> parse_xml(Container& container, const std::string& part, XmlHandler& handler,
                       const Limits& limits);

}  // namespace yuanheng::sheet
