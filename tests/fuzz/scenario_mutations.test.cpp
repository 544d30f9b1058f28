#include <array>
#include <chrono>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "analysis/text/translation.hpp"
#include "engine/run/prepare.hpp"
#include "tests/engine/settings/folder.hpp"

namespace smartstart {
namespace {

namespace fs = std::filesystem;

std::string text_of(fs::path const& file)
{
    std::ifstream stream{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

/// Changes a text as typing, copying and bad transport do. Equal seeds give equal changes.
class Mutator {
public:
    explicit Mutator(std::uint64_t seed) : luck_{seed} {}

    std::string once(std::string text)
    {
        switch (below(7)) {
            case 0:
                return text.substr(0, below(text.size() + 1));  // cut short
            case 1:
                text[below(text.size())] = static_cast<char>(below(256));
                return text;
            case 2:
                return text.insert(below(text.size()), pieces.at(below(pieces.size())));
            case 3:
                return text.erase(below(text.size()), 1 + below(6));
            case 4:
                return with_a_line(text, line(text));  // a line that stands twice
            case 5: {
                auto const wrong = line(text);
                auto const at = text.find(wrong);
                return text.erase(at, wrong.size());
            }
            default: {
                auto const at = below(text.size());
                return text.insert(below(text.size()), text.substr(at, below(40)));
            }
        }
    }

    std::size_t below(std::size_t end)
    {
        return end == 0 ? 0 : static_cast<std::size_t>(luck_() % end);
    }

private:
    static constexpr std::array<char const*, 24> pieces{
        "-",   "0",    ",",     ":",    ": ", "{",  "}",      "[",
        "]",   "\n",   "\t",    "#",    "&a", "*a", "<<: *a", "---\n",
        ".5 ", ".nan", " euro", "1e99", "\"", "'",  "!!int ", "\n  x: 1\n"};

    std::string line(std::string const& text)
    {
        auto const start = text.rfind('\n', below(text.size()));
        auto const from = start == std::string::npos ? 0 : start + 1;
        auto const end = text.find('\n', from);
        return text.substr(from, end == std::string::npos ? end : end + 1 - from);
    }
    std::string with_a_line(std::string const& text, std::string const& one)
    {
        auto const at = text.find('\n', below(text.size()));
        return at == std::string::npos ? text + one
                                       : text.substr(0, at + 1) + one + text.substr(at + 1);
    }

    std::mt19937_64 luck_;
};

/// What is wrong with how a file was refused; empty when it was refused (or taken) as it should.
template <class Read>
std::string fault_of(Read const& read)
{
    try {
        read();
        return {};
    } catch (InputError const& error) {
        for (auto const& problem : error.problems()) {
            if (problem.place.file.empty() ||
                (!problem.text.ends_with('.') && !problem.text.ends_with('?'))) {
                return "no place or no sentence: " + to_text(problem);
            }
            if (said_in(Language::dutch, problem.text) == problem.text) {
                return "no Dutch: " + to_text(problem);
            }
        }
        return error.problems().empty() ? "refused without a reason" : "";
    } catch (std::exception const& error) {
        return error.what();
    }
}

/// Asks a scenario for a value of every kind, as the model does.
void read_settings(fs::path const& path)
{
    auto const file = SettingsFile::read(path, {});
    auto const root = file.root();
    root.get<Text>("title");
    root.get<Text>("question");
    root.get<Years>("years");
    root.get<std::uint64_t>("seed");
    root.get<int>("replicates");
    root.get<Months>("rehearsal");
    root.get<Path<Share>>("integration");
    root.strings("list");
    auto const investment = root.section("investment");
    investment.get<Path<Euro>>("total");
    investment.get<Path<Share>>("front_share");
    for (auto const& name : root.section("knowledge").keys()) {
        root.section("knowledge").section(name).get<Path<double>>("auc");
    }
    auto const step = root.section("steps").section("walk");
    step.get<Rate>("speed");
    step.get<Path<Rate>>("by_age");
    file.resolved();
    file.as_written();
    file.marks();
    file.finish();
}

/// Tries changed texts for some seconds. A failure names the number of the change, so that it can
/// be done again.
template <class Try>
void try_changes(std::string const& whole, std::chrono::milliseconds time, Try const& attempt)
{
    auto const end = std::chrono::steady_clock::now() + time;
    constexpr std::uint64_t most = 20'000;
    for (std::uint64_t number = 0; number < most && std::chrono::steady_clock::now() < end;
         ++number) {
        Mutator mutator{number};
        auto text = whole;
        for (auto left = 1 + mutator.below(3); left > 0 && !text.empty(); --left) {
            text = mutator.once(std::move(text));
        }
        ASSERT_EQ(fault_of([&] { attempt(text); }), "") << "change " << number << " made:\n"
                                                        << text;
    }
}

std::string const small_scenario = R"(# a scenario with a value of every kind
format: smartstart-scenario 1
parameters: parameters
title: {nl: Vandaag, en: "Today: now"}
question:
  nl: Wat als?
  en: What if?
years: 2025-2065
seed: 20250101
replicates: 20
rehearsal: 18 years
list: [school, doctor]
investment:
  total: {2025: 215 million euro, 2030: 0.22 billion euro}
  front_share: 30 %
knowledge:
  school: {auc: {2025: 0.59, 2028: 0.72}}
  clinic:
    auc: 0.6
integration: 0 %
steps: {walk: {speed: 3 per year}}
)";

std::string const small_book = R"(format: smartstart-parameters 1
step: walk
parameters:
  speed:
    value: 2 per year
    meaning: how often somebody walks
    prior: {kind: lognormal, low: 1 per year, high: 4 per year}
    source: >-
      WALK_2020: a study
    confidence: derived
  by_age:
    value: {0: 0 per year, 16: 5 per 1000 per year}
    meaning: the same by age
    prior: {kind: fixed}
    source: none
    confidence: prior
)";

TEST(Fuzz, of_scenario_files_ends_in_settings_or_in_sentences_with_a_place)
{
    Folder const folder;
    folder.write("parameters/walk.yaml", small_book);
    ASSERT_NO_THROW(read_settings(folder.write("mine.yaml", small_scenario)));
    try_changes(small_scenario, std::chrono::milliseconds{1500}, [&](std::string const& changed) {
        read_settings(folder.write("mine.yaml", changed));
    });
}

TEST(Fuzz, of_parameter_files_ends_in_settings_or_in_sentences_with_a_place)
{
    Folder const folder;
    auto const file = folder.write("mine.yaml", small_scenario);
    try_changes(small_book, std::chrono::milliseconds{1500}, [&](std::string const& changed) {
        folder.write("parameters/walk.yaml", changed);
        read_settings(file);
    });
}

TEST(Fuzz, of_the_command_line_ends_in_settings_or_in_sentences_with_a_place)
{
    Folder const folder;
    folder.write("parameters/walk.yaml", small_book);
    auto const file = folder.write("mine.yaml", small_scenario);
    try_changes("investment.front_share={2025: 30 %, 2030: 50 %}", std::chrono::milliseconds{500},
                [&](std::string const& changed) {
                    auto const read = SettingsFile::read(file, {changed});
                    read.resolved();
                    read.finish();
                });
}

TEST(Fuzz, of_the_scenario_of_today_never_breaks_the_model)
{
    Folder const folder;
    auto const scenarios = fs::path{SMARTSTART_SOURCE_DIR} / "scenarios";
    auto text = text_of(scenarios / "today-30-70.yaml");
    auto const here = fs::relative(scenarios, folder.path()).string() + "/";
    text.replace(text.find("region: "), 8, "region: " + here);
    text.replace(text.find("parameters: "), 12, "parameters: " + here);
    auto const attempt = [&](std::string const& changed) {
        prepare({folder.write("mine.yaml", changed)}, {}, our_model());
    };
    ASSERT_NO_THROW(attempt(text));
    try_changes(text, std::chrono::milliseconds{2000}, attempt);
}

}  // namespace
}  // namespace smartstart
