#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "engine/base/clock.hpp"
#include "engine/base/id.hpp"
#include "engine/population/civil.hpp"
#include "engine/population/roll.hpp"

namespace smartstart {

/// What can change who lives where and with whom. The value is the order of application.
enum class VitalKind : std::uint8_t {
    death,
    departure,     ///< a whole household leaves the region, or moves within it to `place`
    separation,    ///< one of two heads leaves and goes on alone
    union_formed,  ///< two adults without a partner start one household
    leaving_home,  ///< a dependant starts a household
    birth,
    arrival,  ///< a household moves in: a copy of one from the arrivals' pool
};
inline constexpr std::size_t vital_kinds = 7;

/// The municipality in which the person lived until now.
inline constexpr PlaceNumber same_place = 0xFFFF;

/// One entry for the civil register. Filed by steps, applied by the Register at the end of the
/// `people` phase.
struct VitalEvent {
    VitalKind kind{};
    Row person{no_row};  ///< who dies, leaves, gives birth; any head of a departing household;
                         ///< for an arrival the pool's household row
    Row other{no_row};   ///< the partner of a union
    /// Municipality of an arrival, or of the new home of who leaves home or moves in the region.
    PlaceNumber place{same_place};
    std::uint32_t number{};  ///< ordinal of an arrival; sex of a newborn (0 woman, 1 man)
};

/// Households as they were when the region's real history begins. Those who move in later are
/// copies of these with new names, so that no policy of the region shapes its newcomers.
struct ArrivalsPool {
    People people;
    Families families;
    Month taken;
};

/// The civil register: the only one who adds and removes rows and writes who belongs to whom.
class Register {
public:
    explicit Register(Schema& schema, std::size_t municipalities);

    /// Everything that a start population brings, written once.
    struct Founder {
        PersonId id;
        Month born;
        std::uint8_t sex{};
        bool head{};
        Row family{no_row}, mother{no_row}, father{no_row};
        std::uint8_t generation{}, births{};
        Month last_birth;
    };
    struct FoundingFamily {
        FamilyId id;
        PlaceNumber municipality{};
    };
    Row add_family(Families& families, FamilyId id, PlaceNumber municipality) const;
    Row add_founder(People& people, Families& families, Founder const& founder) const;
    /// As many times add_family, of family(0), family(1), ..., in much less time.
    void add_families(Families& families, std::size_t count,
                      std::function<FoundingFamily(std::size_t)> const& family) const;
    /// The same of add_founder.
    void add_founders(People& people, Families& families, std::size_t count,
                      std::function<Founder(std::size_t)> const& founder) const;

    void file(std::vector<VitalEvent> events);
    /// Applies what was filed, in the order of VitalKind and then of person names: the outcome does
    /// not depend on who filed first. Entries that an earlier one made impossible are dropped.
    void apply(People& people, Families& families, ArrivalsPool const& pool, Clock const& clock);
    /// Before the start nobody moves, but those who will be there at the start are born in time.
    void reenact_births(People& people, Families& families, Clock const& clock);

