#include "engine/run/life_on_disk.hpp"

#include <filesystem>
#include <map>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "engine/base/error.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/run/past.hpp"
#include "tests/support/small_run.hpp"

namespace smartstart::test {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

Prepared scenario(std::vector<std::string> set = {}, std::string const& name = "shift-50-50")
{
    set.push_back("years=2022-2030");
    return small({name}, {.set = set, .one_in = 400}).front();
}

Life begin(Prepared const& prepared, std::uint32_t replicate = 0)
{
    return {*prepared.blueprint, people_of(prepared), replicate, 1};
}

void live_until(int year, Life& life, Prepared const& prepared)
{
    while (life.next_year() < year) {
        life.live_year(*prepared.blueprint);
    }
}

ReplicateResult live_to_the_end(Life life, Prepared const& prepared)
{
    live_until(prepared.scenario.years.last + 1, life, prepared);
    return std::move(life).finish(*prepared.blueprint);
}

/// `life.world.people` of `life.world.people.born`.
std::string first_words(std::string const& label)
{
    auto end = label.find('.', label.find('.') + 1);
    end = end == std::string::npos ? end : label.find('.', end + 1);
    return label.substr(0, end);
}

class ALifeOnDisk : public testing::Test {
protected:
    ALifeOnDisk() { fs::create_directories(folder_); }
    ~ALifeOnDisk() override { fs::remove_all(folder_); }

