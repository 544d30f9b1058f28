#include "engine/population/register.hpp"

#include <algorithm>
#include <tuple>

#include "engine/parallel/rows.hpp"
#include "engine/population/register_tables.hpp"

namespace smartstart {
namespace {

constexpr std::string_view name = "register";

}  // namespace

Register::Register(Schema& schema, std::size_t municipalities)
    : present_{schema.own(civil::present, name)},
      id_{schema.own(civil::id, name)},
      born_{schema.own(civil::born, name)},
      sex_{schema.own(civil::sex, name)},
      family_{schema.own(civil::family, name)},
      next_{schema.own(civil::next, name)},
      head_{schema.own(civil::head, name)},
      mother_id_{schema.own(civil::mother_id, name)},
      father_id_{schema.own(civil::father_id, name)},
      mother_{schema.own(civil::mother, name)},
      father_{schema.own(civil::father, name)},
      births_{schema.own(civil::births, name)},
      last_birth_{schema.own(civil::last_birth, name)},
      generation_{schema.own(civil::generation, name)},
      left_home_{schema.own(civil::left_home, name)},
      in_use_{schema.own(civil::in_use, name)},
      family_id_{schema.own(civil::family_id, name)},
      municipality_{schema.own(civil::municipality, name)},
      first_{schema.own(civil::first, name)},
      head_one_{schema.own(civil::head_one, name)},
      head_two_{schema.own(civil::head_two, name)},
      size_{schema.own(civil::size, name)},
      minors_{schema.own(civil::minors, name)},
      youngest_{schema.own(civil::youngest, name)},
      formed_{schema.own(civil::formed, name)},
      counts_(municipalities)
{
}

Register::Tables Register::open(People& people, Families& families) const
{
    return {people, families, *this};
}

Row Register::add_family(Families& families, FamilyId id, PlaceNumber municipality) const
{
    auto const row = static_cast<Row>(families.size());
    add_families(families, 1, [&](std::size_t) { return FoundingFamily{id, municipality}; });
    return row;
}

void Register::add_families(Families& families, std::size_t count,
                            std::function<FoundingFamily(std::size_t)> const& family) const
{
    auto const first = families.append(count);
    auto const in_use = families.change(in_use_);
    auto const names = families.change(family_id_);
    auto const places = families.change(municipality_);
    for (std::size_t i = 0; i < count; ++i) {
        auto const [id, municipality] = family(i);
        in_use[first + i] = 1;
        names[first + i] = id.value;
        places[first + i] = municipality;
    }
}

Row Register::add_founder(People& people, Families& families, Founder const& founder) const
{
    auto const row = people.append();
    auto tables = open(people, families);
    enter(tables, row, founder);
    return row;
}

void Register::add_founders(People& people, Families& families, std::size_t count,
                            std::function<Founder(std::size_t)> const& founder) const
{
    auto const first = people.append(count);
    auto tables = open(people, families);
    for (std::size_t i = 0; i < count; ++i) {
        enter(tables, static_cast<Row>(first + i), founder(i));
    }
}

void Register::enter(Tables& tables, Row row, Founder const& founder)
{
    tables.id[row] = founder.id.value;
    tables.born[row] = moment(founder.born);
    tables.sex[row] = founder.sex;
    tables.generation[row] = founder.generation;
    tables.births[row] = founder.births;
    tables.last_birth[row] = founder.births > 0 ? moment(founder.last_birth) : Moment{0};
    tables.mother[row] = founder.mother;
    tables.father[row] = founder.father;
    tables.mother_id[row] = founder.mother == no_row ? 0 : tables.id[founder.mother];
    tables.father_id[row] = founder.father == no_row ? 0 : tables.id[founder.father];
    join(tables, row, founder.family);
    if (founder.head) {
        tables.make_head(row);
    }
}

void Register::file(std::vector<VitalEvent> events)
{
    filed_.insert(filed_.end(), events.begin(), events.end());
}

void Register::apply(People& people, Families& families, ArrivalsPool const& pool,
                     Clock const& clock)
{
    if (clock.is_start_of(1)) {
        std::ranges::fill(counts_, std::array<std::int64_t, vital_kinds>{});
    }
    auto tables = open(people, families);
    carry_out(tables, pool, clock.now);
    filed_.clear();
    tables.open();
    // Nothing that is counted changes unless someone joins, leaves or comes of age.
    std::vector<Flag> changed(families.size());
    auto const mark = [&](std::vector<Row> const& homes) {
        std::ranges::for_each(homes, [&](Row home) { changed[home] = 1; });
    };
    mark(tables.homes_of_new_adults(clock.now));
    mark(tables.touched);
    for_each_row(with_all(families.size(), set(std::span{changed}), set(tables.in_use)),
                 [&](Row home) { upkeep(tables, home, clock.now); });
    auto const headless = collect_rows<Row>(
        with_all(families.size(), set(tables.in_use), equal(tables.head_one, no_row)),
        [](Row household, std::vector<Row>& found) { found.push_back(household); });
    for (auto const household : headless) {
        rehome_orphans(tables, household, clock.now);
    }
    // Every second year is enough.
    if (clock.is_start_of(1) && clock.now.year() % 2 == 0 && is_worth_tidying(people)) {
        tidy(people, families, clock.now);
    }
}

void Register::carry_out(Tables& tables, ArrivalsPool const& pool, Month now)
{
    struct Entry {
        VitalEvent event;
        std::uint64_t who;
    };
    std::vector<Entry> entries;
    entries.reserve(filed_.size());
    for (auto const& event : filed_) {
        auto const who = event.kind == VitalKind::arrival ? event.number : tables.id[event.person];
        entries.push_back({event, who});
    }
    std::ranges::sort(entries, {}, [](Entry const& entry) {
        return std::tuple{entry.event.kind, entry.event.place, entry.who};
    });
    std::vector<VitalEvent> births;
    std::vector<VitalEvent> arrivals;
    for (auto const& entry : entries) {
        auto const& event = entry.event;
        switch (event.kind) {
            case VitalKind::death:
                die(tables, event.person, now);
                break;
            case VitalKind::departure:
                // With a place it is a move within the region.
                if (event.place == same_place) {
                    depart(tables, event.person);
                } else if (tables.is_head(event.person)) {
                    tables.municipality[tables.family[event.person]] = event.place;
                }
                break;
            case VitalKind::separation:
                separate(tables, event.person, now);
                break;
            case VitalKind::union_formed:
                unite(tables, event, now);
                break;
            case VitalKind::leaving_home:
                leave_home(tables, event, now);
                break;
            case VitalKind::birth:
                if (tables.present[event.person] != 0) {
                    births.push_back(event);
                }
                break;
            case VitalKind::arrival:
                arrivals.push_back(event);
                break;
        }
    }
    // Of all kinds they are the last, and rows that became free this month may be theirs.
    give_birth(tables, births, now);
    arrive(tables, arrivals, pool, now);
}

void Register::reenact_births(People& people, Families& families, Clock const& clock)
{
    auto tables = open(people, families);
    auto const now = clock.now.index;
    // Nothing that is counted changes unless someone is born or comes of age.
    auto const present = set(tables.present);
    auto const unborn = above(tables.born, now);
    auto const changing = with_any(people.size(), all_of(present, unborn),
                                   all_of(opposite(present), opposite(unborn)),
                                   equal(tables.born, moment(clock.now - Months{18 * 12})));
    auto const changed = collect_rows<Row>(changing, [&](Row row, auto& found) {
        tables.present[row] = tables.born[row] <= now ? 1 : 0;
        found.push_back(tables.family[row]);
    });
    for (auto const household : changed) {
        upkeep(tables, household, clock.now);
    }
}

/// Keeps what follows from the members: how many, how old, and who leads.
void Register::upkeep(Tables& tables, Row household, Month now) const
{
    std::uint8_t size = 0;
    std::uint8_t minors = 0;
    std::int16_t youngest = 0;
    for (auto member = tables.first[household]; member != no_row; member = tables.next[member]) {
        if (tables.present[member] == 0) {
            continue;
        }
        ++size;
        if (tables.head[member] == 0) {
            youngest = std::max(youngest, tables.born[member]);
            minors += static_cast<std::uint8_t>(now.index - tables.born[member] < 18 * 12);
        }
    }
    tables.size[household] = size;
    tables.minors[household] = minors;
    tables.youngest[household] = youngest;
}

ArrivalsPool Register::take_pool(Schema const& schema, People const& people,
                                 Families const& families, Month now, std::uint64_t stride) const
{
    ArrivalsPool pool{People{schema.people()}, Families{schema.families()}, now};
    auto const names = families.look(family_id_);
    auto const first = families.look(first_);
    auto const next = people.look(next_);
    auto const in_use = families.look(in_use_);
    std::vector<RowCopy> homes;
    std::vector<RowCopy> members;
    std::vector<std::size_t> ends;
    for (Row household = 0; household < families.size(); ++household) {
        if (in_use[household] == 0 || names[household] % stride != 0) {
            continue;
        }
        homes.push_back({static_cast<Row>(homes.size()), household});
        for (auto member = first[household]; member != no_row; member = next[member]) {
            members.push_back({static_cast<Row>(members.size()), member});
        }
        ends.push_back(members.size());
    }
    pool.families.append(homes.size());
    pool.families.copy(homes, families, {});
    pool.people.append(members.size());
    pool.people.copy(members, people, {});
    auto const born = pool.people.look(born_);
    for (auto const& [kept, until] :
         {std::pair{Kept::in_youth, youth_months}, std::pair{Kept::until_thirty, thirty_months}}) {
        std::vector<Row> older;
        for (auto const& [to, source] : members) {
            if (now.index - born[to] >= until) {
                older.push_back(to);
            }
        }
        pool.people.forget(kept, older);
    }
    // Members stand together in the pool, in the order of their household.
    auto const pool_next = pool.people.change(next_);
    auto const pool_first = pool.families.change(first_);
    std::size_t member = 0;
    for (std::size_t home = 0; home < homes.size(); ++home) {
        pool_first[home] = member < ends[home] ? static_cast<Row>(member) : no_row;
        for (; member < ends[home]; ++member) {
            pool_next[member] = member + 1 < ends[home] ? static_cast<Row>(member + 1) : no_row;
        }
    }
    return pool;
}

}  // namespace smartstart
