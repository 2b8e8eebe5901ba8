#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "http/message.hpp"

namespace yuanheng::http {

/// An open file descriptor, closed with the object.
class File {
public:
    File() = default;
    explicit File(int descriptor) : descriptor_(descriptor) {}
    File(File&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
    File& operator=(File&& other) noexcept {
        std::swap(descriptor_, other.descriptor_);
        return *this;
    }
    ~File();

    explicit operator bool() const { return descriptor_ >= 0; }
    int get() const { return descriptor_; }

private:
    int descriptor_ = -1;
};

/// A temporary file, readable by its owner only; removed with the object, unless somebody moved it elsewhere.
class Spool {
public:
    /// Throws std::system_error where `folder` takes no file.
    explicit Spool(const std::string& folder);
    Spool(const Spool&) = delete;
    Spool& operator=(const Spool&) = delete;
    ~Spool();

    const std::string& path() const { return path_; }
    /// Throws std::system_error, where the disk is full for example.
    void write(std::string_view bytes);

private:
    std::string path_;
    File file_;
};
/// Removes the spools in `folder` whose server was killed; those of living ones stay.
void remove_abandoned_spools(const std::string& folder);

/// What all bodies in memory take together. The number of connections limits the small ones, so that they
/// always find room however many large ones wait for slow clients.
class Memory {
public:
    static constexpr std::size_t kSmall = 16 * 1024;  ///< bytes

    explicit Memory(std::size_t most) : most_(most) {}
    bool has_room_for(std::size_t bytes) const {
        return bytes <= kSmall || used_.load(std::memory_order_relaxed) < most_;
    }

private:
    friend class Held;
    std::size_t most_;
    std::atomic<std::size_t> used_{0};
};

/// A share of the memory, given back with the object.
class Held {
public:
    explicit Held(Memory& memory) : memory_(memory) {}
    Held(const Held&) = delete;
    Held& operator=(const Held&) = delete;
    ~Held() { set(0); }
    void set(std::size_t bytes) {
        memory_.used_ += bytes - bytes_;  // modulo 2⁶⁴, so this may shrink
        bytes_ = bytes;
    }

private:
    Memory& memory_;
    std::size_t bytes_ = 0;
};

/// Takes a request's body, into memory or a spool as its route says. No exceptions: what goes wrong is a
/// status.
class Body {
public:
    Body(const Limits& limits, Memory& memory) : limits_(limits), memory_(memory), held_(memory) {}

    /// Makes the spool where there has to be one. 500 where that cannot be; 0: well.
    int open(const std::string& folder);
    /// Whether so many bytes more are within the limit.
    bool fits(std::uint64_t bytes) const { return bytes <= limits_.body - size_; }
    /// 0, or the status to refuse with: 413, 500 (the disk is full), 503 (all memory is taken).
    int take(std::string_view bytes);
    std::uint64_t size() const { return size_; }
    /// Gives what was taken to the request. The spool stays this object's.
    void give(Request& request);

private:
    const Limits& limits_;
    Memory& memory_;
    Held held_;
    std::uint64_t size_ = 0;
    std::string bytes_;
    std::optional<Spool> spool_;
};

}  // namespace yuanheng::http
