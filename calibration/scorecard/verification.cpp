#include "calibration/scorecard/verification.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "engine/base/error.hpp"
#include "engine/run/in_memory.hpp"

namespace smartstart {
namespace {

using Names = std::set<std::string, std::less<>>;

// --- what differs between two small worlds ---

Result lived(std::filesystem::path const& scenario, VerificationPlan const& plan,
             std::vector<std::string> const& settings)
{
    RunOptions options;
    options.replicates = 1;
    options.scale = plan.scale;
    // Long enough for children to grow up with it, and for the tables of whole lives.
    options.years = "2024-2044";
    options.set = settings;
    options.set.emplace_back("rehearsal=2 years");
    auto const prepared = prepare({scenario}, options, our_model());
    return run_in_memory(prepared.front(), 1, {}).value();
}

void add_tables(std::vector<ResultTable> const& one, std::vector<ResultTable> const& other,
                Names& found)
{
    for (std::size_t i = 0; i < one.size(); ++i) {
        auto const same =
            std::ranges::equal(one[i].values, other[i].values, [](double a, double b) {
                return a == b ||
                       (a != a && b != b);  // NOLINT(misc-redundant-expression): not a number
            });
        if (!same) {
            found.insert(one[i].id);
        }
    }
}

/// Ids of outcomes, tables and items of money of which any number differs.
Names differences(Result const& one, Result const& other)
{
    Names found;
    for (std::size_t i = 0; i < one.outcomes.size(); ++i) {
        if (one.numerators[i] != other.numerators[i] ||
            one.denominators[i] != other.denominators[i]) {
            found.insert(one.outcomes[i].id);
        }
    }
    for (std::size_t i = 0; i < one.cents.size(); ++i) {
        if (one.cents[i] != other.cents[i]) {
            found.insert("cents of " + one.items[i / one.sides.size() % one.items.size()]);
        }
    }
    if (one.planned_cents != other.planned_cents) {
        found.insert("planned money");
    }
    add_tables(one.generations, other.generations, found);
    add_tables(one.concentration, other.concentration, found);
    add_tables(one.quantiles, other.quantiles, found);
    return found;
}

// --- a shock to skills ---

std::size_t column_of(std::vector<ColumnInfo> const& columns, std::string_view name)
{
    auto const found = std::ranges::find(columns, name, &ColumnInfo::name);
    if (found == columns.end()) {
        throw BrokenPromise{"no step keeps '" + std::string{name} + "'."};
    }
    return static_cast<std::size_t>(found - columns.begin());
}

/// The columns that the experiment looks at. It changes a skill, which no policy and no step but
/// its owner may: that is what makes it an experiment.
struct Looked {
    Owned<Person, float> skill;
    Seen<Person, std::uint8_t> education;
    Seen<Person, std::uint64_t> id;
    Seen<Person, Moment> born;
    Seen<Person, Flag> present;

