#include "engine/run/study/run_numbers.hpp"

#include "engine/run/traced.hpp"

namespace smartstart::studies {

RunLists lists_of(Blueprint const& blueprint)
{
    return {blueprint.outcomes().size(), blueprint.tables({}, {}).size(), trace_lists(blueprint)};
}

std::string packed(ReplicateResult const& numbers)
{
    PackedWriter writer;
    for (auto const& outcome : numbers.outcomes) {
        writer.add(outcome.numerators);
        writer.add(outcome.denominators);
    }
    writer.add(numbers.cents);
    writer.add(numbers.planned);
    writer.add(numbers.realised);
    for (auto const& table : numbers.tables) {
        writer.add(table.values);
    }
    for (auto const& fact : numbers.traces) {
        writer.add(fact);
    }
    return writer.take();
}

}  // namespace smartstart::studies
