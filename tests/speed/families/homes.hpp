#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/population/table.hpp"
#include "tests/speed/families/cohorts.hpp"
#include "tests/speed/families/facts.hpp"

namespace smartstart::families {

enum Bond : std::uint8_t { gone, single, couple };

inline constexpr unsigned risk_count = 5;
inline constexpr unsigned risk_states = 1U << risk_count;
/// k: how many risks are on.
inline constexpr auto risks_on = [] {
    std::array<std::uint8_t, risk_states> table{};
    for (unsigned state = 0; state < risk_states; ++state) {
        table[state] = static_cast<std::uint8_t>(std::popcount(state));
    }
    return table;
}();

/// Who is there and who lives with whom, at hand for one step in one year.
struct Links {
    std::span<std::uint8_t> bond;
    std::span<Row> household, partner, next, mother, father;
    std::span<Row> youngest, elder_by_mother, elder_by_father;
    std::span<Row> first;
    std::span<std::uint16_t> size;
    std::span<std::uint8_t> risks, unrest;
};

/// What is counted and kept for one municipality; one thread at a time works on it.
struct Place {
    std::vector<Row> free;  ///< empty households, to be used again
    std::int64_t households{};
    std::int64_t births{}, deaths{}, unions{}, dissolutions{};  ///< of this year
};

/// The keeper of links: the only one who changes who lives with whom. Households are municipal, so
/// two municipalities can be worked on at the same time.
class Homes {
public:
    explicit Homes(Schema& schema);
    Links open(People& people, Families& families) const;
    /// Sees to it that so many more households can be started there. Links opened before are stale.
    static void make_room(Families& families, Place& place, std::size_t households);

    /// Moves to a household that begins with these risks, from wherever they live.
    static void start_home(Links& links, Place& place, Row person, std::uint8_t risks);
    /// A newborn's first household is the mother's.
    static void move_in(Links& links, Row person, Row household);
    static void give_child(Links& links, Row child, Row mother, Row father);
    static void die(Links& links, Place& place, Row person);
    /// The man goes to a new household with the same risks.
    static void separate(Links& links, Place& place, Row woman);
    /// Everybody of the man's household moves to the woman's, which then has the risks of both.
    static void unite(Links& links, Place& place, Row woman, Row man);
    static void set_risks(Links const& links, Row household, std::uint8_t risks);

private:
    static void leave(Links& links, Place& place, Row person);
    static void close(Links& links, Place& place, Row household);

    Owned<Person, std::uint8_t> bond_;
    Owned<Person, Row> household_, partner_, next_, mother_, father_;
    Owned<Person, Row> youngest_, elder_by_mother_, elder_by_father_;
    Owned<Family, Row> first_;
    Owned<Family, std::uint16_t> size_;
    Owned<Family, std::uint8_t> risks_, unrest_;
};

}  // namespace smartstart::families
