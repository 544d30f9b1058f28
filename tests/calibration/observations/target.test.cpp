#include "calibration/observations/target.hpp"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "calibration/observations/target_fit.hpp"
#include "engine/base/error.hpp"
#include "engine/outcome/outcome.hpp"
#include "engine/store/result_values.hpp"
#include "tests/engine/settings/folder.hpp"
#include "tests/support/sample_result.hpp"

namespace smartstart {
namespace {

using testing::HasSubstr;

class Targets : public testing::Test {
protected:
    std::vector<Target> read(std::string const& lines) const
    {
        return read_targets(folder_.write("t.yaml", "format: smartstart-targets 1\n" + lines),
                            result_.outcomes);
    }
    std::string refusal(std::string const& lines) const
    {
        try {
            read(lines);
        } catch (InputError const& error) {
            return error.what();
        }
        return "";
    }
    double region_mean(std::size_t outcome) const
    {
        auto const values =
            replicate_values(result_, {outcome, 1, result_.municipalities.size(), 0});
        double sum = 0.0;
        for (auto const one : values) {
            sum += one;
        }
        return sum / static_cast<double>(values.size());
    }
    Result const& result() const { return result_; }
    std::string share_id() const { return result_.outcomes[share()].id; }
    std::size_t share() const
    {
        std::size_t at = 0;
        while (result_.outcomes[at].units != "1") {
            ++at;
        }
        return at;
    }

private:
    Folder folder_;
    Result result_ = test::sample_result({});
};

TEST_F(Targets, are_hit_within_the_tolerance_and_missed_outside_it)
{
    auto const value = 100.0 * region_mean(share());
    auto const line = [&](std::string const& name, double figure) {
        return "  " + name + ": {outcome: " + share_id() + ", value: " + std::to_string(figure) +
               " %, required: true, source: made up}\n";
    };
    auto const file = [&](std::string const& name, double figure) {
        return read("year: 2026\ntolerance: 10 %\ntargets:\n" + line(name, figure)).front();
    };
    auto const fits =
        fit_targets(result(), {file("near", value * 1.05), file("far", value * 1.25)});
    ASSERT_EQ(fits.size(), 2U);
    EXPECT_EQ(fits[0].verdict, TargetVerdict::hit);
    EXPECT_EQ(fits[1].verdict, TargetVerdict::missed);
    EXPECT_NEAR(fits[0].off, 1.0 / 1.05 - 1.0, 1e-6);
    EXPECT_FALSE(all_required_hit(fits));
    EXPECT_TRUE(all_required_hit({fits[0]}));
}

TEST(ATarget, of_nothing_is_hit_by_what_is_shown_as_nothing_alone)
{
    Target target{.figure = 0.0, .tolerance = 0.1};
    EXPECT_EQ(target.off(0.0), 0.0);
    EXPECT_TRUE(std::isinf(target.off(0.03))) << "a tenth of nothing is nothing";
    EXPECT_EQ(target.agreeing().high, 0.0);
    target.disclosure = {.kind = Disclosure::Kind::percent, .decimals = 1};
    EXPECT_EQ(target.off(0.0004), 0.0) << "0.04 % is shown as 0.0 %";
    EXPECT_TRUE(std::isinf(target.off(0.0006)));
    target.disclosure = {.kind = Disclosure::Kind::rounded, .base = 5};
    EXPECT_EQ(target.off(2.4), 0.0);
    EXPECT_TRUE(std::isinf(target.off(2.6)));
    target.out_of = 100.0;
    EXPECT_EQ(target.off(0.024), 0.0);
    EXPECT_TRUE(std::isinf(target.off(0.026)));
    Target const nobody{.at_most = 0.0, .tolerance = 0.1};
    EXPECT_TRUE(std::isinf(nobody.off(0.03)));
}

TEST_F(Targets, of_several_outcomes_are_added_up_and_multiplied)
{
    auto const fits = fit_targets(
        result(), read("year: 2026\ntolerance: 10 %\ntargets:\n  twice: {outcomes: [" + share_id() +
                       ", " + share_id() + "], times: 5, value: 1, source: made up}\n"));
    EXPECT_NEAR(fits[0].mean, 10.0 * region_mean(share()), 1e-9);
}

TEST_F(Targets, that_the_result_cannot_tell_are_no_hits)
{
    auto const fits = fit_targets(
        result(), read("year: 1999\ntolerance: 10 %\ntargets:\n  gone: {outcome: " + share_id() +
                       ", value: 1 %, required: true, source: made up}\n"));
    EXPECT_EQ(fits[0].verdict, TargetVerdict::not_in_result);
    EXPECT_FALSE(all_required_hit(fits));
}

TEST_F(Targets, with_mistakes_are_refused_with_every_one_and_a_guess)
{
    auto const id = share_id();
    auto const misspelt = id.substr(0, id.size() - 1);
    auto const text =
        refusal("year: 2026\ntolerance: 10 %\ntargets:\n  a: {outcome: " + misspelt +
                ", value: 3 %, source: made up}\n  b: {outcome: " + id +
                ", value: 0.3, source: made up}\n  c: {outcome: " + id + ", value: 3 %}\n");
    EXPECT_THAT(text, HasSubstr("Is '" + id + "' meant?"));
    EXPECT_THAT(text, HasSubstr("targets.b.value"));
    EXPECT_THAT(text, HasSubstr("targets.c.source"));
}

std::vector<Target> own_targets()
{
    std::vector<OutcomeInfo> infos;
    for (auto const& kind : all_outcomes()) {
        infos.push_back(kind.info);
    }
    return read_targets(
        std::string{SMARTSTART_SOURCE_DIR} + "/calibration/targets/hart-van-brabant-2025.yaml",
        infos);
}

TEST_F(Targets, that_are_named_after_no_outcome_are_refused_whatever_their_figure)
{
    auto const near = share_id() + "x";
    auto const named =
        refusal("year: 2025\ntolerance: 10 %\ntargets:\n  " + near + ": {value: 2, source: s}\n");
    EXPECT_THAT(named, HasSubstr(near + "' is no outcome of the result, and has no 'outcome'"));
    EXPECT_THAT(named, HasSubstr("Is '" + share_id() + "' meant?"));

    auto const told = refusal("year: 2025\ntolerance: 10 %\ntargets:\n  one: {outcome: " + near +
                              ", value: 2 %, source: s}\n");
    EXPECT_THAT(told, HasSubstr("is no outcome of the result. Is '"));
    EXPECT_THAT(told, testing::Not(HasSubstr("a plain number")));
}

TEST(OwnTargets, have_a_name_and_a_source_for_people_in_dutch)
{
    for (auto const& target : own_targets()) {
        auto const is_an_outcome = target.outcomes == std::vector{target.name};
        EXPECT_TRUE(is_an_outcome || target.title.nl != target.title.en)
            << target.name << " needs a 'title: {nl: ..., en: ...}'";
        EXPECT_NE(target.source.nl, target.source.en)
            << target.name << " needs a 'source: {nl: ..., en: ...}'";
    }
}

TEST_F(Targets, of_a_region_add_inhabitants_by_municipality_and_age)
{
    auto const targets = own_targets();
    double inhabitants = 0.0;
    for (auto const& target : targets) {
        inhabitants += target.place.empty() ? 0.0 : target.figure;
    }
    EXPECT_EQ(inhabitants, 468458.0);
}

}  // namespace
}  // namespace smartstart
