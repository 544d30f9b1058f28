#include "calibration/scorecard/scorecard.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "calibration/scorecard/scorecard_page.hpp"
#include "engine/store/command_again.hpp"

namespace smartstart {
namespace {

struct In {
    CardLanguage language;
    char const* operator()(char const* dutch, char const* english) const
    {
        return language == CardLanguage::dutch ? dutch : english;
    }
    std::string const& operator()(Text const& text) const
    {
        return language == CardLanguage::dutch ? text.nl : text.en;
    }
};

/// Digits with the decimal sign of the language; what is no number stays as it is.
std::string digits(std::string text, In const& in)
{
    auto const is_digit = [&](std::size_t at) {
        return at < text.size() && text[at] >= '0' && text[at] <= '9';
    };
    for (std::size_t at = 1; at + 1 < text.size(); ++at) {
        if (text[at] == '.' && is_digit(at - 1) && is_digit(at + 1)) {
            text[at] = *in(",", ".");
        }
    }
    return text;
}

std::string number(double value, In const& in)
{
    auto const size = std::abs(value);
    auto const decimals = size >= 100.0 ? 0 : size >= 10.0 ? 1 : 2;
    return digits(fmt::format("{:.{}f}", value, decimals), in);
}

std::string with_unit(std::string const& text, std::string const& unit, In const& in)
{
    auto const name = unit == "years"          ? in("jaar", "years")
                      : unit == "million euro" ? in("miljoen euro", "million euro")
                                               : unit.c_str();
    return unit.empty() ? text : fmt::format("{} {}", text, name);
}

std::string model_text(PatternFit const& fit, In const& in)
{
    if (fit.verdict == PatternVerdict::not_in_result ||
        fit.verdict == PatternVerdict::not_looked_at) {
        return "-";
    }
    auto const mean = with_unit(number(fit.mean, in), fit.pattern.unit, in);
    if (fit.lowest == fit.highest) {
        return mean;
    }
    return fmt::format("{} ({} {} {})", mean, number(fit.lowest, in), in("tot", "to"),
                       number(fit.highest, in));
}

std::string bounds_text(Pattern const& pattern, In const& in)
{
    if (!pattern.is_bounded()) {
        return "-";
    }
    if (std::isinf(pattern.low)) {
        return fmt::format("{} {}", in("hoogstens", "at most"), number(pattern.high, in));
    }
    if (std::isinf(pattern.high)) {
        return fmt::format("{} {}", in("minstens", "at least"), number(pattern.low, in));
    }
    return pattern.low == pattern.high ? fmt::format("{} {}", in("precies", "exactly"),
                                                     digits(fmt::format("{}", pattern.low), in))
                                       : fmt::format("{} {} {}", number(pattern.low, in),
                                                     in("tot", "to"), number(pattern.high, in));
}

std::string word(PatternVerdict verdict, In const& in)
{
    switch (verdict) {
        case PatternVerdict::holds:
            return in("klopt", "holds");
        case PatternVerdict::fails:
            return in("klopt niet", "fails");
        case PatternVerdict::told:
            return in("ter informatie", "told");
        case PatternVerdict::not_in_result:
            return in("niet in het resultaat", "not in the result");
        default:
            return in("niet bekeken", "not looked at");
    }
}

std::string word(TargetVerdict verdict, In const& in)
{
    return verdict == TargetVerdict::hit      ? in("klopt", "hit")
           : verdict == TargetVerdict::missed ? in("klopt niet", "missed")
                                              : in("niet in het resultaat", "not in the result");
}

std::string word(TargetUse use, In const& in)
{
    return use == TargetUse::calibrate ? in("ja", "yes") : in("nee", "no");
}

std::string required_or_not(std::string verdict, bool required, In const& in)
{
    return required ? std::move(verdict) : verdict + " " + in("(niet vereist)", "(not required)");
}

CardTable patterns_of(Scorecard const& card, In const& in)
{
    CardTable table{in("Patronen", "Patterns"),
                    {"", in("wat", "what"), in("gepubliceerd", "published"),
                     in("model (laagste tot hoogste)", "model (lowest to highest)"),
                     in("klopt bij", "holds at"), in("op geijkt", "calibrated on"),
                     in("oordeel", "verdict"), in("bron", "source")},
                    {}};
    for (auto const& fit : card.patterns) {
        auto const& pattern = fit.pattern;
        if (wants_all_outcomes(card.base, pattern)) {
            continue;
        }
        table.rows.push_back(
            {std::to_string(pattern.number), in(pattern.what), digits(in(pattern.published), in),
             model_text(fit, in), bounds_text(pattern, in), word(pattern.use, in),
             required_or_not(word(fit.verdict, in), pattern.required, in), in(pattern.source)});
    }
    return table;
}

/// What a figure is called: its title, or else the name of the outcome that it is of.
std::string name_of(Target const& target, Scorecard const& card, In const& in)
{
    if (!in(target.title).empty()) {
        return in(target.title);
    }
    if (target.outcomes != std::vector{target.name}) {
        return target.name;
    }
    auto const outcome =
        std::ranges::find(card.base.outcomes, target.name, [](auto const& one) { return one.id; });
    return outcome == card.base.outcomes.end()
               ? target.name
               : in(Text{outcome->long_name_nl, outcome->long_name_en});
}

/// What was left out is told as it was published: "under 10", of a share "under 10 of 200".
std::string under_text(Target const& target, In const& in)
{
    auto const text =
        target.out_of > 0.0 ? in("onder {} van {}", "under {} of {}") : in("onder {}", "under {}");
    return fmt::format(fmt::runtime(text), target.disclosure.below, target.out_of);
}

CardTable figures_of(Scorecard const& card, In const& in)
{
    CardTable table{
        in("Cijfers", "Figures"),
        {in("cijfer", "figure"), in("waar", "where"), in("gepubliceerd", "published"),
         in("model (laagste tot hoogste)", "model (lowest to highest)"), in("afwijking", "off"),
         in("op geijkt", "calibrated on"), in("oordeel", "verdict"), in("bron", "source")},
        {}};
    for (auto const& fit : card.figures) {
        auto const unit = fit.is_share ? "%" : "";
        auto const factor = fit.is_share ? 100.0 : 1.0;
        auto const as_text = [&](double value) { return number(factor * value, in); };
        auto const known = fit.verdict != TargetVerdict::not_in_result;
        auto const place = fit.target.place.empty() ? in("regio", "region") : fit.target.place;
        table.rows.push_back(
            {name_of(fit.target, card, in),
             fit.target.group == "all" ? std::string{place} : place + ", " + fit.target.group,
             fit.target.at_most ? under_text(fit.target, in)
                                : with_unit(as_text(fit.target.figure), unit, in),
             known ? fmt::format("{} ({} {} {})", with_unit(as_text(fit.mean), unit, in),
                                 as_text(fit.lowest), in("tot", "to"), as_text(fit.highest))
                   : "-",
             // Of a published 0 nothing is a share.
             known && !std::isinf(fit.off) ? digits(fmt::format("{:+.1f} %", 100.0 * fit.off), in)
                                           : "-",
             word(fit.target.use, in),
             required_or_not(word(fit.verdict, in), fit.target.required, in),
             in(fit.target.source)});
    }
    return table;
}

std::string counted(Scorecard const& card, In const& in)
{
    auto const hold =
        std::ranges::count(card.patterns, PatternVerdict::holds, &PatternFit::verdict);
    auto const fail =
        std::ranges::count(card.patterns, PatternVerdict::fails, &PatternFit::verdict);
    auto const left_out = std::ranges::count_if(card.patterns, [&](PatternFit const& fit) {
        return wants_all_outcomes(card.base, fit.pattern);
    });
    auto const other = static_cast<std::ptrdiff_t>(card.patterns.size()) - left_out - hold - fail;
    auto const hit = std::ranges::count(card.figures, TargetVerdict::hit, &TargetFit::verdict);
    auto const required = std::ranges::count_if(
        card.figures, [](TargetFit const& fit) { return fit.target.required; });
    auto const required_hit = std::ranges::count_if(card.figures, [](TargetFit const& fit) {
        return fit.target.required && fit.verdict == TargetVerdict::hit;
    });
    auto const more =
        left_out == 0
            ? std::string{}
            : fmt::format(fmt::runtime(in(" {} patronen meer vragen een resultaat met alle "
                                          "uitkomsten: `--set outcomes=all`.",
                                          " {} more patterns want a result with all "
                                          "outcomes: `--set outcomes=all`.")),
                          left_out);
    return fmt::format(fmt::runtime(in("Patronen: {} kloppen, {} niet, {} zonder oordeel. Cijfers: "
                                       "{} van {} kloppen; van de {} vereiste {}.",
                                       "Patterns: {} hold, {} fail, {} without a verdict. Figures: "
                                       "{} of {} hit; of the {} required ones {}.")),
                       hold, fail, other, hit, card.figures.size(), required, required_hit) +
           more;
}

std::string made_from(Scorecard const& card, In const& in)
{
    auto const replicates = card.base.replicates.size();
    auto text = fmt::format(
        fmt::runtime(in("Scenario {}, startgetal {}, {} {}, {} van de huishoudens.",
                        "Scenario {}, seed {}, {} {}, {} of the households.")),
        card.base.scenario, card.base.seed, replicates,
        replicates == 1 ? in("herhaling", "replicate") : in("herhalingen", "replicates"),
        digits(fmt::format("{:.4g}", card.base.scale), in));
    if (card.other != nullptr) {
        text +=
            fmt::format(fmt::runtime(in(" Ernaast: {}.", " Beside it: {}.")), card.other->scenario);
    }
    return text;
}

/// The commands that make the page again.
std::string made_by(Scorecard const& card, In const& in)
{
    std::vector<Result const*> results{&card.base};
    auto files = fmt::format(" results/{}.h5", card.base.scenario);
    if (card.other != nullptr) {
        results.push_back(card.other);
        files += fmt::format(" results/{}.h5", card.other->scenario);
    }
    return fmt::format(
        "{} `{}` {} `smartstart validate{} --format markdown`.", in("Gemaakt door", "Made by"),
        command_again(results, in("UW-POSTERIOR.h5", "YOUR-POSTERIOR.h5")), in("en", "and"), files);
}

/// Why what fails may do so, in the words of the file of patterns.
std::vector<std::string> explanations(Scorecard const& card, In const& in)
{
    std::vector<std::string> lines;
    for (auto const& fit : card.patterns) {
        auto const& why = in(fit.pattern.why);
        if (fit.verdict == PatternVerdict::fails) {
            lines.push_back(
                fmt::format("{}. {}: {}", fit.pattern.number, in(fit.pattern.what),
                            why.empty() ? in("niet verklaard.", "not explained.") : why));
        }
    }
    return lines;
}

}  // namespace

std::string written(Scorecard const& card, CardFormat format, CardLanguage language)
{
    In const in{language};
    if (format == CardFormat::csv) {
        return scorecard_csv(card);
    }
    CardPage const page{.language = language == CardLanguage::dutch ? "nl" : "en",
                        .title = in("Scorekaart", "Scorecard"),
                        .made_by = made_by(card, in),
                        .calibrated = in(card.calibrated),
                        .preface = made_from(card, in) + " " + counted(card, in),
                        .tables = {patterns_of(card, in), figures_of(card, in)},
                        .list_title = in("Wat niet klopt, en waarom", "What fails, and why"),
                        .list = explanations(card, in)};
    return format == CardFormat::text       ? as_text(page)
           : format == CardFormat::markdown ? as_markdown(page)
                                            : as_html(page);
}

}  // namespace smartstart
