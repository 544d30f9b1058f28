#include "engine/scenario/setting_names.hpp"

#include <array>
#include <cctype>
#include <span>
#include <string_view>
#include <utility>

namespace smartstart {
namespace {

struct Words {
    std::string_view path, nl, en;
};

constexpr std::array settings{
    Words{"format", "Dat dit een scenario is", "That this is a scenario"},
    Words{"extends", "Het scenario waarop dit voortbouwt", "The scenario that this one builds on"},
    Words{"parameters", "De map met de parameters", "The folder with the parameters"},
    Words{"title", "Hoe het heet", "What it is called"},
    Words{"question", "De vraag die het beantwoordt", "The question that it answers"},
    Words{"replicates", "Het aantal herhalingen met ander toeval",
          "The number of repetitions with other luck"},
    Words{"publish", "Of de uitkomsten worden gepubliceerd, zonder kleine aantallen",
          "Whether results are published, without small counts"},
    Words{"outcomes", "Welke uitkomsten het resultaat heeft", "Which outcomes the result has"},
    Words{"disclosure.minimum_cell", "Het kleinste aantal mensen dat wordt geschreven",
          "The smallest count of people that is written"},
    Words{"traces.families", "De huishoudens die maand voor maand worden gevolgd",
          "The households that are followed month by month"},
    Words{"investment.total", "Het geld voor jeugd en gezin per jaar",
          "The money for youth and families per year"},
    Words{"investment.front_share", "Het aandeel van het budget voor de voorkant",
          "The front share of the budget"},
    Words{"investment.bridging", "Het overbruggingsgeld per jaar", "The bridging money per year"},
    Words{"investment.rule", "De regel voor zorg die moet, maar waarvoor geen geld meer is,",
          "The rule for care that is due when its money has run out"},
    Words{"integration", "Het deel van het verlies door losse hulpverleners dat samenwerking wint",
          "The share of what is lost to separate agencies that working together wins back"},
    Words{"structure.skills", "Hoe vaardigheden uit vaardigheden en aandacht groeien",
          "How skills grow out of skills and investment"},
    Words{"structure.risks", "Hoe risicofactoren optellen", "How risk factors add up"},
    Words{"structure.waiting", "Wat wachten op hulp met een kind doet",
          "What waiting for help does to a child"},
    Words{"structure.causes", "Welk deel van de samenhang met de kindertijd oorzaak is",
          "How much of what goes with a childhood is caused by it"},
    Words{"structure.capacity", "Of vrije plekken lichtere gevallen aantrekken",
          "Whether free places draw lighter cases"},
    Words{"structure.detection", "Of vindplaatsen zien wat niet gevraagd is",
          "Whether find-spots notice what was not asked for"},
    Words{"structure.priors", "Welke effecten van programma's worden geloofd",
          "Which effects of programmes are believed"},
    Words{"years", "De periode in de uitkomsten", "The period reported"},
    Words{"seed", "Het startgetal van het toeval", "The seed of the luck"},
    Words{"scale", "Het deel van de huishoudens dat wordt gesimuleerd",
          "The share of the households that is simulated"},
    Words{"region", "De regio", "The region"},
    Words{"base_year", "Het beginjaar van de bevolking", "The first year of the population"},
    Words{"rehearsal", "De aanloop vóór dat beginjaar", "The rehearsal before that first year"},
};

constexpr std::array find_spots{
    Words{"well_baby_clinic", "het consultatiebureau", "the well-baby clinic"},
    Words{"childcare", "de kinderopvang", "childcare"},
    Words{"school", "school", "school"},
    Words{"family_doctor", "de huisarts", "the family doctor"},
    Words{"food_bank", "de voedselbank", "the food bank"},
    Words{"debt_help", "de schuldhulp", "debt help"},
};

constexpr std::array readings{
    Words{"auc", "De trefzekerheid (AUC; 0,5 is gokken) van signalen bij ",
          "The accuracy (AUC; 0.5 is guessing) of signals at "},
    Words{"reach", "Het deel van de contacten met oog voor signalen bij ",
          "The share of contacts in which somebody looks for signals at "},
    Words{"may_flag", "Het grootste deel van de kinderen dat gemeld mag worden bij ",
          "The largest share of children that may be flagged at "},
};

Words const* find(std::span<Words const> list, std::string_view path)
{
    for (auto const& words : list) {
        if (words.path == path) {
            return &words;
        }
    }
    return nullptr;
}

Text parameter_name(std::string const& path, std::vector<Parameter> const& book)
{
    Text name{"De parameter '" + path + "'", "The parameter '" + path + "'"};
    for (auto const& parameter : book) {
        if (path == "steps." + parameter.step + "." + parameter.name) {
            // Parameter files say what they mean in English only.
            name.en += " (" + parameter.meaning + ")";
        }
    }
    return name;
}

bool is_digit(char letter)
{
    return std::isdigit(static_cast<unsigned char>(letter)) != 0;
}

}  // namespace

Text name_of_setting(std::string const& path, std::vector<Parameter> const& book)
{
    if (auto const* const words = find(settings, path)) {
        return {std::string{words->nl}, std::string{words->en}};
    }
    if (path.starts_with("steps.")) {
        return parameter_name(path, book);
    }
    auto const dot = path.rfind('.');
    constexpr std::string_view knowledge = "knowledge.";
    if (path.starts_with(knowledge) && dot >= knowledge.size()) {
        auto const* const spot =
            find(find_spots, path.substr(knowledge.size(), dot - knowledge.size()));
        auto const* const reading = find(readings, path.substr(dot + 1));
        if (spot != nullptr && reading != nullptr) {
            return {std::string{reading->nl} + std::string{spot->nl},
                    std::string{reading->en} + std::string{spot->en}};
        }
    }
    return {"De instelling '" + path + "'", "The setting '" + path + "'"};
}

std::string value_in_dutch(std::string text)
{
    for (std::size_t i = 1; i + 1 < text.size(); ++i) {
        if (text[i] == '.' && is_digit(text[i - 1]) && is_digit(text[i + 1])) {
            text[i] = ',';
        }
    }
    constexpr std::array<std::pair<std::string_view, std::string_view>, 8> units{{
        {" billion", " miljard"},
        {" million", " miljoen"},
        {" thousand", " duizend"},
        {"per year", "per jaar"},
        {" years", " jaar"},
        {" year", " jaar"},
        {" months", " maanden"},
        {" month", " maand"},
    }};
    for (auto const& [english, dutch] : units) {
        if (auto const at = text.find(english); at != std::string::npos) {
            text.replace(at, english.size(), dutch);
        }
    }
    return text;
}

}  // namespace smartstart