    explicit Looked(Schema const& schema)
        : skill{column_of(schema.people(), "skill_cognitive")},
          education{column_of(schema.people(), "education")},
          id{column_of(schema.people(), "id")},
          born{column_of(schema.people(), "born")},
          present{column_of(schema.people(), "present")}
    {
    }
};

void live_years(Blueprint const& blueprint, World& world, int years)
{
    for (auto const last = world.clock.now.year() + years; world.clock.now.year() < last;) {
        if (world.clock.is_start_of(1)) {
            world.ledger.open_year();
        }
        blueprint.advance(world);
    }
}

/// Both worlds have the same people as long as nothing but skills has told them apart: rows are
/// found by name, because they move.
class ShockedWorlds {
public:
    ShockedWorlds(Blueprint const& blueprint, World world)
        : blueprint_{blueprint}, at_{blueprint.schema()}, plain_{world}, shocked_{std::move(world)}
    {
        auto const skill = shocked_.people.change(at_.skill);
        auto const born = shocked_.people.look(at_.born);
        auto const present = shocked_.people.look(at_.present);
        auto const id = shocked_.people.look(at_.id);
        for (std::size_t row = 0; row < skill.size(); ++row) {
            auto const months = shocked_.clock.now.index - born[row];
            // In the year after a birthday on which skills have just grown.
            if (present[row] != 0 && months > 48 && months < 60) {
                skill[row] += size;
                struck_.insert(id[row]);
            }
        }
    }
    void live(int years)
    {
        live_years(blueprint_, plain_, years);
        live_years(blueprint_, shocked_, years);
    }
    /// What the shock makes of this column, per sd, in the mean of those who are in both worlds.
    template <class Of>
    double effect(Of const& of) const
    {
        auto const before = values(plain_, of);
        double sum = 0.0;
        double people = 0.0;
        for (auto const& [id, value] : values(shocked_, of)) {
            if (auto const found = before.find(id); found != before.end()) {
                sum += value - found->second;
                people += 1.0;
            }
        }
        return people > 0.0 ? sum / people / static_cast<double>(size) : 0.0;
    }
    double left() const
    {
        return effect([&](World const& world, std::size_t row) {
            return static_cast<double>(world.people.look(at_.skill)[row]);
        });
    }
    double education() const
    {
        return effect([&](World const& world, std::size_t row) {
            return static_cast<double>(world.people.look(at_.education)[row]);
        });
    }

private:
    static constexpr float size = 0.5F;

    template <class Of>
    std::map<std::uint64_t, double> values(World const& world, Of const& of) const
    {
        std::map<std::uint64_t, double> found;
        auto const id = world.people.look(at_.id);
        auto const present = world.people.look(at_.present);
        for (std::size_t row = 0; row < id.size(); ++row) {
            if (present[row] != 0 && struck_.contains(id[row])) {
                found.emplace(id[row], of(world, row));
            }
        }
        return found;
    }

    Blueprint const& blueprint_;
    Looked at_;
    World plain_, shocked_;
    std::set<std::uint64_t> struck_;
};

void shock_skills(VerificationPlan const& plan, Verified& verified)
{
    RunOptions options;
    options.replicates = 1;
    options.scale = plan.scale_of_shock;
    options.years = "2024-2024";
    // Whoever is struck has lived a whole childhood up to then.
    options.set = {"rehearsal=5 years"};
    auto const prepared = prepare({plan.today}, options, our_model());
    auto const& scenario = prepared.front().scenario;
    auto const& blueprint = *prepared.front().blueprint;
    auto const start = make_start_population(blueprint.region(), scenario.seed, scenario.scale);
    auto world = blueprint.first_world(start, 0);
    live_years(blueprint, world, blueprint.base().year() + 1 - world.clock.now.year());
    ShockedWorlds worlds{blueprint, std::move(world)};
    constexpr int from_four_to_twelve = 8;
    constexpr int from_twelve_to_thirty = 18;
    worlds.live(from_four_to_twelve);
    verified.shock_left = worlds.left();
    worlds.live(from_twelve_to_thirty);
    verified.shock_adult = worlds.education();
}

}  // namespace

Verified verify(VerificationPlan const& plan, TellPart const& tell)
{
    constexpr int parts = 5;
    auto done = 0;
    auto const live_part = [&](std::filesystem::path const& scenario,
                               std::vector<std::string> const& settings) {
        auto result = lived(scenario, plan, settings);
        tell(++done, parts);
        return result;
    };
    Verified verified;
    {
        auto const today = live_part(plan.today, {});
        auto const null_policy = live_part(plan.null_policy, {});
        verified.changed_by_null_policy =
            static_cast<double>(differences(today, null_policy).size());
    }
    auto const blind = live_part(plan.today, plan.without_help);
    auto const seeing = live_part(plan.better_detection, plan.without_help);
    auto found = differences(blind, seeing);
    for (auto const& name : plan.known_cases) {
        found.erase(name);
    }
    verified.changed_by_detection = static_cast<double>(found.size());
    shock_skills(plan, verified);
    tell(parts, parts);
    return verified;
}

}  // namespace smartstart
