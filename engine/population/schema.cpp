#include "engine/population/schema.hpp"

#include "engine/base/error.hpp"

namespace smartstart {

void Schema::claim(ColumnInfo& column, std::string_view step)
{
    if (!column.owner.empty()) {
        throw BrokenPromise{"column '" + column.name + "' is owned by '" + column.owner +
                            "' and by '" + std::string{step} + "'."};
    }
    column.owner = step;
}

std::vector<std::string> Schema::unmet() const
{
    std::vector<std::string> texts;
    for (auto const* all : {&people_, &families_}) {
        for (auto const& column : *all) {
            if (column.owner.empty()) {
                texts.push_back("'" + column.readers.front() + "' reads '" + column.name +
                                "', which no step keeps.");
            }
        }
    }
    return texts;
}

}  // namespace smartstart
