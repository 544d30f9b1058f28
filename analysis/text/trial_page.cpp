#include "analysis/text/trial_page.hpp"

#include <array>
#include <cmath>

#include <fmt/format.h>

namespace smartstart {
namespace {

using trials::Effect;
using trials::Measure;
using trials::Trial;

/// Says things in one language.
class Speaker {
public:
    explicit Speaker(Language language) : language_{language} {}

    std::string say(char const* dutch, char const* english) const
    {
        return language_ == Language::dutch ? dutch : english;
    }
    std::string text(Text const& text) const
    {
        return language_ == Language::dutch ? text.nl : text.en;
    }
    std::string number(double value, int decimals = 2) const
    {
        return std::isfinite(value) ? number_text(value, decimals, language_)
                                    : say("onbekend", "unknown");
    }
    std::string interval(Interval const& one) const
    {
        return std::isfinite(one.low) && std::isfinite(one.high)
                   ? fmt::format("{} ({} {} {})", number(one.value), number(one.low),
                                 say("tot", "to"), number(one.high))
                   : number(one.value);
    }
    std::string published(Measure const& measure) const
    {
        auto const& [estimate, low, high, source] = measure.published;
        return low && high ? interval({estimate, *low, *high}) : number(estimate);
    }
    std::string effect(Measure const& measure) const
    {
        return measure.effect == Effect::risk_ratio ? say("risicoverhouding", "risk ratio") : "d";
    }
    std::string verdict(TrialVerdict verdict) const
    {
        switch (verdict) {
            case TrialVerdict::returned:
                return say("komt terug", "returned");
            case TrialVerdict::cannot_tell:
                return say("niet te zeggen", "cannot tell");
            case TrialVerdict::missed:
                return say("komt niet terug", "not returned");
            case TrialVerdict::no_interval:
                return say("geen interval", "no interval");
        }
        return {};
    }
    std::string verdict(Measure const& measure, TrialEffect const& effect) const
    {
        auto const said = verdict(effect.verdict);
        return measure.input_of.empty() ? said : said + say("; invoer", "; an input");
    }
    std::string when(Measure const& measure) const
    {
        auto const months = measure.at_age.value_or(measure.after.value_or(0));
        auto const length = months % 12 == 0
                                ? fmt::format("{} {}", months / 12, say("jaar", "years"))
                                : fmt::format("{} {}", months, say("maanden", "months"));
        return measure.at_age ? say("op de leeftijd van ", "at the age of ") + length
                              : say("na ", "after ") + length;
    }
    std::string mean(Measure const& measure, double value) const
    {
        return info(measure.outcome).yes_or_no ? number(100.0 * value, 1) + " %" : number(value);
    }
    std::string outcome(Measure const& measure) const
    {
        auto const& what = info(measure.outcome);
        return std::string{language_ == Language::dutch ? what.name_nl : what.name_en};
    }

private:
    Language language_;
};

std::string size_text(Speaker const& speaker, TrialEffect const& effect)
{
    return effect.trial ? speaker.interval(*effect.trial) : "-";
}

std::string row(Speaker const& speaker, Trial const& trial, Measure const& measure,
                TrialEffect const& effect)
{
    return fmt::format("| {} | {} | {} | {} | {} | {} | {} |\n", speaker.text(trial.title),
                       speaker.text(measure.title), speaker.effect(measure),
                       speaker.published(measure), speaker.interval(effect.effect),
                       size_text(speaker, effect), speaker.verdict(measure, effect));
}

std::string table(std::vector<LivedTrial> const& trials, Speaker const& speaker)
{
    auto text = speaker.say(
        "| proef | gemeten | maat | gepubliceerd | model | zo'n proef zou zien | oordeel |\n",
        "| trial | measured | effect | published | model | such a trial would see | verdict |\n");
    text += "| --- | --- | --- | ---: | ---: | ---: | --- |\n";
    for (auto const& one : trials) {
        for (std::size_t i = 0; i < one.effects.size(); ++i) {
            text += row(speaker, one.trial, one.trial.measures[i], one.effects[i]);
        }
    }
    return text;
}

std::string age_text(Speaker const& speaker, int months)
{
    return months % 12 == 0 && months > 0
               ? fmt::format("{} {}", months / 12, speaker.say("jaar", "years"))
               : fmt::format("{} {}", months, speaker.say("maanden", "months"));
}

std::string who_text(Speaker const& speaker, Eligibility const& who)
{
    auto text = fmt::format(
        fmt::runtime(speaker.say("kinderen van {} tot {}", "children from {} to under {}")),
        age_text(speaker, who.child_from), age_text(speaker, who.child_until));
    auto const add = [&](bool holds, std::string const& words) {
        text += holds ? ", " + words : std::string{};
    };
    add(who.first_child, speaker.say("eerste kind van de moeder", "first child of the mother"));
    add(who.mother_younger_than > 0, speaker.say("moeder jonger dan ", "mother younger than ") +
                                         age_text(speaker, who.mother_younger_than));
    add(who.most_education == 1, speaker.say("moeder laag opgeleid", "mother of low education"));
    add(who.most_education == 2,
        speaker.say("moeder niet hoog opgeleid", "mother of no more than middle education"));
    add(who.risks_at_least > 0,
        fmt::format(fmt::runtime(speaker.say("gezin met minstens {} risicofactoren",
                                             "family with at least {} risk factors")),
                    who.risks_at_least));
    add(who.poor,
        speaker.say("gezin onder de lage-inkomensgrens", "family below the low-income line"));
    std::array const severity{speaker.say("geen", "none"), speaker.say("beginnend", "emerging"),
                              speaker.say("ernstig", "serious"), speaker.say("crisis", "crisis")};
    add(who.problem_from > 0 || who.problem_until < 3,
        speaker.say("problemen: ", "problems: ") + severity.at(who.problem_from) +
            (who.problem_until == who.problem_from
                 ? std::string{}
                 : speaker.say(" tot en met ", " up to ") + severity.at(who.problem_until)));
    return text;
}

std::string programme_text(Speaker const& speaker, Trial const& trial)
{
    auto text = fmt::format("`{}`, {}", trials::word_of(trial.programme),
                            age_text(speaker, trial.duration));
    text += trial.delivery == Delivery::here
                ? speaker.say(", gegeven zoals hier (met wat het model van een effect overlaat)",
                              ", given as here (with what the model leaves of an effect)")
                : speaker.say(", gegeven zoals gepubliceerd", ", given as published");
    if (trial.dose < 1.0) {
        text += fmt::format(", {} %", speaker.number(100.0 * trial.dose, 0));
    }
    if (trial.drop_out > 0.0) {
        text += speaker.say(", uitval ", ", drop-out ") + speaker.number(trial.drop_out) +
                speaker.say(" per jaar", " per year");
    }
    return text;
}

std::string section(LivedTrial const& one, Speaker const& speaker)
{
    auto const& trial = one.trial;
    auto text = fmt::format(
        "\n## {}\n\n`{}`. {}: {}. {}: {}. {}: {}.\n\n", speaker.text(trial.title),
        trial.file.generic_string(), speaker.say("Wie", "Who"), who_text(speaker, trial.who),
        speaker.say("Programma", "Programme"), programme_text(speaker, trial),
        speaker.say("Deelnemers in alle herhalingen", "Participants in all replicates"),
        speaker.number(static_cast<double>(one.participants), 0));
    text +=
        speaker.say("| gemeten | wat | wanneer | zonder | met | gemeten kinderen | bron |\n",
                    "| measured | what | when | without | with | children measured | source |\n");
    text += "| --- | --- | --- | ---: | ---: | ---: | --- |\n";
    for (std::size_t i = 0; i < one.effects.size(); ++i) {
        auto const& measure = trial.measures[i];
        auto const& effect = one.effects[i];
        text += fmt::format(
            "| {} | {} | {} | {} | {} | {} | {} |\n", speaker.text(measure.title),
            speaker.outcome(measure), speaker.when(measure),
            speaker.mean(measure, effect.untreated), speaker.mean(measure, effect.treated),
            speaker.number(static_cast<double>(effect.pairs), 0), measure.published.source);
    }
    for (auto const& measure : trial.measures) {
        if (!measure.input_of.empty()) {
            text += fmt::format(
                fmt::runtime(speaker.say("\n`{}` is op \"{}\" gezet: dat getal toetst niets.\n",
                                         "\n`{}` was set by \"{}\": that figure tests nothing.\n")),
                measure.input_of, speaker.text(measure.title));
        }
    }
    auto const remark = speaker.text(trial.remark);
    return remark.empty() ? text : text + "\n" + remark + "\n";
}

std::string head(TrialWorld const& world, Speaker const& speaker)
{
    std::string names;
    for (auto const& name : world.scenarios) {
        names += (names.empty() ? "`" : ", `") + name + "`";
    }
    auto const replicates = world.replicates == 1 ? speaker.say("herhaling", "replicate")
                                                  : speaker.say("herhalingen", "replicates");
    return fmt::format(
        fmt::runtime(speaker.say("Gemaakt met `{}`. Scenario {}, startgetal {}, {} {}, {:.4g} van "
                                 "de huishoudens.\n",
                                 "Made by `{}`. Scenario {}, seed {}, {} {}, {:.4g} of the "
                                 "households.\n")),
        world.command, names, world.seed, world.replicates, replicates, world.scale);
}

std::string_view preface(Language language)
{
    return language == Language::dutch ?
                                       R"(
Gesimuleerde gezinnen doen mee aan gepubliceerde proeven: wie voldoet aan de eisen van de proef krijgt het
programma, en de uitkomst van de proef wordt op het tijdstip van de proef gemeten. Een programma werkt via zijn
kanalen (wat ouders geven, herstel van ouders en kinderen) en raakt geen uitkomst aan. Verder krijgt
iedereen wat de regio geeft, ook wie het programma niet heeft.

**model**: dezelfde kinderen, met en zonder het programma, met hetzelfde toeval: alle deelnemers van alle
herhalingen samen. Het interval (90 %) is het toeval tussen herhalingen; wat onbekend is aan de
parameters is veel meer. **zo'n proef zou zien**: zoveel van deze kinderen als de gepubliceerde proef had,
elk in een van twee groepen, met het interval (95 %) van zo'n proef. **komt terug**: het interval van het
model ligt in het gepubliceerde; **komt niet terug**: erbuiten; **niet te zeggen**: over een rand ervan.
Een risicoverhouding onder 1 en een d boven 0 zijn in het voordeel van het programma. Er is niets bijgesteld om
een uitkomst terug te krijgen.

)"
                                       :
                                       R"(
Simulated families take part in published trials: who meets the trial's own conditions gets the programme, and
the trial's outcome is measured at the trial's time. A programme works through its channels (what parents give,
recovery of parents and of children) and touches no outcome. Beside it everybody gets what the
region gives, those without the programme too.

**model**: the same children with and without the programme and with the same luck, all participants of all
replicates together. The interval (90 %) is luck between replicates; what is not known about parameters is
much more. **such a trial would see**: as many of these children as the published trial had, each in one of two
arms, with the interval (95 %) of such a trial. **returned**: the model's interval lies within the published one;
**not returned**: outside; **cannot tell**: across an end of it. A risk ratio below 1 and a d above 0 favour
the programme. Nothing was adjusted to get an outcome back.

)";
}

}  // namespace

