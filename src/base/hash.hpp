#pragma once

#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>

namespace yuanheng {

/// SHA-256 (FIPS 180-4) of bytes that come in pieces.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;

    Sha256& update(std::string_view bytes);
    /// 64 lower-case hexadecimal digits. To be called once, last.
    std::string hex();

private:
    struct State;
    std::unique_ptr<State> state_;
};

std::string sha256_hex(std::string_view bytes);
/// Reads the stream to its end.
std::string sha256_hex(std::istream& in);

}  // namespace yuanheng
