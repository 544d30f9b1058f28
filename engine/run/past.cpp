#include "engine/run/past.hpp"

#include <array>
#include <fstream>

#include <fmt/format.h>

#include "engine/base/sha256.hpp"
#include "engine/run/program.hpp"
#include "generated/build_info.hpp"

namespace smartstart {
namespace {

std::string digest_of_executable()
{
    std::ifstream file{"/proc/self/exe", std::ios::binary};
    Sha256 digest;
    std::array<char, 1U << 16U> some{};
    while (file.read(some.data(), some.size()) || file.gcount() > 0) {
        digest.add({some.data(), static_cast<std::size_t>(file.gcount())});
    }
    return digest.digest();
}

void add_columns(std::vector<ColumnInfo> const& columns, std::string& text)
{
    for (auto const& column : columns) {
        text += fmt::format("{} {} {}\n", column.name, column.empty.index(),
                            static_cast<int>(column.kind));
    }
}

}  // namespace

std::string const& this_program()
{
    static auto const text = [] {
        auto const named = fmt::format("{} {}", version_of_program(), commit_of_program());
        return build_info::git_changed ? named + " " + digest_of_executable() : named;
    }();
    return text;
}

std::string digest_of_model(Blueprint const& blueprint)
{
    std::string text;
    for (auto const& kind : blueprint.kinds()) {
        text += fmt::format("{}\n", kind.name);
    }
    add_columns(blueprint.schema().people(), text);
    add_columns(blueprint.schema().families(), text);
    for (auto const& outcome : blueprint.outcomes()) {
        text += outcome.info.id + '\n';
    }
    return sha256(text);
}

Past::Past(Prepared const& prepared) : settings_{prepared.scenario.file}
{
    auto const& scenario = prepared.scenario;
    tables_ = fmt::format("reported from {}\n", scenario.years.first);
    for (auto const& table : tables_of(prepared)) {
        tables_ += table.sha256 + '\n';
    }
    for (auto const household : scenario.traced) {
        traced_ += fmt::format(" {}", household.value);
    }
    first_traced_ = scenario.years.first;
    head_.program = this_program();
    head_.model = digest_of_model(*prepared.blueprint);
    head_.scenario = scenario.name;
    head_.seed = scenario.seed;
}

std::string Past::digest(int year) const
{
    return sha256(tables_ + settings_.digest(year));
}

CheckpointHead Past::head(int replicate, int year) const
{
    auto head = head_;
    auto const holds_traces = !traced_.empty() && year > first_traced_;
    head.past = holds_traces ? sha256(digest(year) + traced_) : digest(year);
    head.replicate = replicate;
    head.year = year;
    return head;
}

std::string difference(CheckpointHead const& found, CheckpointHead const& wanted)
{
    if (found.program != wanted.program) {
        return fmt::format("was written by version {}, and this is version {}.", found.program,
                           wanted.program);
    }
    if (found.seed != wanted.seed) {
        return fmt::format("is of seed {}, not of seed {}.", found.seed, wanted.seed);
    }
    if (found.replicate != wanted.replicate) {
        return fmt::format("is of replicate {}, not of replicate {}.", found.replicate,
                           wanted.replicate);
    }
    if (found.model != wanted.model) {
        return "is of a model with other steps, columns or outcomes.";
    }
    if (found.past != wanted.past) {
        return fmt::format("is of '{}' with settings or tables that were otherwise before {}.",
                           found.scenario, found.year);
    }
    return {};
}

}  // namespace smartstart
