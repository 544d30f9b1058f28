#include "engine/run/study/merge.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/run/assemble.hpp"
#include "engine/run/study/kept_runs.hpp"
#include "engine/run/study/run_numbers.hpp"
#include "engine/run/traced.hpp"
#include "engine/store/disclosure.hpp"
#include "engine/store/stream_result.hpp"

namespace smartstart::studies {
namespace {

namespace fs = std::filesystem;

/// Where the numbers of one run are.
struct Source {
    KeptRuns const* file{};
    KeptRun const* run{};
    int luck{};
    PackedIndex index{{}, 0};
};

/// The numbers of many runs, read list by list.
class RunNumbers final : public ResultNumbers {
public:
    RunNumbers(std::vector<Source> sources, RunLists lists)
        : sources_{std::move(sources)}, lists_{lists}
    {
        for (auto& source : sources_) {
            auto const start = source.file->read(*source.run);  // held against its SHA-256
            source.index = PackedIndex{start, lists_.count()};
        }
    }

    std::span<double const> numerators(std::size_t outcome) override
    {
        read_outcome(outcome);
        return numerators_;
    }
    std::span<double const> denominators(std::size_t outcome) override
    {
        read_outcome(outcome);
        return denominators_;
    }
    std::span<std::int64_t const> cents() override { return whole(lists_.cents()); }
    std::span<std::int64_t const> planned_cents() override { return whole(lists_.planned()); }
    std::span<std::int64_t const> realised_cents() override { return whole(lists_.realised()); }
    std::span<std::int16_t const> trace(std::size_t fact) override
    {
        read(lists_.trace(fact), trace_);
        return trace_;
    }
    std::vector<double> table(std::size_t position) const
    {
        std::vector<double> values;
        read(lists_.table(position), values);
        return values;
    }

private:
    template <class Number>
    void read(std::size_t list, std::vector<Number>& to) const
    {
        to.clear();
        for (auto const& source : sources_) {
            auto const [from, size] = source.index[list];
            unpack(source.file->read(*source.run, from, size), to);
        }
    }
    /// Both counts, which stand side by side, in one go; they are asked for again and again.
    void read_outcome(std::size_t outcome)
    {
        if (outcome_ == outcome) {
            return;
        }
        outcome_ = outcome;
        numerators_.clear();
        denominators_.clear();
        auto const first = lists_.numerators(outcome);
        for (auto const& source : sources_) {
            auto const [from, size] = source.index.range(first, first + 2);
            auto const bytes = source.file->read(*source.run, from, size);
            auto const middle = source.index[first].size;
            unpack(std::string_view{bytes}.substr(0, middle), numerators_);
            unpack(std::string_view{bytes}.substr(middle), denominators_);
        }
    }
    std::span<std::int64_t const> whole(std::size_t list)
    {
        if (list_ != list) {
            read(list, whole_);
            list_ = list;
        }
        return whole_;
    }

    std::vector<Source> sources_;
    RunLists lists_;
    std::optional<std::size_t> outcome_, list_;
    std::vector<double> numerators_, denominators_;
    std::vector<std::int64_t> whole_;
    std::vector<std::int16_t> trace_;
};

bool same_bytes(fs::path const& one, fs::path const& other)
{
    if (fs::file_size(one) != fs::file_size(other)) {
        return false;
    }
    std::ifstream first{one, std::ios::binary};
    std::ifstream second{other, std::ios::binary};
    return std::equal(std::istreambuf_iterator<char>{first}, {},
                      std::istreambuf_iterator<char>{second}, {});
}

/// Merges what belongs to one combination of switches.
class Merger {
public:
    Merger(OpenStudy const& study, std::size_t combination, fs::path folder)
        : plan_{*study.plan},
          variants_{*study.variants},
          read_{study.read},
          combination_{combination},
          folder_{std::move(folder)}
    {
        for (auto const& block : plan_.blocks()) {
            if (block.units.front().combination == combination) {
                files_.emplace_back(&block, KeptRuns{folder_of_blocks(folder_), block.name});
            }
        }
    }

    fs::path file_of(std::size_t scenario) const
    {
        return folder_ / plan_.combined()[combination_].name /
               (plan_.study().scenarios[scenario].stem().string() + ".h5");
    }

