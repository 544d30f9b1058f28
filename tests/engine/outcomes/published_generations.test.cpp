#include <gtest/gtest.h>

#include "tests/engine/outcomes/town.hpp"

namespace smartstart::test {
namespace {

// Outcomes of engine/outcomes/published_generations.cpp.

/// The register has ids of its own for people who were added by hand: they say who is whose.
void make_mother(Town& town, Row child, Row mother)
{
    town.set(civil::id, mother, 1000 + mother);
    town.set(civil::mother, child, mother);
    town.set(civil::mother_id, child, 1000 + mother);
}
void make_father(Town& town, Row child, Row father)
{
    town.set(civil::id, father, 1000 + father);
    town.set(civil::father, child, father);
    town.set(civil::father_id, child, 1000 + father);
}

TEST(PublishedGenerations, tells_infants_of_teenage_mothers_who_live_with_both)
{
    Town town;
    auto const with_both = town.add_home({20.0, 25.0}, {0.5});  // she was 19.5
    auto const with_one = town.add_home({18.0}, {0.5});
    auto const elsewhere = town.add_home({19.0}, {0.5, 1.0});  // the second is no infant any more
    auto const grown = town.add_home({20.5, 25.0}, {0.5});     // she was twenty
    town.add_home({20.0, 25.0}, {0.5});                        // of a mother who is not known
    for (auto const& home : {with_both, with_one, elsewhere, grown}) {
        for (auto const child : home.children) {
            make_mother(town, child, home.heads.front());
        }
    }
    make_father(town, with_both.children.front(), with_both.heads.back());
    make_father(town, grown.children.front(), grown.heads.back());
    make_father(town, elsewhere.children.front(), with_both.heads.back());
    EXPECT_EQ(town.counted("teenage_mother_both_parents"), (Counts{1, 3}));
}

}  // namespace
}  // namespace smartstart::test
