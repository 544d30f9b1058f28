#include "engine/outcome/outcome.hpp"

namespace smartstart::outcomes {
namespace {

/// FILL IN: the share of people for whom it is true.
class @Name@ final : public Outcome {
public:
    explicit @Name@(Schema& schema) : civil_{schema, "@name@"} {}

    Measure measure(World const& world) const override
    {
        return [people = civil_.look(world.people, world.families), now = world.clock.now](Row row) {
            if (people.present[row] == 0) {
                return Tally{};
            }
            return Tally{people.is_child(row, now) ? 1.0 : 0.0, 1.0};
        };
    }

private:
    Civil civil_;
};

}  // namespace

OutcomeKind @name@()
{
    OutcomeInfo info;
    info.id = "@name@";
    info.long_name_en = "FILL IN: the name in a table";
    info.long_name_nl = "FILL IN: dezelfde naam in het Nederlands";
    info.units = "1";
    info.numerator = "FILL IN: people for whom it is true";
    info.denominator = "people present";
    info.source_of_definition = "FILL IN: who defines it so";
    info.better = Better::neither;
    return {info, Counted::people,
            [](Schema& schema) -> std::unique_ptr<Outcome> { return std::make_unique<@Name@>(schema); }};
}

}  // namespace smartstart::outcomes
