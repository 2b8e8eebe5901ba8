#include "sheet/mapped_file.hpp"

#include "sheet/codes.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <fstream>
#include <mutex>
#include <random>
#include <set>
#include <system_error>
#include <utility>

namespace yuanheng::sheet {

namespace {

auto unreadable(const std::string& path, const std::string& detail) {
    return fail(Code::file_unreadable, {{"path", path}, {"detail", detail}}, Where{path, "", 0, 0});
}

}  // namespace

Result<MappedFile> MappedFile::open(const std::string& path, std::uint64_t max_bytes) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return unreadable(path, std::generic_category().message(errno));
    struct stat status {};
    const bool known = ::fstat(descriptor, &status) == 0;
    if (!known || !S_ISREG(status.st_mode)) {
        ::close(descriptor);
        return unreadable(path, "not a regular file");
    }
    MappedFile file;
    file.size_ = static_cast<std::size_t>(status.st_size);
    if (file.size_ > max_bytes) {
        ::close(descriptor);
        const std::string limit = std::to_string(max_bytes >> 20) + " MB";
        return fail(Code::table_too_large, {{"what", "文件大小"}, {"what_en", "of file"}, {"limit", limit}},
                    Where{path, "", 0, 0});
    }
    if (file.size_ > 0) {
        void* memory = ::mmap(nullptr, file.size_, PROT_READ, MAP_PRIVATE, descriptor, 0);
        const int error = errno;
        ::close(descriptor);
        if (memory == MAP_FAILED) {
            file.size_ = 0;
            return unreadable(path, std::generic_category().message(error));
        }
        ::madvise(memory, file.size_, MADV_SEQUENTIAL);
        file.data_ = static_cast<const char*>(memory);
    } else {
        ::close(descriptor);
    }
    return file;
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    return *this;
}

MappedFile::~MappedFile() {
    if (data_ != nullptr) ::munmap(const_cast<char*>(data_), size_);
}

namespace {

/// The files that are being written, of all threads.
struct Unfinished {
    std::mutex guard;
    std::set<std::string> names;
};
Unfinished& unfinished() {
    static Unfinished all;
    return all;
}

Result<void> unwritable(const std::string& path) {
    return fail(Code::file_unwritable, {{"path", path}, {"detail", std::generic_category().message(errno)}});
}

}  // namespace

Beside::Beside(std::string path) : path_(std::move(path)) {
    std::random_device source;
    name_ = path_ + "." + std::to_string(source()) + ".tmp";
    const std::lock_guard lock(unfinished().guard);
    unfinished().names.insert(name_);
}

Beside::~Beside() {
    const std::lock_guard lock(unfinished().guard);
    if (unfinished().names.erase(name_) > 0) std::remove(name_.c_str());
}

Result<void> Beside::replace() {
    if (std::rename(name_.c_str(), path_.c_str()) != 0) return unwritable(path_);
    const std::lock_guard lock(unfinished().guard);
    unfinished().names.erase(name_);
    return {};
}

void remove_unfinished() {
    const std::lock_guard lock(unfinished().guard);
    for (const std::string& name : unfinished().names) std::remove(name.c_str());
}

Result<void> write_whole(const std::string& path, std::string_view bytes) {
    Beside beside(path);
    std::ofstream out(beside.name(), std::ios::binary | std::ios::trunc);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (!out) return unwritable(path);
    return beside.replace();
}

}  // namespace yuanheng::sheet