    fs::path file(std::string const& name) const { return folder_ / name; }
    CheckpointHead head(Prepared const& prepared, Life const& life) const
    {
        return Past{prepared}.head(0, life.next_year());
    }
    Life read(fs::path const& name, Prepared const& prepared) const
    {
        return read_life(CheckpointReader{name}, *prepared.blueprint);
    }
    std::map<std::string, std::string> pieces(fs::path const& name) const
    {
        CheckpointReader const checkpoint{name};
        std::map<std::string, std::string> all;
        for (auto const& label : checkpoint.labels()) {
            all[label] = checkpoint.read(label);
        }
        return all;
    }

private:
    fs::path folder_ = fs::path{testing::TempDir()} /
                       ("smartstart-life-" + std::to_string(getpid()) + "-" +
                        testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(ALifeOnDisk, goes_on_as_if_it_had_never_been_there_from_every_year)
{
    auto const prepared = scenario();
    auto life = begin(prepared);
    auto const first = life.next_year();
    EXPECT_EQ(first, 2020) << "the rehearsal as well";
    std::vector<fs::path> files;
    for (auto year = first; year <= 2031; ++year) {
        live_until(year, life, prepared);
        files.push_back(file(std::to_string(year)));
        write_life(life, head(prepared, life), files.back());
    }
    auto const whole = std::move(life).finish(*prepared.blueprint);
    for (auto const& name : files) {
        Workers const others{3};
        auto again = read(name, prepared);
        EXPECT_EQ(std::to_string(again.next_year()), name.filename().string());
        EXPECT_THAT(
            differences(whole, live_to_the_end(std::move(again), prepared), *prepared.blueprint),
            IsEmpty())
            << "from " << name.filename();
    }
}

TEST_F(ALifeOnDisk, is_whole_in_every_fact_and_list)
{
    auto const prepared = scenario();
    auto life = begin(prepared);
    live_until(2025, life, prepared);
    write_life(life, head(prepared, life), file("one"));
    auto const again = read(file("one"), prepared);
    EXPECT_EQ(again.world().people.fingerprints(), life.world().people.fingerprints());
    EXPECT_EQ(again.world().families.fingerprints(), life.world().families.fingerprints());
    EXPECT_EQ(again.world().pool.people.fingerprints(), life.world().pool.people.fingerprints());
    EXPECT_EQ(again.world().civil_register.counts(), life.world().civil_register.counts());
    write_life(again, head(prepared, again), file("two"));
    EXPECT_EQ(pieces(file("one")), pieces(file("two")));
}

/// That a piece is in the file says nothing if it is the same in every life: each must have changed
/// when the world did.
TEST_F(ALifeOnDisk, has_a_piece_for_everything_that_changes)
{
    auto const prepared = scenario();
    auto life = begin(prepared);
    write_life(life, head(prepared, life), file("begin"));
    live_until(2026, life, prepared);
    write_life(life, head(prepared, life), file("later"));
    auto const before = pieces(file("begin"));
    auto const after = pieces(file("later"));
    std::set<std::string> changed;
    for (auto const& [label, bytes] : after) {
        if (before.at(label) != bytes) {
            changed.insert(first_words(label));
        }
    }
    EXPECT_THAT(changed,
                ElementsAre("life.seen", "life.world.clock", "life.world.families",
                            "life.world.ledger", "life.world.people", "life.world.pool",
                            "life.world.register", "life.world.rehearsal", "life.world.services"));
    for (auto const& column : prepared.blueprint->schema().people()) {
        EXPECT_TRUE(after.contains("life.world.people." + column.name)) << column.name;
    }
    for (auto const& column : prepared.blueprint->schema().families()) {
        EXPECT_TRUE(after.contains("life.world.families." + column.name)) << column.name;
    }
    EXPECT_TRUE(after.contains("life.lived")) << "nobody of this run is 30 yet";
}

/// Another life must not come out as the same: otherwise the test above could not fail.
TEST_F(ALifeOnDisk, is_not_that_of_another_replicate)
{
    auto const prepared = scenario();
    auto const one = live_to_the_end(begin(prepared, 0), prepared);
    auto other = begin(prepared, 1);
    live_until(2024, other, prepared);
    auto head = Past{prepared}.head(1, 2024);
    write_life(other, head, file("other"));
    auto const found = live_to_the_end(read(file("other"), prepared), prepared);
    EXPECT_THAT(differences(one, found, *prepared.blueprint), Not(IsEmpty()));
    EXPECT_THAT(
        differences(live_to_the_end(begin(prepared, 1), prepared), found, *prepared.blueprint),
        IsEmpty());
}

TEST_F(ALifeOnDisk, goes_on_under_a_scenario_with_another_future_and_more_years)
{
    auto const today = scenario({}, "today-30-70");
    auto life = begin(today);
    live_until(2026, life, today);
    write_life(life, head(today, life), file("today"));
    std::vector<Prepared> const longer =
        small({"shift-50-50"}, {.set = {"years=2022-2032"}, .one_in = 400});
    auto const& shift = longer.front();
    CheckpointReader const checkpoint{file("today")};
    EXPECT_EQ(difference(checkpoint.head(), Past{shift}.head(0, 2026)), "");
    auto const branched = live_to_the_end(read_life(checkpoint, *shift.blueprint), shift);
    auto const whole = live_to_the_end(begin(shift), shift);
    EXPECT_THAT(differences(whole, branched, *shift.blueprint), IsEmpty());
    EXPECT_THAT(differences(whole, live_to_the_end(begin(today), today), *shift.blueprint),
                Not(IsEmpty()))
        << "their lists are not even of one length";
}

TEST_F(ALifeOnDisk, is_told_from_a_life_of_another_seed_past_or_program)
{
    auto const ours = Past{scenario()}.head(0, 2026);
    auto const otherwise = [&](auto const& change) {
        auto other = ours;
        change(other);
        return difference(other, ours);
    };
    EXPECT_EQ(difference(ours, ours), "");
    auto const seed = Past{scenario({"seed=7"})}.head(0, 2026);
    EXPECT_THAT(difference(seed, ours), HasSubstr("is of seed 7, not of seed "));
    EXPECT_THAT(otherwise([](auto& head) { head.replicate = 4; }),
                HasSubstr("is of replicate 4, not of replicate 0."));
    EXPECT_THAT(otherwise([](auto& head) { head.program = "0.0.9 abc"; }),
                HasSubstr("was written by version 0.0.9 abc, and this is version "));
    EXPECT_THAT(otherwise([](auto& head) { head.model = "other"; }),
                HasSubstr("other steps, columns or outcomes"));
    auto const today = scenario({}, "today-30-70");
    EXPECT_EQ(difference(Past{today}.head(0, 2026), ours), "") << "they part in 2026";
    EXPECT_THAT(difference(Past{today}.head(0, 2027), Past{scenario()}.head(0, 2027)),
                HasSubstr("is of 'today-30-70' with settings or tables that were otherwise before "
                          "2027."));
    auto const parameter = scenario({"steps.problems.escalation_to_serious=0.23 per year"});
    EXPECT_NE(difference(Past{parameter}.head(0, 2020), ours), "");
}

TEST_F(ALifeOnDisk, knows_its_model_by_steps_columns_and_outcomes)
{
    auto const prepared = scenario();
    auto const digest = [&](Model const& model) {
        return digest_of_model(
            Blueprint{prepared.scenario, model, Region::read(prepared.scenario.region)});
    };
    auto const ours = digest(our_model());
    EXPECT_EQ(ours, digest_of_model(*prepared.blueprint));
    auto fewer = our_model();
    fewer.outcomes.erase(fewer.outcomes.begin());
    EXPECT_NE(digest(fewer), ours);
}

TEST_F(ALifeOnDisk, is_refused_when_its_pieces_are_not_those_of_this_program)
{
    auto const prepared = scenario();
    auto life = begin(prepared);
    write_life(life, head(prepared, life), file("whole"));
    auto const refusal = [&](auto const& change) -> std::string {
        auto all = pieces(file("whole"));
        change(all);
        CheckpointWriter changed{file("changed"), head(prepared, life)};
        for (auto const& [label, bytes] : all) {
            changed.add(label, bytes);
        }
        changed.finish();
        try {
            static_cast<void>(read(file("changed"), prepared));
            return {};
        } catch (InputError const& error) {
            return error.what();
        }
    };
    EXPECT_EQ(refusal([](auto&) {}), "");
    EXPECT_THAT(refusal([](auto& all) { all.erase("life.world.people.born"); }),
                HasSubstr("has no 'life.world.people.born' in it."));
    EXPECT_THAT(refusal([](auto& all) { all["life.world.people.tall"] = "x"; }),
                HasSubstr("holds 'life.world.people.tall', which this program does not know."));
    EXPECT_THAT(refusal([](auto& all) { all["life.world.people.born"].pop_back(); }),
                HasSubstr(" bytes of 'life.world.people.born' in it, where "));
    EXPECT_THAT(refusal([](auto& all) { ++all["life.world.clock"][1]; }),
                HasSubstr("says that it has come to 2020, but has come to "));
}

}  // namespace
}  // namespace smartstart::test
