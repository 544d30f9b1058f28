#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/settings/folder.hpp"

namespace smartstart {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

std::string const head = "format: smartstart-scenario 1\n";

TEST(Chain, takes_from_the_base_what_a_file_does_not_say)
{
    Folder const folder;
    folder.write("base.yaml", head + "a: 1\npart: {b: 2, c: 3}\npath: {2025: 1, 2030: 2}\n");
    auto const file = SettingsFile::read(
        folder.write("a.yaml", head + "extends: base.yaml\npart: {c: 4}\npath: {2026: 5}\n"), {});
    auto const root = file.root();
    EXPECT_EQ(root.get<int>("a"), 1);
    EXPECT_EQ(root.section("part").get<int>("b"), 2);
    EXPECT_EQ(root.section("part").get<int>("c"), 4);
    EXPECT_EQ(root.get<Path<double>>("path"), (Path<double>{{{2026, 5}}})) << "replaced whole";
    EXPECT_THAT(folder.verdict(file), IsEmpty());
}

TEST(Chain, finds_a_base_from_the_folder_of_the_file_that_names_it)
{
    Folder const folder;
    folder.write("deep/er/far.yaml", head + "a: 1\n");
    folder.write("deep/near.yaml", head + "extends: er/far.yaml\n");
    auto const file =
        SettingsFile::read(folder.write("a.yaml", head + "extends: deep/near.yaml\n"), {});
    EXPECT_EQ(file.root().get<int>("a"), 1);
    EXPECT_THAT(folder.verdict(file), IsEmpty());
}

TEST(Chain, points_into_the_file_that_holds_the_mistake)
{
    Folder const folder;
    folder.write("base.yaml", head + "a: x\n");
    auto const file =
        SettingsFile::read(folder.write("a.yaml", head + "extends: base.yaml\nb: y\n"), {});
    file.root().get<int>("a");
    file.root().get<int>("b");
    EXPECT_THAT(folder.verdict(file), ElementsAre(StartsWith("a.yaml:3:4 'b' is 'y'"),
                                                  StartsWith("base.yaml:2:4 'a' is 'x'")));
}

TEST(Chain, that_goes_round_is_refused_with_every_file_named)
{
    Folder const folder;
    auto const first = folder.write("a.yaml", head + "extends: b.yaml\n");
    folder.write("b.yaml", head + "extends: c.yaml\n");
    folder.write("c.yaml", head + "extends: a.yaml\n");
    EXPECT_THAT(
        folder.refusal(first),
        ElementsAre("c.yaml:2:10 this goes round in a circle. The chain is 'a.yaml' extends "
                    "'b.yaml' extends 'c.yaml' extends 'a.yaml'."));
    auto const self = folder.write("self.yaml", head + "extends: ./self.yaml\n");
    EXPECT_THAT(folder.refusal(self), ElementsAre(HasSubstr("'self.yaml' extends 'self.yaml'")));
}

TEST(Chain, with_a_missing_base_is_refused_with_every_file_named)
{
    Folder const folder;
    auto const first = folder.write("a.yaml", head + "extends: b.yaml\n");
    folder.write("b.yaml", head + "extends: tody.yaml\n");
    EXPECT_THAT(folder.refusal(first),
                ElementsAre("b.yaml:2:10 'tody.yaml' cannot be used: there is no such file. The "
                            "chain is 'a.yaml' extends 'b.yaml' extends 'tody.yaml'."));
}

TEST(Chain, with_a_misspelt_base_is_read_with_the_one_that_is_meant_to_tell_all_mistakes)
{
    Folder const folder;
    folder.write("today.yaml", head + "years: 2025\n");
    auto const file =
        SettingsFile::read(folder.write("a.yaml", head + "extends: tody.yaml\nyeras: 2026\n"), {});
    EXPECT_EQ(file.root().get<int>("years"), 2025);
    EXPECT_THAT(folder.verdict(file),
                ElementsAre("a.yaml:2:10 'tody.yaml' cannot be used: there is no such file. Is "
                            "'today.yaml' meant? The chain is 'a.yaml' extends 'tody.yaml'.",
                            HasSubstr("Is 'years' meant?")));
}

TEST(Chain, does_not_take_a_file_for_its_own_base)
{
    Folder const folder;
    EXPECT_THAT(folder.refusal(folder.write("a.yaml", head + "extends: a.yml\n")),
                ElementsAre(HasSubstr("'a.yml' cannot be used")));
}

TEST(Chain, with_a_base_without_its_ending_is_told_the_whole_name)
{
    Folder const folder;
    folder.write("today-30-70.yaml", head);
    auto const file =
        SettingsFile::read(folder.write("a.yaml", head + "extends: today-30-70\n"), {});
    EXPECT_THAT(folder.verdict(file),
                ElementsAre(HasSubstr("no such file. Is 'today-30-70.yaml' meant?")));
}

TEST(Chain, has_one_base_per_file)
{
    Folder const folder;
    auto const file = folder.scenario("extends: [b.yaml, c.yaml]\n");
    EXPECT_THAT(folder.verdict(file),
                ElementsAre("a.yaml:2:10 'extends' is a list, but must be a text."));
}

TEST(Override, wins_from_the_file_and_may_change_one_year)
{
    Folder const folder;
    auto const file = folder.scenario("a: 1\npart: {b: 2}\npath: {2025: 1, 2030: 2}\n",
                                      {"a=3", "part.b=4", "path.2030=5", "new.thing=6"});
    auto const root = file.root();
    EXPECT_EQ(root.get<int>("a"), 3);
    EXPECT_EQ(root.section("part").get<int>("b"), 4);
    EXPECT_EQ(root.get<Path<double>>("path"), (Path<double>{{{2025, 1}, {2030, 5}}}));
    EXPECT_EQ(root.section("new").get<int>("thing"), 6);
    EXPECT_THAT(folder.verdict(file), IsEmpty());
}

TEST(Override, that_cannot_be_used_is_named)
{
    auto const complaint = [](std::string const& text) {
        Folder const folder;
        auto const file = folder.scenario("a: 1\n", {text});
        file.root().get<int>("a");
        return folder.verdict(file);
    };
    EXPECT_THAT(complaint("a"),
                ElementsAre(StartsWith("command line:0:0 'a' must be the path of a")));
    EXPECT_THAT(complaint("=1"), ElementsAre(HasSubstr("must be the path of a setting")));
    EXPECT_THAT(complaint("a..b=1"), ElementsAre(HasSubstr("must be the path of a setting")));
    EXPECT_THAT(complaint("extends=x.yaml"), ElementsAre(HasSubstr("must be the path of a")));
    EXPECT_THAT(
        complaint("parameters.care.x=1"),
        ElementsAre(HasSubstr("set by its step, such as 'steps.care.ambulant_effect=0.1'")));
    EXPECT_THAT(complaint("a.b=1"), ElementsAre(HasSubstr("needs a section at 'a', which is '1'")));
    EXPECT_THAT(complaint("a=x"),
                ElementsAre(StartsWith("command line:0:0 'a' is 'x', but must be a")));
    EXPECT_THAT(complaint("a="), ElementsAre(HasSubstr("the value of 'a' cannot be used")));
    EXPECT_THAT(complaint("a=#1"), ElementsAre(HasSubstr("the value of 'a' cannot be used")));
    EXPECT_THAT(complaint("a=010"), ElementsAre(HasSubstr("in 'a=010': '010' starts with 0")));
    EXPECT_THAT(complaint("b=1"),
                ElementsAre(StartsWith("command line:0:0 nothing in the model reads 'b'")));
}

TEST(Override, of_one_year_where_one_value_stands_is_told_how)
{
    Folder const folder;
    auto const file = folder.scenario("years: 2024-2065\npart: {front: 30 %}\n",
                                      {"part.front.2030=40 %", "part.front.low=40 %"});
    file.root().get<Years>("years");
    file.root().section("part").get_by_year<Share>("front");
    EXPECT_THAT(folder.verdict(file),
                ElementsAre("command line:0:0 'part.front.2030=40 %' needs a section at 'front', "
                            "which is '30 %'. For more than one value write all of them, such as "
                            "--set \"part.front={2024: 30 %, 2030: 40 %}\".",
                            EndsWith("which is '30 %'.")));
}

TEST(Unread, is_told_with_the_section_where_that_name_is_known)
{
    Folder const folder;
    auto const file =
        folder.scenario("steps: {care: {effect: 1}}\nseeds: 3\n", {"care.effect=2", "effect=3"});
    file.root().get<int>("seeds");
    file.root().section("steps").section("care").get<int>("effect");
    EXPECT_THAT(
        folder.verdict(file),
        ElementsAre("command line:0:0 nothing in the model reads 'care'. Is 'steps.care' meant?",
                    AllOf(StartsWith("command line:0:0 nothing in the model reads 'effect'."),
                          Not(HasSubstr("meant")))))
        << "a name two sections further down may be of any step";
}

TEST(Unread, is_told_with_the_name_that_is_most_likely_meant)
{
    Folder const folder;
    auto const file = folder.scenario("budget: {frnt_share: 30 %, rule: capped}\nzzzz: 1\n");
    auto const budget = file.root().section("budget");
    budget.get<Share>("front_share");
    budget.get<std::string>("rule");
    EXPECT_THAT(folder.verdict(file),
                ElementsAre("a.yaml:2:10 nothing in the model reads 'budget.frnt_share'. Is "
                            "'front_share' meant?",
                            StartsWith("a.yaml:3:1 nothing in the model reads 'zzzz'.")))
        << "the misspelt key explains the missing one";
}

}  // namespace
}  // namespace smartstart