    /// Lets those who live together stand together in the table, beside others at the same point of
    /// life, the young first and the grown after them, and drops the rows of those who are gone.
    /// Nobody's luck changes: a row is never a name. What is not kept for life is forgotten in
    /// time.
    void tidy(People& people, Families& families, Month now);
    /// The same without a new order of households, which at the start is that of the arrivals'
    /// pool.
    void put_young_first(People& people, Families& families, Month now);
    /// Where there are few, order makes no difference.
    static bool is_worth_tidying(People const& people) { return people.size() > 30'000; }
    /// Who is at which point of life, once the month is settled.
    void call_roll(Roll& roll, People const& people, Families const& families,
                   Clock const& clock) const;

    /// Events of this calendar year: [municipality][kind].
    std::vector<std::array<std::int64_t, vital_kinds>> const& counts() const { return counts_; }
    /// Takes every `stride`-th household (by name) into a pool.
    ArrivalsPool take_pool(Schema const& schema, People const& people, Families const& families,
                           Month now, std::uint64_t stride) const;

    /// Names what is not the same every month, for who keeps it on disk.
    template <class Self, class Visit>
    static void each_part(Self& self, Visit const& visit)
    {
        visit("filed", self.filed_);
        visit("free_young", self.free_people_[young_rows]);
        visit("free_twenties", self.free_people_[twenties_rows]);
        visit("free_grown", self.free_people_[grown_rows]);
        visit("stage_ends", self.stage_ends_);
        visit("free_families", self.free_families_);
        visit("counts", self.counts_);
    }

private:
    /// Stages of life, by what is not kept any more (Kept). The table has them one after the other,
    /// and nobody gets a free row of an older stage: pages in which nothing is written take no
    /// memory.
    enum Stage : std::size_t { young_rows, twenties_rows, grown_rows, stages };
    static constexpr Stage stage_of(int months_old)
    {
        return months_old < youth_months    ? young_rows
               : months_old < thirty_months ? twenties_rows
                                            : grown_rows;
    }
    /// Of a row, as the table was put in order. Who came at its end since then may be young.
    Stage stage_at(Row row) const
    {
        auto const [end_of_young, end_of_twenties, end] = stage_ends_;
        return row < end_of_young || row >= end ? young_rows
               : row < end_of_twenties          ? twenties_rows
                                                : grown_rows;
    }

    struct Tables;  ///< the columns that the register changes, at hand
    Tables open(People& people, Families& families) const;
    static void enter(Tables& tables, Row row, Founder const& founder);

    void call_homes(Roll& roll, Families const& families, Clock const& clock) const;
    /// Where each row goes when they are put in order; no_row for one that nobody has.
    static std::vector<Row> places_of_homes(Tables const& tables);
    void put_homes_in_order(People& people, Families& families);
    /// Sets where the stages end.
    std::vector<Row> places_of_persons(Tables const& tables, Month now);
    void carry_out(Tables& tables, ArrivalsPool const& pool, Month now);
    void die(Tables& tables, Row person, Month now);
    void depart(Tables& tables, Row person);
    void separate(Tables& tables, Row leaver, Month now);
    void unite(Tables& tables, VitalEvent const& event, Month now);
    void leave_home(Tables& tables, VitalEvent const& event, Month now);
    void give_birth(Tables& tables, std::span<VitalEvent const> births, Month now);
    void enter_child(Tables& tables, VitalEvent const& event, Row child, Month now);
    void arrive(Tables& tables, std::span<VitalEvent const> arrivals, ArrivalsPool const& pool,
                Month now);
    void settle(Tables& tables, VitalEvent const& arrival, Row home,
                std::span<RowCopy const> members, Month now) const;
    void link(Tables& tables, std::span<RowCopy const> members, ArrivalsPool const& pool) const;

    /// A row of someone gone, as it was left, or else one at the end, to be written.
    static Row take_row(Columns& table, std::vector<Row>& free);
    Row take_row_of(People& people, Stage stage);
    Row new_family(Tables& tables, FamilyId id, PlaceNumber municipality, Month now);
    void remove_person(Tables& tables, Row person);
    void count(Tables const& tables, Row household, VitalKind kind);
    void upkeep(Tables& tables, Row household, Month now) const;
    static void join(Tables& tables, Row person, Row household);
    static void leave(Tables& tables, Row person);
    static void bring_own(Tables& tables, Row parent, Row from);
    void close_if_empty(Tables& tables, Row household);
    void rehome_orphans(Tables& tables, Row household, Month now);

    Owned<Person, Flag> present_;
    Owned<Person, std::uint64_t> id_;
    Owned<Person, std::int16_t> born_;
    Owned<Person, std::uint8_t> sex_;
    Owned<Person, Row> family_, next_;
    Owned<Person, Flag> head_;
    Owned<Person, std::uint64_t> mother_id_, father_id_;
    Owned<Person, Row> mother_, father_;
    Owned<Person, std::uint8_t> births_;
    Owned<Person, std::int16_t> last_birth_;
    Owned<Person, std::uint8_t> generation_;
    Owned<Person, std::int16_t> left_home_;
    Owned<Family, Flag> in_use_;
    Owned<Family, std::uint64_t> family_id_;
    Owned<Family, PlaceNumber> municipality_;
    Owned<Family, Row> first_, head_one_, head_two_;
    Owned<Family, std::uint8_t> size_, minors_;
    Owned<Family, std::int16_t> youngest_, formed_;

    std::vector<VitalEvent> filed_;
    std::vector<Row> free_families_;
    std::array<std::vector<Row>, stages> free_people_;
    std::array<Row, stages> stage_ends_{};  ///< when the table was last put in order
    std::vector<std::array<std::int64_t, vital_kinds>> counts_;
};

}  // namespace smartstart
