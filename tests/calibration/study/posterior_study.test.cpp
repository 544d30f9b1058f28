#include "calibration/study/posterior_study.hpp"

#include <filesystem>
#include <fstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "analysis/text/translation.hpp"
#include "calibration/study/behaviour.hpp"
#include "engine/base/error.hpp"
#include "engine/run/assemble.hpp"
#include "engine/run/study/plan.hpp"

namespace smartstart {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::filesystem::path const scenario{std::string{SMARTSTART_SOURCE_DIR} +
                                     "/scenarios/today-30-70.yaml"};

Prepared const& today()
{
    RunOptions options;
    options.replicates = 1;
    options.scale = "1/100";
    static auto const prepared = prepare({scenario}, options, our_model());
    return prepared.front();
}

PosteriorFile a_posterior()
{
    auto const labels = labelled_result(today());
    PosteriorFile posterior;
    posterior.calibration = "small";
    posterior.program_version = labels.program_version;
    posterior.inputs = labels.inputs;
    posterior.settings = {"steps.debts.entry", "steps.health.good_from"};
    posterior.units = {" per year", ""};
    posterior.tables = {{"posterior",
                         "draws",
                         "",
                         {"debts.entry", "health.good_from"},
                         {0.010, -0.80, 0.011, -0.81, 0.012, -0.82, 0.013, -0.83}}};
    return posterior;
}

std::string refusal(PosteriorFile const& posterior)
{
    try {
        check_fits(posterior, "small.posterior.h5", today());
    } catch (InputError const& error) {
        return error.what();
    }
    return {};
}

TEST(PosteriorStudy, lives_every_draw_under_its_own_number)
{
    auto const folder = std::filesystem::temp_directory_path() /
                        ("smartstart-posterior-study-" + std::to_string(getpid()));
    std::filesystem::create_directories(folder);
    auto const file = folder / "draws.yaml";
    std::ofstream{file} << study_of_draws(a_posterior(), {{scenario}, 2, 2});
    auto const study = studies::Study::read(file, {});
    EXPECT_EQ(study.replicates, 2);
    ASSERT_EQ(study.draws.size(), 2U);
    EXPECT_EQ(study.draws[1].name, "draw2");
    EXPECT_THAT(study.draws[1].set, ElementsAre("steps.debts.entry=0.012 per year",
                                                "steps.health.good_from=\"-0.82\""));
    EXPECT_EQ(studies::Plan(study, {1, 1}).runs(), 4);
    std::filesystem::remove_all(folder);
}

TEST(PosteriorStudy, has_no_more_draws_than_the_posterior)
{
    EXPECT_THROW(study_of_draws(a_posterior(), {{scenario}, 1, 5}), InputError);
}

TEST(PosteriorStudy, says_in_plain_words_that_its_file_was_cut_short)
{
    auto const file = std::filesystem::temp_directory_path() /
                      ("smartstart-cut-" + std::to_string(getpid()) + ".posterior.h5");
    write_posterior(a_posterior(), file, Overwrite::replace);
    auto const size = std::filesystem::file_size(file);
    for (auto const part : {size / 2, size - 600}) {
        std::filesystem::resize_file(file, part);
        try {
            read_posterior(file);
            ADD_FAILURE() << "a part of a posterior was read";
        } catch (InputError const& error) {
            EXPECT_EQ(error.problems().front().place.file, file.string());
            auto const& text = error.problems().front().text;
            EXPECT_THAT(text, HasSubstr("cut short"));
            EXPECT_THAT(text, Not(HasSubstr("eof")));
            EXPECT_THAT(said_in(Language::dutch, text), HasSubstr("afgekapt"));
        }
        write_posterior(a_posterior(), file, Overwrite::replace);
    }
    std::filesystem::remove(file);
}

TEST(PosteriorStudy, fits_the_model_that_it_was_found_with)
{
    EXPECT_EQ(refusal(a_posterior()), "");
}

TEST(PosteriorStudy, refuses_a_posterior_of_another_version_in_one_sentence)
{
    auto other = a_posterior();
    other.program_version = "0.0.7";
    EXPECT_THAT(refusal(other), HasSubstr("another version of the model: that was version 0.0.7"));
}

TEST(PosteriorStudy, refuses_a_posterior_of_parameters_that_are_no_more)
{
    auto other = a_posterior();
    other.settings[0] = "steps.debts.entrance";
    EXPECT_THAT(refusal(other), HasSubstr("'steps.debts.entrance' is none of this one"));
}

TEST(PosteriorStudy, refuses_a_posterior_of_parameter_files_that_have_changed)
{
    auto other = a_posterior();
    for (auto& [name, digest] : other.inputs) {
        if (name.ends_with("debts.yaml")) {
            digest = std::string(64, '0');
        }
    }
    EXPECT_THAT(refusal(other), HasSubstr("the parameter file 'debts.yaml' has changed since"));
}

TEST(PosteriorStudy, the_posterior_that_is_shipped_was_found_with_this_model)
{
    auto const file = std::filesystem::path{SMARTSTART_SOURCE_DIR} /
                      "calibration/posteriors/hart-van-brabant.posterior.h5";
    auto const shipped = read_posterior(file);
    auto const how = "The model has changed since; './dev calibrate' (ten minutes) renews it.";
    EXPECT_NO_THROW(check_fits(shipped, file, today())) << how;
    EXPECT_EQ(shipped.behaviour, behaviour_of(scenario)) << how;
}

}  // namespace
}  // namespace smartstart
