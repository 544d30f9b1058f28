#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace smartstart {

/// The SHA-256 digest of these bytes as 64 lower-case hexadecimal digits.
/// Source: FIPS 180-4, Secure Hash Standard, sections 4.1.2, 5.1.1, 5.3.3 and 6.2.
std::string sha256(std::string_view bytes);

/// The same for bytes that come piece by piece, so that a large file need not be held whole.
class Sha256 {
public:
    Sha256();
    void add(std::string_view bytes);
    std::string digest() const;  ///< of all that was added so far

private:
    std::array<std::uint32_t, 8> state_;
    std::string rest_;  ///< what does not fill a block of 64 bytes yet
    std::uint64_t total_{};
};

/// The same without the instructions that some processors have for it: slower, and what they are
/// tested against.
std::string sha256_by_words(std::string_view bytes);

}  // namespace smartstart
