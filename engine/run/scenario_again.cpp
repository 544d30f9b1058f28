#include "engine/run/scenario_again.hpp"

#include <algorithm>
#include <atomic>
#include <fstream>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include "engine/base/error.hpp"
#include "engine/run/study/plan.hpp"

namespace smartstart {
namespace {

namespace fs = std::filesystem;

/// Two results of one name can be read side by side.
fs::path new_folder()
{
    static std::atomic<int> made{0};
    return fs::temp_directory_path() / fmt::format("smartstart-again-{}-{}", getpid(), made++);
}

/// Of a file that may be named without a folder.
fs::path folder_of(std::string const& name)
{
    return fs::absolute(name).lexically_normal().parent_path();
}

bool is_table(std::string const& name)
{
    return fs::path{name}.extension() == ".csv";
}

/// Whether a folder ends in these parts; those that lead up to it from elsewhere do not count.
bool ends_in(fs::path const& folder, fs::path const& as_written)
{
    std::vector<std::string> parts;
    for (auto const& part : as_written.lexically_normal()) {
        if (!part.empty() && part != "." && part != "..") {
            parts.push_back(part.string());
        }
    }
    std::vector<std::string> const all{folder.begin(), folder.end()};
    return parts.size() <= all.size() && std::equal(parts.rbegin(), parts.rend(), all.rbegin());
}

/// Where the tables of the region were when the result was made.
fs::path region_folder(Result const& result, std::string const& as_written)
{
    for (auto const& [name, digest] : result.inputs) {
        if (auto folder = folder_of(name); is_table(name) && ends_in(folder, as_written)) {
            if (!fs::is_directory(folder)) {
                throw InputError{fmt::format(
                    "the files of a result are looked for from where the command is run, and '{}' "
                    "is not there. Run the command in the folder where the result was made.",
                    name)};
            }
            return folder;
        }
    }
    throw InputError{fmt::format("the result names no table of the region '{}'.", as_written)};
}

}  // namespace

ScenarioAgain::ScenarioAgain(Result const& result, fs::path folder)
    : result_{result}, folder_{std::move(folder)}, file_{folder_ / (result.scenario + ".yaml")}
{
}

// The other constructor first: so what goes wrong here leaves no folder behind.
ScenarioAgain::ScenarioAgain(Result const& result) : ScenarioAgain{result, new_folder()}
{
    fs::create_directories(folder_);
    std::ofstream stream{file_, std::ios::binary};
    stream << result.scenario_resolved;
    stream.close();
    if (!stream) {
        throw StoreError{fmt::format("cannot write {}.", file_.string())};
    }
    region_ =
        region_folder(result, SettingsFile::read(file_, {}).root().get<std::string>("region"));
}

ScenarioAgain::~ScenarioAgain()
{
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

Prepared ScenarioAgain::prepare_with(std::vector<std::string> set) const
{
    RunOptions options;
    options.set = std::move(set);
    options.set.push_back("region=\"" + region_.string() + "\"");
    auto prepared = prepare({file_}, options, our_model());
    check_region(prepared.front());
    return std::move(prepared.front());
}

void ScenarioAgain::check_region(Prepared const& prepared) const
{
    auto const now = tables_of(prepared);
    for (auto const& before : result_.inputs) {
        auto const& name = before.first;
        if (!is_table(name) || folder_of(name) != region_) {
            continue;
        }
        auto const file = fs::path{name}.filename();
        auto const same = std::ranges::any_of(now, [&](SettingsFile::Input const& input) {
            return fs::path{input.path}.filename() == file && input.sha256 == before.second;
        });
        if (!same) {
            throw InputError{
                fmt::format("{} is not as it was when the result was made; put that "
                            "version back to run it again.",
                            name)};
        }
    }
}

std::size_t draw_of(Result const& result, int replicate)
{
    auto const draw = static_cast<std::size_t>(replicate / studies::luck_of(1, 0));
    if (replicate < 0 || draw >= result.draws.size()) {
        throw InputError{
            fmt::format("replicate {} of the result is of none of its {} draws of the parameters.",
                        replicate, result.draws.size())};
    }
    return draw;
}

std::vector<std::string> settings_of_draw(std::string const& line)
{
    constexpr std::string_view between = "; ";
    std::vector<std::string> settings;
    std::string_view rest = line;
    while (!rest.empty()) {
        auto const end = std::min(rest.find(between), rest.size());
        auto const one = rest.substr(0, end);
        auto const path = one.substr(0, one.find('='));
        // A value may hold the same sign; what follows it then is no setting.
        bool const begins = path.size() < one.size() && path.find(' ') == std::string_view::npos;
        if (begins || settings.empty()) {
            settings.emplace_back(one);
        } else {
            settings.back() += std::string{between} + std::string{one};
        }
        rest.remove_prefix(std::min(end + between.size(), rest.size()));
    }
    return settings;
}

}  // namespace smartstart