std::string trials_text(std::vector<LivedTrial> const& trials, TrialWorld const& world,
                        Language language)
{
    Speaker const speaker{language};
    auto const line = [](auto const&... cells) {
        return fmt::format("{:<52} {:<16} {:>22} {:>22} {:>22}  {}\n", cells...);
    };
    std::string text;
    for (auto const& one : trials) {
        text += speaker.text(one.trial.title) + "\n";
        text += line("", speaker.say("maat", "effect"), speaker.say("gepubliceerd", "published"),
                     speaker.say("model", "model"), speaker.say("zo'n proef", "such a trial"),
                     speaker.say("oordeel", "verdict"));
        for (std::size_t i = 0; i < one.effects.size(); ++i) {
            auto const& measure = one.trial.measures[i];
            text +=
                line("  " + speaker.text(measure.title), speaker.effect(measure),
                     speaker.published(measure), speaker.interval(one.effects[i].effect),
                     size_text(speaker, one.effects[i]), speaker.verdict(measure, one.effects[i]));
        }
    }
    return text + head(world, speaker);
}

std::string trials_markdown(std::vector<LivedTrial> const& trials, TrialWorld const& world,
                            Language language)
{
    Speaker const speaker{language};
    auto text = speaker.say("# Proeven in het model\n\n", "# Trials inside the model\n\n") +
                head(world, speaker) + std::string{preface(language)} + table(trials, speaker);
    for (auto const& one : trials) {
        text += section(one, speaker);
    }
    return text;
}

}  // namespace smartstart
