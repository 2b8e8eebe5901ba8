#include "db/files.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "db/database.hpp"

namespace yuanheng::db {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const std::string& what, const std::string& path) {
    const int code = errno;
    throw Failure(code == ENOSPC || code == EDQUOT ? Fault::full : Fault::lost,
                  what + " " + path + ": " + std::strerror(code));
}

void sync(const std::string& path) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) fail("cannot open", path);
    const int code = ::fsync(fd);
    const int error = errno;
    ::close(fd);
    errno = error;
    if (code != 0) fail("cannot write", path);
}

}  // namespace

void sync_folder_of(const std::string& path) {
    const std::string folder = fs::path(path).parent_path().string();
    sync(folder.empty() ? "." : folder);
}

void make_private(const std::string& path) {
    const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0) fail("cannot open", path);
    ::close(fd);
    sync_folder_of(path);
}

std::uintmax_t file_size(const std::string& path) {
    std::error_code none;
    const std::uintmax_t size = fs::file_size(path, none);
    return none ? 0 : size;
}

void write_whole(const std::string& path, const std::function<void(const std::string&)>& make) {
    if (fs::exists(path)) throw Failure(Fault::other, path + " exists already");
    const std::string temporary = path + ".part";
    fs::remove_all(temporary);
    try {
        make(temporary);
        if (fs::is_directory(temporary)) {
            for (const fs::directory_entry& entry : fs::recursive_directory_iterator(temporary))
                sync(entry.path().string());
        }
        sync(temporary);
        if (::rename(temporary.c_str(), path.c_str()) != 0) fail("cannot rename", temporary);
        sync_folder_of(path);
    } catch (...) {
        std::error_code none;
        fs::remove_all(temporary, none);
        throw;
    }
}

}  // namespace yuanheng::db
