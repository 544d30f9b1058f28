#include "analysis/text/words.hpp"

#include <array>
#include <cmath>
#include <set>

#include <gtest/gtest.h>

namespace smartstart {
namespace {

constexpr std::array verdicts{Verdict::identical,
                              Verdict::better,
                              Verdict::worse,
                              Verdict::differs,
                              Verdict::no_relevant_difference,
                              Verdict::cannot_tell,
                              Verdict::nobody_counted,
                              Verdict::more_seen,
                              Verdict::less_seen,
                              Verdict::left_out};

TEST(Verdicts, each_have_words_of_their_own)
{
    std::set<std::string> words;
    for (Verdict const verdict : verdicts) {
        words.insert(verdict_text(verdict, Language::dutch));
        words.insert(verdict_text(verdict, Language::english));
        words.insert(verdict_name(verdict));
    }
    // better, worse and differs are called the same in files and in English.
    EXPECT_EQ(words.size(), 3 * verdicts.size() - 3);
    EXPECT_EQ(verdict_text(Verdict::cannot_tell, Language::dutch), "niet te zeggen");
    EXPECT_EQ(verdict_text(Verdict::no_relevant_difference, Language::english),
              "no relevant difference");
    EXPECT_EQ(verdict_name(Verdict::no_relevant_difference), "no_relevant_difference");
}

TEST(Verdicts, that_do_not_speak_for_themselves_are_explained_where_they_occur)
{
    EXPECT_EQ(meant_by({Verdict::better, Verdict::cannot_tell}, Language::english), "");
    EXPECT_EQ(meant_by({Verdict::differs, Verdict::less_seen}, Language::english),
              "'differs': larger or smaller, which is neither good nor bad in itself.\n"
              "'more is seen', 'less is seen': more or less of it was noticed and reported, which "
              "may be good or bad news.\n");
    EXPECT_EQ(meant_by({Verdict::more_seen}, Language::dutch),
              "'meer gezien', 'minder gezien': er is meer of minder opgemerkt en gemeld; dat kan "
              "goed of slecht nieuws zijn.\n");
}

TEST(VerdictSentence, says_how_many_replicates_have_no_value)
{
    Cell cell;
    cell.difference.count = 10;  // of draws, say, which stand for two replicates each
    cell.missing = 1;
    cell.verdict = Verdict::cannot_tell;
    EXPECT_EQ(verdict_sentence(cell, Language::dutch),
              "niet te zeggen; 1 herhaling heeft geen waarde");
    cell.missing = 2;
    EXPECT_EQ(verdict_sentence(cell, Language::english), "cannot tell; 2 replicates have no value");
    cell.difference.count = 0;
    cell.verdict = Verdict::nobody_counted;
    EXPECT_EQ(verdict_sentence(cell, Language::english), "nobody counted");
}

TEST(VerdictSentence, names_the_replicates_still_needed_where_they_are_known)
{
    Cell cell;
    cell.difference = {0.0, -2.0, 2.0, 10.0, 4};
    cell.relevant = 0.75;
    cell.verdict = Verdict::cannot_tell;
    // (1.645 x 10 / 0.75) squared is 481.0; Student's t asks for two more; four there are.
    EXPECT_EQ(verdict_sentence(cell, Language::english), "cannot tell (479 more replicates)");
    EXPECT_EQ(verdict_sentence(cell, Language::dutch), "niet te zeggen (nog 479 herhalingen)");
    cell.verdict = Verdict::better;
    EXPECT_EQ(verdict_sentence(cell, Language::english), "better");
}

TEST(VerdictSentence, says_of_very_many_replicates_only_that_they_are_more_than_a_thousand)
{
    Cell cell;
    cell.difference = {0.0, -2.0, 2.0, 10.0, 4};
    cell.relevant = 0.25;  // 4,327 more
    cell.verdict = Verdict::cannot_tell;
    EXPECT_EQ(verdict_sentence(cell, Language::english),
              "cannot tell (more than 1,000 more replicates)");
    EXPECT_EQ(verdict_sentence(cell, Language::dutch),
              "niet te zeggen (nog meer dan 1.000 herhalingen)");
}

TEST(VerdictSentence, counts_a_single_replicate_as_one)
{
    Cell cell;
    cell.difference = {0.0, -1.2, 1.2, 1.0, 4};
    cell.relevant = half_width(1.0, 5);
    cell.verdict = Verdict::cannot_tell;
    EXPECT_EQ(verdict_sentence(cell, Language::english), "cannot tell (1 more replicate)");
    EXPECT_EQ(verdict_sentence(cell, Language::dutch), "niet te zeggen (nog 1 herhaling)");
}

TEST(NumberFormat, shows_shares_as_percentages_and_other_units_in_words)
{
    OutcomeInfo info;
    info.units = "1";
    EXPECT_EQ(number_format(info, 0.001, Language::dutch).unit, "%");
    EXPECT_EQ(number_format(info, 0.001, Language::dutch).factor, 100.0);
    info.units = "persons";
    EXPECT_EQ(number_format(info, 1.0, Language::dutch).unit, "personen");
    EXPECT_EQ(number_format(info, 1.0, Language::english).unit, "persons");
    EXPECT_EQ(number_format(info, 1.0, Language::english).factor, 1.0);
    info.units = "furlongs";
    EXPECT_EQ(number_format(info, 1.0, Language::dutch).unit, "furlongs");
}

TEST(NumberFormat, has_the_decimals_that_show_what_matters)
{
    OutcomeInfo info;
    info.units = "points";
    EXPECT_EQ(number_format(info, 4684.0, Language::dutch).decimals, 0);
    EXPECT_EQ(number_format(info, 0.5, Language::dutch).decimals, 1);
    EXPECT_EQ(number_format(info, 1e-9, Language::dutch).decimals, 4)
        << "no more than anybody reads";
    EXPECT_EQ(number_format(info, 0.0, Language::dutch).decimals, 2) << "nothing said";
    info.transform = Transform::count;
    EXPECT_EQ(number_format(info, 0.0, Language::dutch).decimals, 0) << "people come whole";
    EXPECT_EQ(number_format(info, std::nan(""), Language::dutch).decimals, 0) << "left out";
    info.transform = Transform::ratio;
    info.units = "1";
    EXPECT_EQ(number_format(info, 0.0002, Language::dutch).decimals, 2);
}

TEST(UnitOfDifference, is_points_of_a_percentage_for_shares)
{
    OutcomeInfo info;
    info.units = "1";
    EXPECT_EQ(unit_of_difference(info, Language::english), "%-points");
    EXPECT_EQ(unit_of_difference(info, Language::dutch), "%-punt");
    info.units = "months";
    EXPECT_EQ(unit_of_difference(info, Language::dutch), "maanden");
}

TEST(ReplicatesText, is_singular_for_one)
{
    EXPECT_EQ(replicates_text(1, Language::dutch), "1 herhaling");
    EXPECT_EQ(replicates_text(1200, Language::english), "1,200 replicates");
}

TEST(LongName, is_in_the_language_of_the_reader)
{
    OutcomeInfo info;
    info.long_name_nl = "Geboorten";
    info.long_name_en = "Births";
    EXPECT_EQ(long_name(info, Language::dutch), "Geboorten");
    EXPECT_EQ(long_name(info, Language::english), "Births");
}

}  // namespace
}  // namespace smartstart
