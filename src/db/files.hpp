#pragma once

#include <cstdint>
#include <functional>
#include <string>

/// Files that are there whole or not at all, and for their owner alone. Errors are thrown as Failure: full,
/// lost.
namespace yuanheng::db {

/// Makes the file, empty, where it is missing.
void make_private(const std::string& path);
/// Brings the names in the file's folder to the disk.
void sync_folder_of(const std::string& path);
/// 0 where there is no such file.
std::uintmax_t file_size(const std::string& path);
/// Lets `make` write a file or folder under the temporary name that it is given, syncs all of it to the disk
/// and gives it its name. Throws Fault::other where `path` exists already. Where `make` throws nothing is
/// left.
void write_whole(const std::string& path, const std::function<void(const std::string& temporary)>& make);

}  // namespace yuanheng::db
