#include "analysis/text/translation.hpp"

#include <gtest/gtest.h>

namespace smartstart {
namespace {

TEST(Translation, keeps_names_and_looks_up_the_rest)
{
    EXPECT_EQ(said_in(Language::dutch,
                      "'seed' is 'x', but must be a whole number, such as '20'. Is 'y' meant?"),
              "'seed' is 'x', maar moet zijn: een heel getal, zoals '20'. Is 'y' bedoeld?");
    EXPECT_EQ(said_in(Language::dutch,
                      "'investment.front_share' is '50', but must be a percentage from 0 % to "
                      "100 %, such as '30 %', or several of them by year or age, such as '{2025: "
                      "..., 2030: ...}'."),
              "'investment.front_share' is '50', maar moet zijn: een percentage van 0 % tot en met "
              "100 %, zoals '30 %', of een aantal daarvan per jaar of leeftijd, zoals '{2025: ..., "
              "2030: ...}'.");
}

TEST(Translation, adds_what_differs_to_a_sentence)
{
    EXPECT_EQ(said_in(Language::dutch,
                      "a.h5 exists already and was left as it is. Use --force to "
                      "replace it, or --output to write elsewhere. Other than here "
                      "is 'seed', 'traces.families'."),
              "a.h5 bestaat al en bleef zoals het is. Gebruik --force om het te vervangen, of "
              "--output om ergens anders te schrijven. Anders dan hier is 'seed', "
              "'traces.families'.");
}

TEST(Translation, is_not_led_astray_by_what_the_user_wrote)
{
    EXPECT_EQ(said_in(Language::dutch, "'a' is 'b is empty, but must be c', but must be a text."),
              "'a' is 'b is empty, but must be c', maar moet zijn: een tekst.");
    EXPECT_EQ(said_in(Language::dutch, "nothing in the model reads ' meant? Is '. Is 'a' meant?"),
              "niets in het model leest ' meant? Is '. Is 'a' bedoeld?");
    EXPECT_EQ(said_in(Language::dutch, "'{A}' is missing."), "'{A}' ontbreekt.");
    EXPECT_EQ(said_in(Language::dutch, "years  to  run backwards."), "de jaren  tot  lopen terug.");
}

TEST(Translation, leaves_english_and_what_it_does_not_know_as_it_is)
{
    EXPECT_EQ(said_in(Language::english, "it is empty."), "it is empty.");
    EXPECT_EQ(said_in(Language::dutch, "it is empty."), "het is leeg.");
    EXPECT_EQ(said_in(Language::dutch, "it rains."), "it rains.");
    EXPECT_EQ(said_in(Language::dutch, ""), "");
    std::string const long_text(5000, '.');
    EXPECT_EQ(said_in(Language::dutch, long_text), long_text);
}

TEST(Translation, says_a_problem_with_its_place_and_caret_in_both_languages)
{
    Problem const problem{{"error: a.yaml", 3, 4}, "it is empty.", "a: b"};
    EXPECT_EQ(to_text(problem, Language::dutch),
              "error: a.yaml:3:4: fout: het is leeg.\n  a: b\n     ^");
    EXPECT_EQ(to_text(problem, Language::english),
              "error: a.yaml:3:4: error: it is empty.\n  a: b\n     ^");
    EXPECT_EQ(as_error("there is no such file.", Language::dutch),
              "fout: zo'n bestand is er niet.");
}

TEST(Translation, leaves_no_english_where_results_cannot_be_compared)
{
    EXPECT_EQ(said_in(Language::dutch,
                      "'today' and 'shift' cannot be compared: 'number of replicates' is 4 in the "
                      "first and 3 in the second; run both with the same."),
              "'today' en 'shift' zijn niet te vergelijken: het aantal herhalingen is 4 in het "
              "eerste en 3 in het tweede; draai beide met evenveel.");
    EXPECT_EQ(said_in(Language::dutch,
                      "'today' and 'shift' cannot be compared: 'seed' is 1 in the first and 2 in "
                      "the second; run both with the same."),
              "'today' en 'shift' zijn niet te vergelijken: 'seed' is 1 in het eerste en 2 in het "
              "tweede; draai beide met hetzelfde.");
    EXPECT_EQ(said_in(Language::dutch,
                      "'today' and 'shift' cannot be compared: their draws of the parameters "
                      "differ (only the second has 'x')."),
              "'today' en 'shift' zijn niet te vergelijken: hun trekkingen van de parameters "
              "verschillen (alleen het tweede heeft 'x').");
}

}  // namespace
}  // namespace smartstart
