#include "engine/base/sha256.hpp"

#include <gtest/gtest.h>

namespace smartstart {
namespace {

// Vectors: FIPS 180-2 appendix B (one block, two blocks, a million letters) and the empty message
// of the NIST Cryptographic Algorithm Validation Program (SHA256ShortMsg).
TEST(Sha256, equals_the_vectors_of_the_standard)
{
    EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    EXPECT_EQ(sha256(std::string(1'000'000, 'a')),
              "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, pads_right_around_the_end_of_a_block)
{
    // Digests of n letters 'a' from coreutils sha256sum: 55 fills a block with its padding, 56 just
    // does not, 64 is a whole block.
    EXPECT_EQ(sha256(std::string(55, 'a')),
              "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318");
    EXPECT_EQ(sha256(std::string(56, 'a')),
              "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a");
    EXPECT_EQ(sha256(std::string(64, 'a')),
              "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb");
}

TEST(Sha256, is_the_same_with_and_without_special_instructions)
{
    std::string bytes;
    for (int i = 0; i < 300; ++i) {
        EXPECT_EQ(sha256(bytes), sha256_by_words(bytes)) << i << " bytes";
        bytes.push_back(static_cast<char>(37 * i + 1));
    }
}

TEST(Sha256, of_pieces_is_that_of_the_whole)
{
    std::string bytes;
    for (int i = 0; i < 400; ++i) {
        bytes.push_back(static_cast<char>(91 * i + 3));
    }
    // Around one block of 64 bytes, around its padding (55 and 56), and several blocks at once.
    for (std::size_t const length : {1U, 3U, 55U, 56U, 63U, 64U, 65U, 127U, 128U, 129U, 200U}) {
        Sha256 digest;
        for (std::size_t from = 0; from < bytes.size(); from += length) {
            digest.add(std::string_view{bytes}.substr(from, length));
            auto const so_far = std::string_view{bytes}.substr(0, from + length);
            EXPECT_EQ(digest.digest(), sha256(so_far)) << length << " of " << so_far.size();
        }
    }
    for (std::size_t first = 0; first <= bytes.size(); ++first) {
        Sha256 digest;
        digest.add(std::string_view{bytes}.substr(0, first));
        digest.add("");
        digest.add(std::string_view{bytes}.substr(first));
        EXPECT_EQ(digest.digest(), sha256(bytes)) << "cut at " << first;
    }
    EXPECT_EQ(Sha256{}.digest(), sha256(""));
}

}  // namespace
}  // namespace smartstart
