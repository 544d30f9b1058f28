#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>
#include <string>

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/store/result.hpp"
#include "tests/support/sample_result.hpp"

namespace smartstart {
namespace {

namespace fs = std::filesystem;

/// How reading a file can end, as the exit code of a process of its own: a crash must not take the
/// other tests with it.
enum Ending : int { same_values, refused, other_values, other_exception };

/// A result file as bytes, its damaged copy, and what it held.
class Damaged {
public:
    Damaged()
    {
        std::string pattern = (fs::temp_directory_path() / "result-damage-XXXXXX").string();
        folder_ = ::mkdtemp(pattern.data());
        auto const result = test::sample_result({.replicates = 2, .last_year = 2026});
        digest_ = values_digest(result);
        write_result(result, name(), Overwrite::refuse);
        std::ifstream file{name(), std::ios::binary};
        whole_ = {std::istreambuf_iterator<char>{file}, {}};
    }
    ~Damaged() { fs::remove_all(folder_); }
    Damaged(Damaged const&) = delete;
    Damaged& operator=(Damaged const&) = delete;

    std::string const& whole() const { return whole_; }

    /// Reads these bytes as a result: an Ending, or minus the signal that stopped it.
    int ending_of(std::string const& bytes) const
    {
        std::ofstream{name(), std::ios::binary | std::ios::trunc} << bytes;
        auto const child = ::fork();
        if (child == 0) {
            ::_exit(read());
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
    }

private:
    fs::path name() const { return folder_ / "damaged.h5"; }

    int read() const
    {
        ::alarm(10);  // stops a loop without end
        rlimit const no_core{0, 0};
        ::setrlimit(RLIMIT_CORE, &no_core);
        try {
            return values_digest(read_result(name())) == digest_ ? same_values : other_values;
        } catch (InputError const& error) {
            auto const& place = error.problems().front().place;
            return place.file == name() ? refused : other_exception;
        } catch (std::exception const& error) {
            std::cerr << error.what() << "\n";
            return other_exception;
        }
    }

    fs::path folder_;
    std::string digest_, whole_;
};

/// One to three kinds of damage as disks, cables and editors do it. Equal numbers give equal
/// damage.
std::string damaged(std::string bytes, std::uint64_t number)
{
    std::mt19937_64 luck{number};
    auto const below = [&](std::size_t end) { return static_cast<std::size_t>(luck() % end); };
    for (auto left = 1 + below(3); left > 0; --left) {
        auto const at = below(bytes.size());
        auto const length = std::min(bytes.size() - at, 1 + below(64));
        switch (below(5)) {
            case 0:
                bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(8)));
                break;
            case 1:
                bytes[at] = static_cast<char>(below(256));
                break;
            case 2:
                bytes.replace(at, length, length, below(2) == 0 ? '\0' : '\xff');
                break;
            case 3:
                bytes.erase(at, length);
                break;
            default:
                bytes.insert(at, bytes.substr(below(bytes.size()), length));
                break;
        }
    }
    return bytes;
}

TEST(Fuzz, of_the_bytes_of_a_result_ends_in_the_same_values_or_in_a_sentence)
{
    Damaged const file;
    ASSERT_EQ(file.ending_of(file.whole()), same_values);
    auto const end = std::chrono::steady_clock::now() + std::chrono::seconds{2};
    constexpr std::uint64_t most = 1'000;
    int refusals = 0;
    for (std::uint64_t number = 0; number < most && std::chrono::steady_clock::now() < end;
         ++number) {
        auto const ending = file.ending_of(damaged(file.whole(), number));
        EXPECT_TRUE(ending == same_values || ending == refused)
            << "damage " << number << " ended in " << ending;
        refusals += ending == refused ? 1 : 0;
    }
    EXPECT_GT(refusals, 10);
}

}  // namespace
}  // namespace smartstart
