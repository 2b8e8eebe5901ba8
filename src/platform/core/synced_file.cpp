#include "platform/core/synced_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace yuanheng::platform {

namespace {

/// Closes itself.
struct Descriptor {
    int fd;
    ~Descriptor() {
        if (fd >= 0) ::close(fd);
    }
};

bool write_all(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t n = ::write(fd, bytes.data(), bytes.size());
        if (n < 0 && errno != EINTR) return false;
        if (n > 0) bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
}

tl::unexpected<Error> failed(const std::filesystem::path& path) {
    return fail(Code::file_unwritable, {{"path", path.string()}, {"detail", std::strerror(errno)}});
}

}  // namespace

Result<void> write_synced(const std::filesystem::path& path, std::string_view bytes, unsigned int mode) {
    const std::string draft = path.string() + ".new";
    ::unlink(draft.c_str());
    {
        const Descriptor file{::open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)};
        if (file.fd < 0 || !write_all(file.fd, bytes)) return failed(path);
    }
    return rename_synced(draft, path);
}

Result<void> rename_synced(const std::filesystem::path& draft, const std::filesystem::path& path) {
    const Descriptor file{::open(draft.c_str(), O_RDONLY | O_CLOEXEC)};
    if (file.fd < 0 || ::fsync(file.fd) != 0 || ::rename(draft.c_str(), path.c_str()) != 0)
        return failed(path);
    const Descriptor folder{::open(path.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (folder.fd < 0 || ::fsync(folder.fd) != 0) return failed(path);
    return {};
}

}  // namespace yuanheng::platform
