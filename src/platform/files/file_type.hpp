#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/language.hpp"

namespace yuanheng::platform {

/// A type of files that is told apart by its content.
struct FileType {
    std::string_view ending;  ///< pdf; empty: of files that are never taken, such as programs and pages
    Label label;              ///< PDF 文档
    std::string_view media;
};

/// The type that an ending stands for, jpeg as jpg; null where files of it are never taken.
const FileType* type_of_ending(std::string_view ending);
/// The ending of a name, in small letters; empty where it has none.
std::string ending_of(std::string_view name);

/// What a file is by its bytes, whatever it is called. Workbooks and documents with macros are types of their
/// own, which are never taken.
const FileType& type_of_content(const std::filesystem::path& file);

}  // namespace yuanheng::platform
