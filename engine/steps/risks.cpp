#include <algorithm>
#include <array>
#include <limits>
#include <vector>

#include "engine/base/bits.hpp"
#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/step/step.hpp"
#include "engine/step/turn.hpp"
#include "engine/steps/facts.hpp"
#include "engine/steps/first_days.hpp"
#include "engine/steps/history.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "risks";

/// The risk factors of a family, one bit each.
constexpr unsigned poverty = facts::risk_poverty;
constexpr unsigned problem_debt = facts::risk_debt;
constexpr unsigned no_work = facts::risk_no_work;
constexpr unsigned low_education = facts::risk_low_education;
constexpr unsigned single_parent = facts::risk_single_parent;
constexpr unsigned mental_illness = facts::risk_mental_illness;
constexpr unsigned addiction_now = 1U << 6U;
constexpr unsigned violence_now = 1U << 7U;
constexpr unsigned teenage_parent = 1U << 8U;
constexpr unsigned offending = 1U << 9U;
constexpr unsigned no_secure_home = 1U << 10U;
/// Beside them: that somebody was born, became a head, or is no longer counted as a minor.
constexpr unsigned changed = 1U << 15U;
/// What a person brings to a household as its head, to be settled with the other head: a byte.
namespace head {
constexpr unsigned grown = 1U << 0U;
constexpr unsigned earns = 1U << 1U;
constexpr unsigned idle = 1U << 2U;
constexpr unsigned educated = 1U << 3U;
constexpr unsigned ill = 1U << 4U;
constexpr unsigned addicted = 1U << 5U;
constexpr unsigned offended = 1U << 6U;
constexpr unsigned all = (1U << 7U) - 1U;
}  // namespace head

/// The factors of a household, by what its heads bring together.
constexpr auto factors_of_heads = [] {
    std::array<std::uint16_t, head::all + 1> table{};
    for (unsigned heads = 0; heads <= head::all; ++heads) {
        auto const without = (heads & (head::idle | head::earns)) == head::idle;
        auto const unschooled = (heads & (head::grown | head::educated)) == head::grown;
        table[heads] = static_cast<std::uint16_t>(
            (without ? no_work : 0U) | (unschooled ? low_education : 0U) |
            ((heads & head::ill) != 0 ? mental_illness : 0U) |
            ((heads & head::addicted) != 0 ? addiction_now : 0U) |
            ((heads & head::offended) != 0 ? offending : 0U));
    }
    return table;
}();

constexpr Fact<Family, facts::Number> minors_then{
    "minors_then", "minors in the household when its risk factors were counted"};

class Risks final : public Step {
public:
    explicit Risks(Setup& setup);
    void advance(World& world) const override;

private:
    /// The columns at hand in one month.
    struct View {
        CivilView people;
        Clock clock;
        std::span<Flag const> poor, debt, violence, unsettled, ill, addicted;
        std::span<facts::Number const> work, education, stay;
        std::span<facts::When const> suspect;
        std::span<std::uint16_t> factors, adversity;
        std::span<facts::Number> count, minors_then;
    };
    /// What everybody brings as a head, and at last nothing, for a head who is not there.
    using AsHeads = std::vector<std::uint8_t, Unwritten<std::uint8_t>>;
    View open(World& world) const;
    AsHeads as_heads(View const& view) const;
    using OfBlock = std::array<std::uint16_t, rows_per_block>;
    static void find_own(View const& view, std::size_t block, OfBlock& own);
    void count(View const& view, AsHeads const& heads, unsigned own, Row household) const;
    unsigned of_children(View const& view, Row household) const;
    bool began_as_teenager(View const& view, Row child, Row household) const;

    int teenage_until_months_;
    Months offending_lasts_;

    Civil civil_;
    Seen<Family, Flag> poor_, debt_, violence_, unsettled_;
    Seen<Person, Flag> ill_, addicted_;
    Seen<Person, facts::Number> work_, education_, stay_;
    Seen<Person, facts::When> suspect_;
    Owned<Family, std::uint16_t> factors_;
    Owned<Family, facts::Number> count_, minors_then_;
    Owned<Person, std::uint16_t> adversity_;
    FirstDays first_days_;
};

