#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/settings/setting_form.hpp"
#include "tests/engine/settings/folder.hpp"

namespace smartstart {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

/// A scenario with one parameter file, whose parameter `speed` has these lines.
struct Book {
    explicit Book(std::string const& lines, std::vector<std::string> const& overrides = {})
    {
        folder.write(
            "parameters/walk.yaml",
            "format: smartstart-parameters 1\nstep: walk\nparameters:\n  speed:\n" + lines);
        file = folder.scenario("parameters: parameters\n", overrides);
    }
    Rate speed() const { return file->root().section("steps").section("walk").get<Rate>("speed"); }
    Said said() const { return folder.verdict(*file); }

    Folder folder;
    std::optional<SettingsFile> file;
};

std::string const whole = R"(    value: 2 per year
    meaning: how often somebody walks
    prior: {kind: lognormal, low: 1 per year, high: 4 per year}
    source: WALK_2020
    confidence: derived
)";

std::string with(std::string const& from, std::string const& to)
{
    auto text = whole;
    text.replace(text.find(from), from.size(), to);
    return text;
}

TEST(ParameterFile, gives_its_values_to_its_step_and_tells_where_they_come_from)
{
    Book const book{whole};
    EXPECT_EQ(book.speed(), Rate{2});
    EXPECT_THAT(book.said(), IsEmpty());
    ASSERT_THAT(book.file->parameters(), SizeIs(1));
    auto const& parameter = book.file->parameters().front();
    EXPECT_EQ(parameter.step, "walk");
    EXPECT_EQ(parameter.name, "speed");
    EXPECT_EQ(parameter.value, "2 per year");
    EXPECT_EQ(parameter.source, "WALK_2020");
    EXPECT_EQ(parameter.confidence, "derived");
}

TEST(ParameterFile, yields_to_the_scenario_and_the_command_line)
{
    Book const book{whole, {"steps.walk.speed=3 per year"}};
    EXPECT_EQ(book.speed(), Rate{3});
    EXPECT_THAT(book.said(), IsEmpty());
}

TEST(ParameterFile, knows_every_parameter_that_can_be_set)
{
    Book const step{whole, {"steps.wlak.speed=3 per year"}};
    step.speed();
    EXPECT_THAT(step.said(), ElementsAre(HasSubstr("'steps.wlak' is no step with parameters. Is "
                                                   "'walk' meant?")));
    Book const name{whole, {"steps.walk.sped=3 per year"}};
    name.speed();
    EXPECT_THAT(name.said(),
                ElementsAre(HasSubstr("'steps.walk.sped' is no parameter of this step. "
                                      "Is 'speed' meant?")));
}

TEST(ParameterFile, must_say_what_a_number_means_and_how_sure_it_is)
{
    auto const complaint = [](std::string const& lines) {
        Book const book{lines};
        book.speed();
        return book.said();
    };
    EXPECT_THAT(complaint(with("    source: WALK_2020\n", "")),
                ElementsAre(HasSubstr("source' is missing")));
    EXPECT_THAT(
        complaint(with("    prior: {kind: lognormal, low: 1 per year, high: 4 per year}\n", "")),
        ElementsAre(HasSubstr("speed.prior' is missing; it must be a range of values")));
    EXPECT_THAT(complaint(with(", low: 1 per year, high: 4 per year", "")),
                ElementsAre(HasSubstr("'lognormal', which needs a range")));
    EXPECT_THAT(complaint(with("lognormal, low: 1 per year, high: 4 per year", "fixed")),
                IsEmpty());
    EXPECT_THAT(complaint(with("meaning: how often somebody walks", "meaning: ''")),
                ElementsAre(HasSubstr("meaning' is an empty text")));
    EXPECT_THAT(complaint(with("derived", "certain")),
                ElementsAre(HasSubstr("must be one of 'read'")));
    EXPECT_THAT(complaint(with("low: 1 per year", "low: 1")),
                ElementsAre(HasSubstr("high' is '4 per year', but must be more than the low end")));
    EXPECT_THAT(complaint(with("high: 4", "high: 0.5")),
                ElementsAre(HasSubstr("but must be more than the low end ('1 per year')")));
    EXPECT_THAT(complaint(with("source:", "sourc:")), ElementsAre(HasSubstr("Is 'source' meant?")));
    EXPECT_THAT(
        complaint(with("2 per year", "2")),
        testing::Contains(HasSubstr("'steps.walk.speed' is '2', but must be a number of times "
                                    "per year")));
}

TEST(ParameterFile, that_nobody_reads_is_told)
{
    Book const book{whole};
    EXPECT_THAT(book.said(), ElementsAre(HasSubstr("nothing in the model reads 'steps'")));
}

TEST(ParameterFolder, that_is_absent_or_empty_is_told)
{
    Folder const folder;
    auto const file =
        folder.write("a.yaml", "format: smartstart-scenario 1\nparameters: nowhere\n");
    EXPECT_THAT(folder.refusal(file),
                ElementsAre(StartsWith("a.yaml:2:13 'parameters' names the folder 'nowhere', which "
                                       "cannot be read")));
    std::filesystem::create_directories(folder.path() / "nowhere");
    EXPECT_THAT(folder.refusal(file), ElementsAre(HasSubstr("holds no file that ends in '.yaml'")));
}

TEST(Forms, tell_what_every_setting_must_look_like)
{
    enum class Rule { one, other };
    std::vector<std::pair<std::string_view, Rule>> const rules{{"one", Rule::one},
                                                               {"other", Rule::other}};
    Book const book{whole};
    book.speed();
    auto const root = book.file->root();
    root.get_or<Path<Share>>("front", {});
    root.get_choice_or<Rule>("rule", rules, Rule::one);
    root.get_choice<Rule>("rule", rules);
    auto const forms = forms_of(*book.file);
    EXPECT_EQ(forms.at("steps.walk.speed").kind, "rate");
    EXPECT_EQ(forms.at("steps.walk.speed").marks, PathMarks::none);
    EXPECT_EQ(forms.at("front").kind, "share");
    EXPECT_EQ(forms.at("front").marks, PathMarks::any);
    EXPECT_EQ(forms.at("rule").words, (std::vector<std::string>{"one", "other"}));
    EXPECT_TRUE(forms.contains("extends"));
    EXPECT_FALSE(forms.contains("parameters.speed.meaning")) << "not of a scenario";
}

}  // namespace
}  // namespace smartstart
