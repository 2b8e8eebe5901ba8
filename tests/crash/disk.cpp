// Preloaded into the server by disk.py: as long as the file that YUANHENG_DISK_FAILS names is there, nothing
// reaches the disk.
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

extern "C" int fdatasync(int fd) {
    const char* sign = std::getenv("YUANHENG_DISK_FAILS");
    if (!sign || access(sign, F_OK) != 0) return static_cast<int>(syscall(SYS_fdatasync, fd));
    errno = EIO;
    return -1;
}
