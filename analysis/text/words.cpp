#include "analysis/text/words.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

namespace smartstart {
namespace {

struct Word {
    char const* name;
    char const* dutch;
    char const* english;
};

// Positions are those of the enumeration Verdict.
constexpr std::array verdict_words{
    Word{"identical", "precies gelijk", "exactly equal"},
    Word{"better", "beter", "better"},
    Word{"worse", "slechter", "worse"},
    Word{"differs", "anders", "differs"},
    Word{"no_relevant_difference", "geen relevant verschil", "no relevant difference"},
    Word{"cannot_tell", "niet te zeggen", "cannot tell"},
    Word{"nobody_counted", "niemand geteld", "nobody counted"},
    Word{"more_seen", "meer gezien", "more is seen"},
    Word{"less_seen", "minder gezien", "less is seen"},
    Word{"left_out", "weggelaten (te weinig mensen)", "left out (too few people)"},
};

constexpr std::array unit_words{
    Word{"points", "punten", "points"},
    Word{"persons", "personen", "persons"},
    Word{"months", "maanden", "months"},
    Word{"years", "jaar", "years"},
    Word{"households", "huishoudens", "households"},
    Word{"risk factors", "risicofactoren", "risk factors"},
    Word{"sd", "standaarddeviaties", "standard deviations"},
    Word{"EUR", "euro", "euro"},
};

Word const& word(Verdict verdict)
{
    return verdict_words.at(static_cast<std::size_t>(verdict));
}

/// "; 2 replicates have no value"; empty where all have one, or none has.
std::string without_a_value(Cell const& cell, Language language)
{
    if (cell.missing == 0 || cell.difference.count == 0) {
        return {};
    }
    bool const one = cell.missing == 1;
    return language == Language::dutch ? fmt::format("; {} {} geen waarde", cell.missing,
                                                     one ? "herhaling heeft" : "herhalingen hebben")
                                       : fmt::format("; {} {} no value", cell.missing,
                                                     one ? "replicate has" : "replicates have");
}

std::string unit_text(std::string const& unit, Language language)
{
    for (Word const& known : unit_words) {
        if (unit == known.name) {
            return language == Language::dutch ? known.dutch : known.english;
        }
    }
    return unit;
}

}  // namespace

std::string verdict_text(Verdict verdict, Language language)
{
    return language == Language::dutch ? word(verdict).dutch : word(verdict).english;
}

std::string verdict_name(Verdict verdict)
{
    return word(verdict).name;
}

std::string meant_by(std::set<Verdict> const& verdicts, Language language)
{
    bool const dutch = language == Language::dutch;
    std::string text;
    if (verdicts.contains(Verdict::differs)) {
        text += dutch ? "'anders': groter of kleiner, wat op zichzelf niet goed of slecht is.\n"
                      : "'differs': larger or smaller, which is neither good nor bad in itself.\n";
    }
    if (verdicts.contains(Verdict::more_seen) || verdicts.contains(Verdict::less_seen)) {
        text += dutch ? "'meer gezien', 'minder gezien': er is meer of minder opgemerkt en gemeld; "
                        "dat kan goed of slecht nieuws zijn.\n"
                      : "'more is seen', 'less is seen': more or less of it was noticed and "
                        "reported, which may be good or bad news.\n";
    }
    return text;
}

std::string verdict_sentence(Cell const& cell, Language language)
{
    std::string text = verdict_text(cell.verdict, language);
    auto const more = replicates_still_needed(cell);
    if (!more) {
        return text + without_a_value(cell, language);
    }
    bool const dutch = language == Language::dutch;
    constexpr std::int64_t most_told = 1000;
    bool const many = *more > most_told;
    std::string const count =
        number_text(static_cast<double>(std::min(*more, most_told)), 0, language);
    bool const one = *more == 1;
    text += dutch ? fmt::format(" (nog {}{} herhaling{})", many ? "meer dan " : "", count,
                                one ? "" : "en")
                  : fmt::format(" ({}{} more replicate{})", many ? "more than " : "", count,
                                one ? "" : "s");
    return text;
}

std::string const& long_name(OutcomeInfo const& outcome, Language language)
{
    return language == Language::dutch ? outcome.long_name_nl : outcome.long_name_en;
}

NumberFormat number_format(OutcomeInfo const& outcome, double relevant, Language language)
{
    NumberFormat format;
    bool const share = outcome.units == "1";
    constexpr double percent = 100.0;
    constexpr int most_decimals = 4;
    format.factor = share ? percent : 1.0;
    format.unit = share ? "%" : unit_text(outcome.units, language);
    double const shown = relevant * format.factor;
    if (std::isfinite(shown) && shown > 0.0) {
        format.decimals =
            std::clamp(-static_cast<int>(std::floor(std::log10(shown))), 0, most_decimals);
    } else {
        format.decimals = outcome.transform == Transform::count ? 0 : 2;
    }
    return format;
}

std::string unit_of_difference(OutcomeInfo const& outcome, Language language)
{
    if (outcome.units == "1") {
        return language == Language::dutch ? "%-punt" : "%-points";
    }
    return unit_text(outcome.units, language);
}

std::string replicates_text(std::size_t count, Language language)
{
    auto const number = number_text(static_cast<double>(count), 0, language);
    return language == Language::dutch
               ? fmt::format("{} herhaling{}", number, count == 1 ? "" : "en")
               : fmt::format("{} replicate{}", number, count == 1 ? "" : "s");
}

}  // namespace smartstart
