#include "engine/store/seal.hpp"

#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>
#include <unistd.h>

#include "engine/base/sha256.hpp"

namespace smartstart {
namespace {

class SealOnDisk : public ::testing::Test {
protected:
    ~SealOnDisk() override { std::filesystem::remove(name_); }

    Seal seal_on_bytes(std::string const& bytes) const
    {
        std::ofstream{name_, std::ios::binary} << bytes;
        return seal_on(name_);
    }

private:
    std::filesystem::path name_ =
        std::filesystem::path{testing::TempDir()} / ("smartstart-seal-" + std::to_string(getpid()));
};

TEST_F(SealOnDisk, is_a_line_with_the_digest_of_all_before_it)
{
    std::string const bytes("a\0b\n", 4);
    EXPECT_EQ(seal_of(bytes), "\nsmartstart-seal sha256 " + sha256(bytes) + "\n");
    EXPECT_EQ(seal_on_bytes(bytes + seal_of(bytes)), Seal::whole);
    EXPECT_EQ(seal_on_bytes(seal_of("")), Seal::whole);
}

TEST_F(SealOnDisk, is_broken_by_any_change_before_it_or_in_its_digest)
{
    std::string const whole = "some bytes" + seal_of("some bytes");
    for (std::size_t at = 0; at < whole.size(); ++at) {
        auto damaged = whole;
        damaged[at] = static_cast<char>(damaged[at] ^ 1);
        EXPECT_NE(seal_on_bytes(damaged), Seal::whole) << at;
    }
    EXPECT_EQ(seal_on_bytes("some byte" + seal_of("some bytes")), Seal::broken);
    EXPECT_EQ(seal_on_bytes("some bytes." + seal_of("some bytes")), Seal::broken);
}

TEST_F(SealOnDisk, tells_a_file_that_ends_within_it_from_one_without)
{
    std::string const whole = "some bytes" + seal_of("some bytes");
    EXPECT_EQ(seal_on_bytes(whole.substr(0, whole.size() - 1)), Seal::cut);
    EXPECT_EQ(seal_on_bytes(whole.substr(0, whole.size() - 64)), Seal::cut);
    EXPECT_EQ(seal_on_bytes("some bytes"), Seal::none);
    EXPECT_EQ(seal_on_bytes(""), Seal::none);
}

}  // namespace
}  // namespace smartstart
