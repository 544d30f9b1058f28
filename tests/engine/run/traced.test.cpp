#include "engine/run/traced.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "analysis/text/translation.hpp"
#include "engine/base/error.hpp"
#include "engine/run/produce.hpp"
#include "engine/run/reproduce.hpp"
#include "engine/run/study/merge.hpp"
#include "tests/support/small_run.hpp"

namespace smartstart::test {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr auto today = "today-30-70";
constexpr auto shift = "shift-50-50";
constexpr auto each_year = 1e-9;  ///< seconds: whenever a year is lived

std::string bytes_in(fs::path const& name)
{
    std::ifstream file{name, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

/// Scenarios with these traces, as `--set` takes them; they part in 2026.
std::vector<Prepared> with(std::vector<std::string> const& scenarios, std::string const& traces,
                           std::vector<std::string> const& more = {})
{
    std::vector<std::string> set{"rehearsal=1 year", "years=2024-2027", "seed=1"};
    if (!traces.empty()) {
        set.push_back("traces.families=" + traces);
    }
    set.insert(set.end(), more.begin(), more.end());
    return small(scenarios, {.set = set, .one_in = 500, .replicates = 2});
}

/// Households of the start with minors, and one that never is.
std::string some_families(std::size_t first, std::size_t count)
{
    static auto const start = people_of(with({today}, "").front());
    std::string names = "[99";
    std::vector<bool> told(start.families.size());
    for (auto const& person : start.persons) {
        auto const family = static_cast<std::size_t>(person.family);
        if (person.head || told.at(family) || count == 0) {
            continue;
        }
        told[family] = true;
        if (first > 0) {
            --first;
            continue;
        }
        names += fmt::format(", {}", founding_family(start.families[family].number).value);
        --count;
    }
    return names + "]";
}

class Traces : public testing::Test {
protected:
    Traces() { fs::create_directories(folder_); }
    ~Traces() override { fs::remove_all(folder_); }

    fs::path file(std::string const& name) const { return folder_ / name; }
    Production into(std::string const& name, Earlier earlier = Earlier::refuse,
                    unsigned threads = 1) const
    {
        return {folder_ / name, earlier, threads, {.every_seconds = each_year}};
    }
    void expect_same_bytes(std::string const& one, std::string const& other) const
    {
        for (std::string const name : {"/today-30-70.h5", "/shift-50-50.h5"}) {
            EXPECT_TRUE(bytes_in(file(one + name)) == bytes_in(file(other + name)))
                << other << name;
        }
    }
    std::string const families = some_families(0, 12);

private:
    fs::path folder_ = fs::path{testing::TempDir()} /
                       ("smartstart-traced-" + std::to_string(getpid()) + "-" +
                        testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(Traces, only_watch_every_number_has_the_same_bits_with_and_without_them)
{
    auto const plain = with({today, shift}, "");
    auto const lives = lives_of(plain);
    auto const traced = lives_of(with({today, shift}, families));
    for (std::size_t i = 0; i < plain.size(); ++i) {
        for (std::size_t replicate = 0; replicate < 2; ++replicate) {
            EXPECT_THAT(differences(lives[i][replicate], traced[i][replicate], *plain[i].blueprint),
                        IsEmpty());
            EXPECT_THAT(lives[i][replicate].traces, IsEmpty());
            EXPECT_THAT(traced[i][replicate].traces, SizeIs(trace_facts().size()));
        }
    }
    produce(plain, into("plain"), {});
    produce(with({today, shift}, families), into("traced"), {});
    auto const before = read_result(file("plain/shift-50-50.h5"));
    auto const after = read_result(file("traced/shift-50-50.h5"));
    EXPECT_EQ(values_digest(before), values_digest(after));
    EXPECT_EQ(before.past, after.past) << "nobody lives otherwise";
    EXPECT_EQ(before.parent, after.parent);
}

TEST_F(Traces, tell_of_households_month_by_month_under_their_names)
{
    auto const produced = produce(with({today, shift}, families), into("a"), {});
    auto const result = read_result(file("a/shift-50-50.h5"));
    auto const& traces = result.traces;
    ASSERT_THAT(traces.families, SizeIs(13));
    EXPECT_EQ(traces.families.front(), "99");
    ASSERT_THAT(traces.months, SizeIs(48));
    EXPECT_EQ(traces.months.front(), "2024-01");
    EXPECT_EQ(traces.months.back(), "2027-12");
    ASSERT_EQ(traces.facts[1].id, "minors");
    auto const& minors = traces.values[1];
    ASSERT_EQ(minors.size(), 2U * 13 * 48);
    EXPECT_EQ(std::ranges::count(minors.begin(), minors.begin() + 48, not_here), 48);
    EXPECT_GT(std::ranges::max(minors), 0);
    auto const same = read_result(file("a/today-30-70.h5")).traces;
    EXPECT_NE(traces.values, same.values) << "in another world";
    EXPECT_EQ(
        std::equal(minors.begin() + 48, minors.begin() + 48 + 24, same.values[1].begin() + 48),
        true)
        << "that is the same until 2026";

    ASSERT_THAT(produced.remarks, SizeIs(2));
    EXPECT_EQ(
        produced.remarks.front(),
        "of the 13 households that 'today-30-70' asks traces of, never in the region: 1 (99). "
        "'smartstart story' tells the name of a household.");
    EXPECT_THAT(said_in(Language::dutch, produced.remarks.front()),
                HasSubstr("nooit in de regio: 1 (99)"));
}

TEST_F(Traces, are_right_under_a_past_that_is_shared_with_other_traces_or_none)
{
    auto const others = some_families(6, 12);
    auto const join = [](std::vector<Prepared> one, std::vector<Prepared> const& other) {
        one.insert(one.end(), other.begin(), other.end());
        return one;
    };
    produce(with({today}, families), into("alone"), {});
    produce(with({shift}, others), into("alone"), {});
    produce(join(with({today}, families), with({shift}, others)), into("together"), {});
    produce(join(with({shift}, others), with({today}, families)), into("turned"), {});
    expect_same_bytes("alone", "together");
    expect_same_bytes("alone", "turned");

    produce(with({today}, ""), into("alone-2"), {});
    produce(with({shift}, others), into("alone-2"), {});
    produce(join(with({today}, ""), with({shift}, others)), into("together-2", {}, 2), {});
    expect_same_bytes("alone-2", "together-2");

    // Where both ask for the same, they share all that they did before.
    auto const years = [&](std::vector<Prepared> const& scenarios, std::string const& name) {
        auto lived = 0;
        produce(scenarios, into(name), {[&](Progress const&) { ++lived; }, {}});
        return lived;
    };
    EXPECT_EQ(years(with({today, shift}, families), "same"), 2 * (7 + 2));
    EXPECT_EQ(years(join(with({today}, ""), with({shift}, families)), "other"), 2 * (7 + 4));
}

TEST_F(Traces, survive_a_stop_in_the_middle_of_a_replicate_and_other_threads)
{
    produce(with({today, shift}, families), into("whole"), {});
    for (int const questions : {5, 7, 8, 16}) {
        auto const name = fmt::format("stopped-{}", questions);
        Listener const stops{{}, [left = questions]() mutable { return left-- <= 0; }};
        auto const stopped = produce(with({today, shift}, families), into(name), stops);
        EXPECT_EQ(stopped.ended, Ended::stopped);
        EXPECT_THAT(stopped.on_their_way, Not(IsEmpty()));
        if (questions > 5) {  // 2024 has been lived
            EXPECT_THROW(produce(with({today, shift}, "[99]"), into(name, Earlier::resume), {}),
                         InputError)
                << "these are the replicates of other traces";
        }
        produce(with({today, shift}, families), into(name, Earlier::resume, 3), {});
        expect_same_bytes("whole", name);
    }
}

TEST_F(Traces, go_on_from_a_kept_past_only_where_it_holds_them)
{
    auto const on = [&](std::string const& name, std::vector<Prepared> const& scenarios) {
        auto lived = 0;
        Production const production{
            file(name), Earlier::refuse, 1, {0.0, file("pasts"), {2024, 2026}}};
        produce(scenarios, production, {[&](Progress const&) { ++lived; }, {}});
        return lived / 2;
    };
    produce(with({today, shift}, families), into("whole"), {});
    EXPECT_EQ(on("plain", with({today}, "")), 7);
    EXPECT_EQ(on("a", with({today}, families)), 4) << "from 2024, when nothing was reported yet";
    EXPECT_EQ(on("a", with({shift}, families)), 2) << "from 2026, with the same traces";
    expect_same_bytes("whole", "a");
    EXPECT_EQ(on("b", with({shift}, "[99]")), 4);
    EXPECT_EQ(on("c", with({shift}, "")), 2);
    // More years of the same.
    auto longer = with({today}, families, {"years=2024-2028"});
    EXPECT_EQ(on("longer", longer), 3);
    produce(longer, into("longer-whole"), {});
    EXPECT_EQ(bytes_in(file("longer/today-30-70.h5")),
              bytes_in(file("longer-whole/today-30-70.h5")));
}

TEST_F(Traces, of_a_study_are_those_of_a_plain_run)
{
    auto const scenarios = fs::path{SMARTSTART_SOURCE_DIR} / "scenarios";
    std::ofstream{file("study.yaml")}
        << "format: smartstart-run-study 1\nstudy:\n  scenarios: ["
        << (scenarios / "today-30-70.yaml").string() << ", "
        << (scenarios / "shift-50-50.yaml").string()
        << "]\n  replicates: 2\n  scale: 1/500\n  years: 2024-2027\n  seed: 1\n"
           "  settings: {rehearsal: 1 year, traces: {families: "
        << families << "}}\n";
    ThreadExecutor executor;
    studies::run_study({file("study.yaml"), {}, file("study"), Earlier::refuse, 2, {}}, executor,
                       our_model(), {});
    auto const merged = studies::merge_study(file("study"), Overwrite::refuse, our_model());
    EXPECT_THAT(merged.files, SizeIs(2));
    EXPECT_THAT(merged.remarks, SizeIs(2)) << "99 is never there";
    produce(with({today, shift}, families), into("plain"), {});
    for (std::string const name : {"today-30-70.h5", "shift-50-50.h5"}) {
        auto const ours = read_result(file("study") / name);
        auto const plain = read_result(file("plain") / name);
        EXPECT_EQ(ours.traces.families, plain.traces.families);
        EXPECT_EQ(ours.traces.months, plain.traces.months);
        EXPECT_EQ(ours.traces.values, plain.traces.values);
        EXPECT_EQ(values_digest(ours), values_digest(plain));
    }
}

TEST_F(Traces, come_out_again_and_are_seen_to_differ)
{
    produce(with({shift}, families), into("a"), {});
    EXPECT_EQ(reproduce(file("a/shift-50-50.h5"), 2, {}).answer, Reproduction::Answer::equal);
    auto result = read_result(file("a/shift-50-50.h5"));
    ++result.traces.values[2][700];
    write_result(result, file("changed.h5"), Overwrite::refuse);
    auto const found = reproduce(file("changed.h5"), 2, {});
    EXPECT_EQ(found.answer, Reproduction::Answer::not_equal);
    EXPECT_THAT(found.differing, ElementsAre("traces"));
}

TEST_F(Traces, are_left_out_of_what_is_published_which_says_so)
{
    auto const produced = produce(with({today}, families, {"publish=true"}), into("a"), {});
    auto const result = read_result(file("a/today-30-70.h5"));
    EXPECT_THAT(result.traces.families, IsEmpty());
    EXPECT_EQ(result.traces_left_out, 13U);
    ASSERT_THAT(produced.remarks, SizeIs(1));
    EXPECT_EQ(produced.remarks.front(),
              "'today-30-70' asks for traces of households (13), which its result without small "
              "counts leaves out.");
    EXPECT_THAT(said_in(Language::dutch, produced.remarks.front()), HasSubstr("te volgen (13)"));
    EXPECT_EQ(reproduce(file("a/today-30-70.h5"), 1, {}).answer, Reproduction::Answer::equal);
}

}  // namespace
}  // namespace smartstart::test
