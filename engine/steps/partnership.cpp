#include <algorithm>
#include <array>
#include <cstdlib>
#include <numeric>
#include <tuple>
#include <vector>

#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/step/ask.hpp"
#include "engine/step/limits.hpp"
#include "engine/step/step.hpp"
#include "engine/step/turn.hpp"
#include "engine/steps/facts.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "partnership";
constexpr auto stream = name_hash(name);
/// A man's wishes (the ages that he looks at, and where on each ring) are numbered from first_wish.
enum Question : unsigned { seeks, host, first_wish = 16 };

constexpr int youngest_age = 18;
constexpr std::size_t ages = 100;
/// How many candidates a man looks at, at most.
constexpr unsigned wishes = 16;
/// Ages that are looked through, up and down, where nobody of the wished age is there.
constexpr int reach = 6;
/// The month of the year in which couples find each other.
constexpr int month_of_market = 6;
constexpr std::uint32_t nobody = ~0U;

/// Someone who looks for a partner this year.
struct Seeker {
    Row row{no_row}, home{no_row};
    std::uint64_t id{}, mother{}, father{};
    int age{};
    facts::Number education{};
    PlaceNumber place{};
    bool parent{};  ///< lives with minors of their own household
};

bool are_kin(Seeker const& a, Seeker const& b)
{
    auto const same = [](std::uint64_t x, std::uint64_t y) { return x != 0 && x == y; };
    return a.home == b.home || same(a.mother, b.mother) || same(a.father, b.father) ||
           a.mother == b.id || a.father == b.id || b.mother == a.id || b.father == a.id;
}

/// The women of one age, in the order of a scramble of their names: a point on the ring belongs to
/// the next one clockwise, so that one more or less changes the lists of her neighbours only.
using Ring = std::vector<std::pair<std::uint64_t, std::uint32_t>>;

/// Who lives in a country meets people from around. Municipalities that stand together in the
/// region's list, with half a million inhabitants, are one neighbourhood: about as many as the
/// region that this step is calibrated on.
std::vector<std::size_t> neighbourhoods(Region const& region)
{
    constexpr std::int64_t inhabitants = 500'000;
    std::vector<std::size_t> all;
    std::int64_t before = 0;
    for (auto const& place : region.municipalities()) {
        all.push_back(static_cast<std::size_t>(before / inhabitants));
        before += place.inhabitants;
    }
    return all;
}

class Partnership final : public Step {
public:
    explicit Partnership(Setup& setup);
    void advance(World& world) const override;

private:
    struct Market {
        std::vector<Seeker> women, men;
        std::vector<std::array<Ring, ages>> rings;  ///< by neighbourhood and age
    };
    /// A woman on a man's list, with how he likes her (less is better).
    struct Wish {
        float cost{};
        std::uint32_t woman{};
        friend auto operator<=>(Wish const&, Wish const&) = default;
    };
    using Wishes = std::vector<Wish>;

    Market open(World const& world) const;
    double highest_rate() const;
    Wishes wishes_of(Seeker const& man, Market const& market, World const& world) const;
    float cost(Seeker const& who, Seeker const& other) const;
    std::vector<std::uint32_t> match(Market const& market, std::vector<Wishes> const& lists) const;
    double age_gap(double luck) const;

    std::array<Path<Rate>, 2> seeking_;  ///< by sex
    double with_children_, education_weight_, distance_weight_, taste_;
    std::vector<Slice> gaps_;
    std::vector<std::size_t> neighbourhood_;  ///< of each municipality, by number
    Civil civil_;
    Seen<Person, facts::Number> education_;
};

Partnership::Partnership(Setup& setup)
    : seeking_{setup.own.get<Path<Rate>>("women_seeking"),
               setup.own.get<Path<Rate>>("men_seeking")},
      with_children_{factor(setup.own, "with_children")},
      education_weight_{factor(setup.own, "education")},
      distance_weight_{factor(setup.own, "distance")},
      taste_{factor(setup.own, "taste")},
      gaps_{setup.region.pattern().partner_age_gap},
      neighbourhood_{neighbourhoods(setup.region)},
      civil_{setup.schema, name},
      education_{setup.schema.see(facts::education, name)}
{
}

void Partnership::advance(World& world) const
{
    if (!world.clock.is_start_of(month_of_market)) {
        return;
    }
    auto const market = open(world);
    std::vector<Wishes> lists(market.men.size());
    for_each_item(market.men.size(),
                  [&](std::size_t man) { lists[man] = wishes_of(market.men[man], market, world); });
    auto const husbands = match(market, lists);
    std::vector<VitalEvent> unions;
    for (std::size_t at = 0; at < husbands.size(); ++at) {
        if (husbands[at] == nobody) {
            continue;
        }
        auto const& woman = market.women[at];
        auto const& man = market.men[husbands[at]];
        auto draws = world.random.draws(PersonId{woman.id}, stream, world.clock);
        auto const with_her = woman.parent != man.parent ? woman.parent : draws.happens(host, 0.5);
        unions.push_back({.kind = VitalKind::union_formed,
                          .person = with_her ? woman.row : man.row,
                          .other = with_her ? man.row : woman.row});
    }
    world.civil_register.file(std::move(unions));
}