    /// Empty, and counted, where runs are missing.
    std::vector<Source> sources(std::size_t scenario, StudyCount& counted) const
    {
        std::vector<Source> all;
        std::map<std::size_t, std::string> keys;
        for (auto const& [block, kept] : files_) {
            for (auto const& unit : block->units) {
                auto& key = keys[unit.draw];
                if (key.empty()) {
                    key = variants_.key(scenario, combination_, unit.draw);
                }
                auto const luck = luck_of(unit.draw, unit.replicate);
                auto const* const run = kept.find({key, luck});
                if (run != nullptr && run->done) {
                    all.push_back({&kept, run, luck});
                    ++counted.done;
                } else {
                    ++(run != nullptr  ? counted.failed
                       : kept.in_use() ? counted.running
                                       : counted.waiting);
                }
            }
        }
        std::ranges::sort(all, {}, &Source::luck);
        return counted.done == counted.all() ? std::move(all) : std::vector<Source>{};
    }

    /// Gives what is to be told of it, in sentences.
    std::vector<std::string> write(Prepared const& prepared, std::vector<Source> sources,
                                   fs::path const& file, Overwrite overwrite) const
    {
        auto result = labelled_result(prepared);
        name_draws(result);
        result.inputs.insert(result.inputs.end(), read_.begin(), read_.end());
        for (auto const& source : sources) {
            result.replicates.push_back(source.luck);
        }
        auto const& blueprint = *prepared.blueprint;
        RunNumbers numbers{std::move(sources), lists_of(blueprint)};
        add_tables(blueprint, numbers, result);
        if (result.minimum_cell == 0) {
            put(result, numbers, file, overwrite);
        } else {
            SafeNumbers safe{result, numbers};
            result.suppressed_cells = safe.suppressed_cells();
            put(result, safe, file, overwrite);
        }
        return remarks_on_traces(result, numbers);
    }

private:
    static void put(Result const& result, ResultNumbers& numbers, fs::path const& file,
                    Overwrite overwrite)
    {
        if (overwrite == Overwrite::refuse && fs::exists(file)) {
            leave_if_same(result, numbers, file);
        } else {
            write_result(result, numbers, file, overwrite);
        }
    }

    /// An earlier merge of the same runs is no reason to stop; anything else of that name is.
    static void leave_if_same(Result const& result, ResultNumbers& numbers, fs::path const& file)
    {
        auto const again = file.parent_path() / (file.stem().string() + ".again");
        write_result(result, numbers, again, Overwrite::replace);
        bool const same = same_bytes(file, again);
        fs::remove(again);
        if (!same) {
            throw OutputExists{OutputExists::Words{
                fmt::format("{} exists already and was left as it is. Use --force to replace it.",
                            file.string())}};
        }
    }

    /// Which settings belong to which replicates.
    void name_draws(Result& result) const
    {
        auto const& draws = plan_.study().draws;
        for (std::size_t number = 0; number < draws.size(); ++number) {
            result.scenario_yaml += fmt::format("# draw {} '{}', replicates from {}:", number,
                                                draws[number].name, luck_of(number, 0));
            for (auto const& one : draws[number].set) {
                result.scenario_yaml += " --set '" + one + "'";
            }
            result.scenario_yaml += "\n";
            result.draws.push_back(fmt::format("{}", fmt::join(draws[number].set, "; ")));
        }
    }

    static void add_tables(Blueprint const& blueprint, RunNumbers const& numbers, Result& result)
    {
        std::size_t position = 0;
        for (auto const& table : blueprint.tables({}, {})) {
            add_table(result, table, numbers.table(position++));
        }
    }

    Plan const& plan_;
    Variants const& variants_;
    std::map<std::string, std::string> const& read_;
    std::size_t combination_;
    fs::path folder_;
    std::vector<std::pair<Block const*, KeptRuns>> files_;
};

}  // namespace

Merged merge_study(fs::path const& folder, Overwrite overwrite, Model model)
{
    auto const study = open_study(folder, std::move(model));
    Merged merged;
    for (std::size_t at = 0; at < study.plan->combined().size(); ++at) {
        Merger const merger{study, at, folder};
        auto const prepared = study.variants->without_draw(at);
        for (std::size_t scenario = 0; scenario < prepared.size(); ++scenario) {
            auto const file = merger.file_of(scenario);
            StudyCount counted;
            auto sources = merger.sources(scenario, counted);
            if (sources.empty()) {
                merged.missing.push_back({file, counted});
                continue;
            }
            for (auto& remark :
                 merger.write(prepared[scenario], std::move(sources), file, overwrite)) {
                merged.remarks.push_back(std::move(remark));
            }
            merged.files.push_back(file);
        }
    }
    return merged;
}

}  // namespace smartstart::studies