Risks::Risks(Setup& setup)
    : teenage_until_months_{setup.own.get<Months>("teenage_until").count},
      offending_lasts_{setup.own.get<Months>("offending_lasts")},
      civil_{setup.schema, name},
      poor_{setup.schema.see(facts::poor, name)},
      debt_{setup.schema.see(facts::debt, name)},
      violence_{setup.schema.see(facts::violence, name)},
      unsettled_{setup.schema.see(facts::unsettled, name)},
      ill_{setup.schema.see(facts::ill, name)},
      addicted_{setup.schema.see(facts::addicted, name)},
      work_{setup.schema.see(facts::work, name)},
      education_{setup.schema.see(facts::education, name)},
      stay_{setup.schema.see(facts::stay, name)},
      suspect_{setup.schema.see(facts::suspect, name)},
      factors_{setup.schema.own(facts::risk_factors, name)},
      count_{setup.schema.own(facts::risk_count, name)},
      minors_then_{setup.schema.own(minors_then, name)},
      adversity_{setup.schema.own(facts::adversity, name)},
      first_days_{setup.schema, name}
{
}

Risks::View Risks::open(World& world) const
{
    return {.people = civil_.look(world.people, world.families),
            .clock = world.clock,
            .poor = world.families.look(poor_),
            .debt = world.families.look(debt_),
            .violence = world.families.look(violence_),
            .unsettled = world.families.look(unsettled_),
            .ill = world.people.look(ill_),
            .addicted = world.people.look(addicted_),
            .work = world.people.look(work_),
            .education = world.people.look(education_),
            .stay = world.people.look(stay_),
            .suspect = world.people.look(suspect_),
            .factors = world.families.change(factors_),
            .adversity = world.people.change(adversity_),
            .count = world.families.change(count_),
            .minors_then = world.families.change(minors_then_)};
}

/// Once a month, in its first step: a month of adversity is a month, however finely it is lived.
void Risks::advance(World& world) const
{
    if (world.clock.part != 0) {
        return;
    }
    auto const view = open(world);
    auto const heads = as_heads(view);
    auto const& watched = world.roll.homes_watched;
    for_each_block(watched.blocks(), [&](std::size_t block) {
        OfBlock own;  // NOLINT(cppcoreguidelines-pro-type-member-init): written before it is read
        find_own(view, block, own);
        detail::each_of_block(watched, block, [&](Row household) {
            count(view, heads, own[household % rows_per_block], household);
        });
    });
    // A child in care away from home does not live what goes on there.
    auto const at_home = with_all(world.roll.children, equal(view.stay, 0));
    for_each_row(at_home, [&](Row row) {
        view.adversity[row] =
            static_cast<std::uint16_t>(view.adversity[row] + view.count[view.people.family[row]]);
    });
    if (world.clock.is_start_of(12)) {
        first_days_.note(world, view.people, view.factors);
    }
}

/// Everybody's, row after row, is far less work than looking up the heads of each household: the
/// loop has no branch and becomes vector instructions. It writes to an array of its own, since a
/// write to a byte elsewhere might change anything in the eyes of a compiler.
Risks::AsHeads Risks::as_heads(View const& view) const
{
    auto const rows = view.work.size();
    AsHeads heads(rows + 1);
    auto const as_moment = [](int month) {
        using Limits = std::numeric_limits<Moment>;
        return static_cast<Moment>(std::clamp<int>(month, Limits::min(), Limits::max()));
    };
    auto const grown_if_born_by = as_moment(view.clock.now.index - 18 * 12);
    auto const offends_since = as_moment(view.clock.now.index - offending_lasts_.count);
    for_each_block(RowMarks::blocks(rows), [&](std::size_t block) {
        auto const first = block * rows_per_block;
        auto const count = std::min(rows - first, rows_per_block);
        auto const* const born = view.people.born.data() + first;
        auto const* const suspect = view.suspect.data() + first;
        auto const* const work = view.work.data() + first;
        auto const* const education = view.education.data() + first;
        auto const* const ill = view.ill.data() + first;
        auto const* const addicted = view.addicted.data() + first;
        std::array<std::uint8_t, rows_per_block> found;  // NOLINT: written before it is read
        for (std::size_t i = 0; i < count; ++i) {
            auto const if_so = [](bool yes, unsigned bits) {
                return static_cast<std::uint8_t>(yes ? bits : 0U);
            };
            auto const bits =
                if_so(true, head::grown) | if_so(work[i] == facts::paid_work, head::earns) |
                if_so((work[i] == facts::without_work) | (work[i] == facts::on_disability),
                      head::idle) |
                if_so(education[i] != facts::low_education, head::educated) |
                if_so(ill[i] != 0, head::ill) | if_so(addicted[i] != 0, head::addicted) |
                if_so((suspect[i] != 0) & (suspect[i] > offends_since), head::offended);
            found[i] = static_cast<std::uint8_t>(bits & if_so(born[i] <= grown_if_born_by, 0xFF));
        }
        std::copy_n(found.begin(), count, heads.begin() + static_cast<std::ptrdiff_t>(first));
    });
    heads[rows] = 0;
    return heads;
}

