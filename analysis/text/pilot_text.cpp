#include "analysis/text/pilot_text.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "analysis/statistics/measured_effect.hpp"
#include "analysis/text/grid.hpp"
#include "analysis/text/table.hpp"

namespace smartstart {
namespace {

/// Says numbers of a plan in its unit and language.
class Speaker {
public:
    Speaker(PilotPlan const& plan, Language language) : plan_{plan}, language_{language} {}

    std::string say(char const* dutch, char const* english) const
    {
        return language_ == Language::dutch ? dutch : english;
    }
    /// An effect with as many decimals as it takes to see it.
    std::string effect(double amount) const
    {
        double const shown = plan_.measure.share ? 100.0 * amount : amount;
        int const decimals =
            std::clamp(2 - static_cast<int>(std::floor(std::log10(std::abs(shown) + 1e-9))), 0, 4);
        return signed_text(shown, decimals, language_);
    }
    std::string unit() const
    {
        return plan_.measure.share ? say("procentpunt", "percentage points") : plan_.unit;
    }
    std::string percent(double share) const
    {
        return number_text(100.0 * share, share < 0.1 ? 1 : 0, language_) + " %";
    }
    std::string number(double amount, int decimals) const
    {
        return number_text(amount, decimals, language_);
    }
    std::string signed_number(double amount) const { return signed_text(amount, 3, language_); }
    std::string text(Text const& both) const
    {
        return language_ == Language::dutch ? both.nl : both.en;
    }
    std::string design(PilotDesign design) const
    {
        switch (design) {
            case PilotDesign::before_after:
                return say("voor en na", "before and after");
            case PilotDesign::cluster_trial:
                return say("loting tussen plaatsen", "trial with places by lot");
            case PilotDesign::differences:
                return say("verschil in verandering", "difference between changes");
            default:
                return say("om de beurt invoeren", "stepped wedge");
        }
    }

private:
    PilotPlan const& plan_;
    Language language_;
};

std::string places_text(Speaker const& speaker, MeasurementPlan const& plan)
{
    auto const count = speaker.number(plan.places, 0);
    if (plan.design == PilotDesign::stepped_wedge) {
        return fmt::format(
            "{} ({})", count,
            fmt::format(fmt::runtime(speaker.say("{} stappen", "{} steps")), plan.steps));
    }
    return plan.design == PilotDesign::before_after ? count : count + " + " + count;
}

std::vector<std::string> design_row(PilotPlan const& plan, MeasurementPlan const& design,
                                    Speaker const& speaker)
{
    auto const towards = plan.effect > 0.0 ? Towards::more : Towards::less;
    auto const least = least_effect(plan.measure, design, plan.power, towards);
    auto const places = places_needed(plan.measure, design, plan.effect, plan.power);
    auto const rounds =
        rounds_needed(plan.measure, design, plan.effect, plan.power, plan.most_rounds);
    return {speaker.design(design.design),
            places_text(speaker, design),
            speaker.number(design.persons, 0),
            fmt::format("{} + {}", design.before, design.after),
            speaker.percent(power_of(plan.measure, design, plan.effect)),
            least ? speaker.effect(*least) : speaker.say("geen", "none"),
            places ? speaker.number(std::ceil(*places), 0) : speaker.say("te veel", "too many"),
            rounds ? std::to_string(*rounds)
                   : fmt::format(fmt::runtime(speaker.say("meer dan {}", "over {}")),
                                 plan.most_rounds)};
}

std::string designs_text(PilotPlan const& plan, Speaker const& speaker)
{
    Grid grid{{speaker.say("meting", "measurement"), speaker.say("plaatsen", "places"),
               speaker.say("personen", "persons"), speaker.say("keren", "rounds"),
               speaker.say("kans", "power"), speaker.say("kleinste effect", "least effect"),
               speaker.say("plaatsen nodig", "places needed"),
               speaker.say("keren erna nodig", "rounds after needed")},
              {Align::left, Align::right, Align::right, Align::right, Align::right, Align::right,
               Align::right, Align::right}};
    for (auto const& design : plan.designs) {
        grid.add(design_row(plan, design, speaker), Tone::plain);
    }
    auto const intro = fmt::format(
        fmt::runtime(speaker.say(
            "Verwacht effect: {} {}. 'Kans' is de kans dat de meting het vindt; 'kleinste effect' "
            "wordt met {} kans gevonden.\n",
            "Expected effect: {} {}. 'Power' is the chance that the measurement finds it; 'least "
            "effect' is found with a chance of {}.\n")),
        speaker.effect(plan.effect), speaker.unit(), speaker.percent(plan.power));
    return intro + grid.text(Colour::off);
}

/// Pilots in a row, each measured as the first design would measure a single place.
std::string learning_text(PilotPlan const& plan, Speaker const& speaker)
{
    if (!plan.belief || plan.designs.empty()) {
        return {};
    }
    auto alone = plan.designs.front();
    alone.design = PilotDesign::differences;
    alone.places = 1.0;
    auto parts = parts_of(plan.measure.variance, plan.measure.alike);
    if (plan.measure.share) {
        auto const share = *plan.measure.share + 0.5 * plan.effect;
        parts = parts_of(share * (1.0 - share), plan.measure.alike);
    }
    Grid grid{{speaker.say("na proef", "after pilot"), speaker.say("onzekerheid", "uncertainty"),
               speaker.say("kans op zekerheid", "chance to be sure")},
              {Align::right, Align::right, Align::right}};
    auto const learned =
        learning(*plan.belief, standard_error(parts, alone), plan.measure.effect_sd,
                 static_cast<int>(plan.designs.front().places));
    for (std::size_t i = 0; i < learned.size(); ++i) {
        grid.add({std::to_string(i + 1), "± " + speaker.effect(learned[i].sd).substr(1),
                  speaker.percent(learned[i].surely)},
                 Tone::plain);
    }
    auto const intro = fmt::format(
        fmt::runtime(speaker.say(
            "\nWat elke proef aan de vorige toevoegt, elk in één plaats naast één zonder; vooraf "
            "{} "
            "± {} ({}).\n",
            "\nWhat each pilot adds to those before, each in one place beside one without; "
            "beforehand {} ± {} ({}).\n")),
        speaker.effect(plan.belief->effect), speaker.effect(plan.belief->sd).substr(1),
        speaker.text(plan.belief->source));
    return intro + grid.text(Colour::off);
}

double mean_of(std::vector<double> const& values, std::size_t from, std::size_t to)
{
    double sum = 0.0;
    for (std::size_t i = from; i < to; ++i) {
        sum += values[i];
    }
    return sum / static_cast<double>(to - from);
}

bool has_pilot(MeasuredPanel const& panel, std::size_t place)
{
    return std::find(panel.with.begin(), panel.with.end(), place) != panel.with.end();
}

/// Change of the places with, beyond that of the others, with levels of places and years.
ClusterRobust two_way(MeasuredPanel const& panel)
{
    auto const places = static_cast<Eigen::Index>(panel.places.size());
    auto const years = static_cast<Eigen::Index>(panel.years.size());
    Eigen::MatrixXd columns = Eigen::MatrixXd::Zero(places * years, places + years);
    Eigen::VectorXd values(places * years);
    std::vector<std::size_t> clusters;
    for (Eigen::Index row = 0; row < values.size(); ++row) {
        auto const place = row / years;
        auto const year = row % years;
        columns(row, place) = 1.0;
        if (year > 0) {
            columns(row, places + year - 1) = 1.0;
        }
        auto const at = static_cast<std::size_t>(place);
        bool const after = static_cast<std::size_t>(year) >= panel.before;
        columns(row, places + years - 1) = after && has_pilot(panel, at) ? 1.0 : 0.0;
        values[row] = panel.values[at][static_cast<std::size_t>(year)];
        clusters.push_back(at);
    }
    return cluster_robust(columns, values, clusters);
}

std::string synthetic_text(MeasuredPanel const& panel, Speaker const& speaker)
{
    auto const years = static_cast<Eigen::Index>(panel.years.size());
    auto const before = static_cast<Eigen::Index>(panel.before);
    auto const series = [&](std::size_t place) {
        return Eigen::Map<Eigen::VectorXd const>{panel.values[place].data(), years};
    };
    Eigen::MatrixXd without(years,
                            static_cast<Eigen::Index>(panel.places.size() - panel.with.size()));
    std::vector<std::string> names;
    for (std::size_t place = 0; place < panel.places.size(); ++place) {
        if (!has_pilot(panel, place)) {
            without.col(static_cast<Eigen::Index>(names.size())) = series(place);
            names.push_back(panel.places[place]);
        }
    }
    std::string text;
    for (std::size_t const place : panel.with) {
        auto const found = synthetic_control(series(place), without, before);
        std::string mixture;
        for (std::size_t i = 0; i < names.size(); ++i) {
            auto const weight = found.weights[static_cast<Eigen::Index>(i)];
            if (weight >= 0.005) {
                mixture += fmt::format("{}{} {}", mixture.empty() ? "" : ", ", names[i],
                                       speaker.percent(weight));
            }
        }
        text += fmt::format(
            fmt::runtime(speaker.say(
                "{} naast een mengsel van {}: {}; vooraf was het er gemiddeld {} naast. Van alle "
                "plaatsen, als had elk de proef gehad, wijkt {} zo ver af.\n",
                "{} beside a mixture of {}: {}; before it was off by {} on average. Of all "
                "places, taken as if each had had the pilot, {} are as far off.\n")),
            panel.places[place], mixture, speaker.signed_number(found.effect),
            speaker.number(found.off_before, 3),
            speaker.percent(placebo_chance(found, without, before)));
    }
    return text;
}

std::string measured_text(PilotPlan const& plan, Speaker const& speaker)
{
    if (!plan.measured) {
        return {};
    }
    auto const& panel = *plan.measured;
    std::vector<double> changes;
    for (auto const& row : panel.values) {
        changes.push_back(mean_of(row, panel.before, row.size()) - mean_of(row, 0, panel.before));
    }
    auto const lot = randomisation_test(changes, panel.with);
    auto const robust = two_way(panel);
    auto const last = robust.coefficients.size() - 1;
    return fmt::format(
               fmt::runtime(speaker.say(
                   "\nGemeten in {}: de plaatsen met de proef veranderden {} meer dan de andere "
                   "(standaardfout {}, rijen van een plaats samen). Had de loting anders kunnen "
                   "vallen, dan was het verschil in {} van de {} gevallen minstens zo groot.\n",
                   "\nMeasured in {}: the places with the pilot changed by {} more than the others "
                   "(standard error {}, rows of a place together). Had the lot fallen otherwise, "
                   "the difference would be at least as large in {} of {} cases.\n")),
               fmt::format("{}-{}", panel.years.front(), panel.years.back()),
               speaker.signed_number(robust.coefficients[last]),
               speaker.number(robust.widened[last], 3), speaker.percent(lot.two_sided),
               speaker.number(lot.looked_at, 0)) +
           synthetic_text(panel, speaker);
}

}  // namespace

std::string pilot_text(PilotPlan const& plan, Language language)
{
    Speaker const speaker{plan, language};
    return speaker.text(plan.title) + "\n" + designs_text(plan, speaker) +
           learning_text(plan, speaker) + measured_text(plan, speaker);
}

}  // namespace smartstart