Partnership::Market Partnership::open(World const& world) const
{
    auto const people = civil_.look(world.people, world.families);
    auto const education = world.people.look(education_);
    auto const now = world.clock.now;
    auto const old_enough = with_all(people.present.size(), set(people.present),
                                     opposite(above(people.born, now.index - youngest_age * 12)));
    auto const seekers = ask_and_collect<Seeker>(
        {world.random, stream, seeks, world.clock, highest_rate()}, old_enough, people.id,
        [&](Row row, double luck, std::vector<Seeker>& found) {
            if (people.partner(row) != no_row) {
                return;
            }
            auto const home = people.family[row];
            auto const parent = people.head[row] != 0 && people.minors[home] > 0;
            auto const age = people.age(row, now);
            auto const rate = seeking_[people.sex[row]].at(age) * (parent ? with_children_ : 1.0);
            if (is_hit(luck, rate)) {
                found.push_back({row, home, people.id[row], people.mother_id[row],
                                 people.father_id[row], static_cast<int>(age), education[row],
                                 people.municipality[home], parent});
            }
        });
    Market market;
    for (auto const& seeker : seekers) {
        (people.sex[seeker.row] == 0 ? market.women : market.men).push_back(seeker);
    }
    market.rings.resize(neighbourhood_.back() + 1);
    for (std::uint32_t at = 0; at < market.women.size(); ++at) {
        auto const age =
            std::min<std::size_t>(static_cast<std::size_t>(market.women[at].age), ages - 1);
        auto const point = mix(market.women[at].id, static_cast<std::uint64_t>(now.index));
        market.rings[neighbourhood_[market.women[at].place]][age].emplace_back(point, at);
    }
    for (auto& rings : market.rings) {
        std::ranges::for_each(rings, [](Ring& ring) { std::ranges::sort(ring); });
    }
    return market;
}

/// Nobody's is above this, however the straight line between two ages is rounded.
double Partnership::highest_rate() const
{
    double highest = 0.0;
    for (auto const& by_age : seeking_) {
        for (auto const& [age, rate] : by_age.points()) {
            highest = std::max(highest, rate);
        }
    }
    return highest * std::max(1.0, with_children_) * (1.0 + 1e-12);
}

/// Years that the man is older, for a share of luck.
double Partnership::age_gap(double luck) const
{
    for (auto const& slice : gaps_) {
        if (luck < slice.share) {
            return slice.from + (slice.to - slice.from) * luck / slice.share;
        }
        luck -= slice.share;
    }
    return 0.0;
}

Partnership::Wishes Partnership::wishes_of(Seeker const& man, Market const& market,
                                           World const& world) const
{
    auto draws = world.random.draws(PersonId{man.id}, stream, world.clock);
    auto const& rings = market.rings[neighbourhood_[man.place]];
    Wishes list;
    list.reserve(wishes);
    for (unsigned wish = 0; wish < wishes; ++wish) {
        auto const gap = age_gap(draws.uniform(first_wish + 4 * wish));
        auto const wanted =
            static_cast<int>(man.age + draws.uniform(first_wish + 4 * wish + 1) - gap);
        for (int step = 0; step <= 2 * reach; ++step) {
            auto const age = wanted + (step % 2 == 0 ? -step / 2 : (step + 1) / 2);
            if (age < youngest_age || age >= static_cast<int>(ages) ||
                rings[static_cast<std::size_t>(age)].empty()) {
                continue;
            }
            auto const& ring = rings[static_cast<std::size_t>(age)];
            auto const point = mix(draws.word(first_wish + 4 * wish + 2), man.id);
            auto found = std::ranges::lower_bound(ring, std::pair{point, 0U});
            found = found == ring.end() ? ring.begin() : found;
            auto const& woman = market.women[found->second];
            if (!are_kin(man, woman)) {
                list.push_back({cost(man, woman), found->second});
            }
            break;
        }
    }
    std::ranges::sort(list);
    auto const same_woman = [](Wish const& a, Wish const& b) { return a.woman == b.woman; };
    list.erase(std::unique(list.begin(), list.end(), same_woman), list.end());
    return list;
}

/// What `who` has against `other`: another education, another town, and a taste of their own.
float Partnership::cost(Seeker const& who, Seeker const& other) const
{
    auto const levels = std::abs(who.education - other.education);
    auto const taste = static_cast<double>(mix(who.id, other.id) >> 11U) * 0x1p-53;
    return static_cast<float>(education_weight_ * levels +
                              (who.place != other.place ? distance_weight_ : 0.0) + taste_ * taste);
}

/// Deferred acceptance (Gale and Shapley, 1962): men propose down their lists, women keep the best
/// so far. The pairs do not depend on the order in which the men take their turns.
std::vector<std::uint32_t> Partnership::match(Market const& market,
                                              std::vector<Wishes> const& lists) const
{
    std::vector<std::uint32_t> next(market.men.size(), 0);
    std::vector<std::uint32_t> husband(market.women.size(), nobody);
    std::vector<std::uint32_t> free_men(market.men.size());
    std::iota(free_men.begin(), free_men.end(), 0U);
    auto const rank = [&](std::uint32_t woman, std::uint32_t man) {
        auto const& who = market.men[man];
        return std::pair{cost(market.women[woman], who), who.id};
    };
    while (!free_men.empty()) {
        auto const man = free_men.back();
        if (next[man] == lists[man].size()) {
            free_men.pop_back();
            continue;
        }
        auto const woman = lists[man][next[man]++].woman;
        auto const rival = husband[woman];
        if (rival != nobody && rank(woman, rival) < rank(woman, man)) {
            continue;
        }
        husband[woman] = man;
        free_men.pop_back();
        if (rival != nobody) {
            free_men.push_back(rival);
        }
    }
    return husband;
}

}  // namespace

StepKind partnership()
{
    return {
        name, Phase::people,
        "Once a year those who look for a partner find one in a market of lasting matches.",
        [](Setup& setup) -> std::unique_ptr<Step> { return std::make_unique<Partnership>(setup); }};
}

}  // namespace smartstart::steps
