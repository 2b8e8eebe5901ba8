#include "http/body.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace yuanheng::http {

namespace {

constexpr std::string_view kSpoolName = "yuanheng-upload-";

[[noreturn]] void fail_with_errno(const std::string& what) {
    throw std::system_error(errno, std::generic_category(), what);
}

}  // namespace

File::~File() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

Spool::Spool(const std::string& folder) : path_(folder + "/" + std::string(kSpoolName) + "XXXXXX") {
    file_ = File(::mkostemp(path_.data(), O_CLOEXEC));  // mode 0600
    if (!file_) fail_with_errno("temporary file in " + folder);
    ::flock(file_.get(), LOCK_EX | LOCK_NB);  // says that its server lives, see remove_abandoned_spools
}

Spool::~Spool() { ::unlink(path_.c_str()); }

void Spool::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t n = ::write(file_.get(), bytes.data(), bytes.size());
        if (n < 0 && errno != EINTR) fail_with_errno(path_);
        if (n > 0) bytes.remove_prefix(static_cast<std::size_t>(n));
    }
}

void remove_abandoned_spools(const std::string& folder) {
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        if (!entry.path().filename().native().starts_with(kSpoolName)) continue;
        const File file(::open(entry.path().c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
        if (file && ::flock(file.get(), LOCK_EX | LOCK_NB) == 0) ::unlink(entry.path().c_str());
    }
}

int Body::open(const std::string& folder) {
    if (!limits_.upload) return 0;
    try {
        spool_.emplace(folder);
    } catch (const std::system_error&) {
        return 500;
    }
    return 0;
}

int Body::take(std::string_view bytes) {
    if (!fits(bytes.size())) return 413;
    size_ += bytes.size();
    try {
        if (spool_) {
            spool_->write(bytes);
        } else {
            if (!memory_.has_room_for(size_)) return 503;
            held_.set(size_);
            bytes_.append(bytes);
        }
    } catch (const std::exception&) {
        return spool_ ? 500 : 503;
    }
    return 0;
}

void Body::give(Request& request) {
    if (spool_) {
        request.upload = spool_->path();
        request.upload_size = size_;
    } else {
        request.body = std::move(bytes_);
    }
}

}  // namespace yuanheng::http