/// What the households of a block have, whoever their heads are; in one go for the same reason.
void Risks::find_own(View const& view, std::size_t block, OfBlock& own)
{
    auto const first = block * rows_per_block;
    auto const count = std::min(view.poor.size() - first, rows_per_block);
    auto const* const poor = view.poor.data() + first;
    auto const* const debt = view.debt.data() + first;
    auto const* const violence = view.violence.data() + first;
    auto const* const unsettled = view.unsettled.data() + first;
    auto const* const one = view.people.head_one.data() + first;
    auto const* const two = view.people.head_two.data() + first;
    auto const* const minors = view.people.minors.data() + first;
    auto const* const then = view.minors_then.data() + first;
    auto const* const youngest = view.people.youngest.data() + first;
    auto const* const formed = view.people.formed.data() + first;
    auto const now = moment(view.clock.now);
    auto const moved_in = before_moving_in(view.clock.now);
    for (std::size_t i = 0; i < count; ++i) {
        auto const if_so = [](bool yes, unsigned bits) {
            return static_cast<std::uint16_t>(yes ? bits : 0U);
        };
        auto const alone = (one[i] == no_row) != (two[i] == no_row);
        auto const fresh = (youngest[i] == now) | (formed[i] == now) | (formed[i] == moved_in);
        auto const found = if_so(poor[i] != 0, poverty) | if_so(debt[i] != 0, problem_debt) |
                           if_so(violence[i] != 0, violence_now) |
                           if_so(unsettled[i] != 0, no_secure_home) |
                           if_so(alone & (minors[i] != 0), single_parent) |
                           if_so(fresh | (then[i] != minors[i]), changed);
        own[i] = static_cast<std::uint16_t>(found);
    }
}

void Risks::count(View const& view, AsHeads const& heads, unsigned own, Row household) const
{
    auto const& people = view.people;
    auto const as_head = [&](Row named) {
        return heads[std::min<std::size_t>(named, heads.size() - 1)];
    };
    auto const together = as_head(people.head_one[household]) | as_head(people.head_two[household]);
    auto found = (own & ~changed) | factors_of_heads[static_cast<std::size_t>(together)];
    // Who is whose mother changes with births, new heads and the number of minors only: look then.
    auto const minors = people.minors[household];
    auto const kept = view.factors[household] & teenage_parent;
    found |= minors == 0 ? 0U : (own & changed) != 0 ? of_children(view, household) : kept;
    view.minors_then[household] = minors;
    view.factors[household] = static_cast<std::uint16_t>(found);
    view.count[household] = static_cast<facts::Number>(bits_set(found));
}

unsigned Risks::of_children(View const& view, Row household) const
{
    bool found = false;
    view.people.for_each_member(household, [&](Row member) {
        found = found || began_as_teenager(view, member, household);
    });
    return found ? teenage_parent : 0U;
}

/// A minor whose mother, head of this household, was under twenty when the child was born.
bool Risks::began_as_teenager(View const& view, Row child, Row household) const
{
    auto const& people = view.people;
    auto const mother = people.mother_here(child);
    return people.is_child(child, view.clock.now) && mother != no_row &&
           people.family[mother] == household && people.head[mother] != 0 &&
           people.born[child] - people.born[mother] < teenage_until_months_;
}

}  // namespace

StepKind risks()
{
    return {name, Phase::strain,
            "The risk factors of a family are counted, and children keep the months they lived.",
            [](Setup& setup) -> std::unique_ptr<Step> { return std::make_unique<Risks>(setup); }};
}

}  // namespace smartstart::steps
