#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include <gtest/gtest.h>

#include "engine/steps/facts.hpp"
#include "tests/support/chance.hpp"
#include "tests/support/small_world.hpp"

namespace smartstart::test {

/// Couples of these ages, well or ill, and how often a year something begins in their households.
struct CoupleKind {
    double woman_age{}, man_age{};
    bool she_is_ill{}, he_is_ill{};
    double rate{};
};

/// Lives a year with many couples of each kind, of which none has `trouble` at first, and compares
/// the share that has it then with that of the rate. It must not end in that year.
inline void expect_to_begin(SmallWorld& small, Fact<Family, Flag> const& trouble,
                            std::vector<CoupleKind> const& kinds)
{
    constexpr std::size_t count = 1500;
    std::vector<std::vector<Row>> homes(kinds.size());
    for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
        for (std::size_t i = 0; i < count; ++i) {
            homes[kind].push_back(
                small.add_couple(kinds[kind].woman_age, kinds[kind].man_age).family);
        }
    }
    small.begin();
    auto const people = small.civil();
    for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
        for (auto const home : homes[kind]) {
            small.set(trouble, home, 0);
            small.set(facts::ill, people.head_one[home], kinds[kind].she_is_ill ? 1 : 0);
            small.set(facts::ill, people.head_two[home], kinds[kind].he_is_ill ? 1 : 0);
        }
    }
    small.advance(12);
    for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
        auto const share =
            share_of(homes[kind], [&](Row home) { return small.get(trouble, home) != 0; });
        auto const expected = -std::expm1(-kinds[kind].rate);
        EXPECT_NEAR(share, expected, chance_error(expected, count)) << kind;
    }
}

}  // namespace smartstart::test
