#include "analysis/statistics/tables_compared.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace smartstart {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

bool same_labels(ResultTable const& one, ResultTable const& two)
{
    return one.id == two.id && one.row_labels == two.row_labels &&
           one.column_labels == two.column_labels && one.values.size() == two.values.size();
}

/// Equal, where "not known" is equal to "not known".
bool same_number(double one, double two)
{
    return one == two || (std::isnan(one) && std::isnan(two));
}

TableCell compared(ResultTable const& one, ResultTable const& two, std::size_t at, std::size_t size,
                   std::size_t draws)
{
    std::vector<double> before;
    std::vector<double> after;
    std::vector<double> more;
    for (std::size_t i = at; i < one.values.size(); i += size) {
        double const difference = two.values[i] - one.values[i];
        before.push_back(std::isnan(difference) ? unknown : one.values[i]);
        after.push_back(std::isnan(difference) ? unknown : two.values[i]);
        more.push_back(difference);
    }
    return {estimate(before, draws).mean, estimate(after, draws).mean, estimate(more, draws)};
}

ComparedTable compared(ResultTable const& one, ResultTable const& two, TableTheme theme,
                       std::size_t draws)
{
    ComparedTable table{
        one.id, one.long_name_nl, one.long_name_en, theme, one.row_labels, one.column_labels, {},
        {}};
    std::size_t const size = one.row_labels.size() * one.column_labels.size();
    for (std::size_t at = 0; at < size; ++at) {
        table.cells.push_back(compared(one, two, at, size, draws));
    }
    table.identical =
        std::equal(one.values.begin(), one.values.end(), two.values.begin(), same_number);
    return table;
}

void add(std::vector<ComparedTable>& tables, std::vector<ResultTable> const& base,
         std::vector<ResultTable> const& other, TableTheme theme, std::size_t draws)
{
    for (ResultTable const& one : base) {
        auto const two = std::find_if(other.begin(), other.end(), [&](ResultTable const& found) {
            return same_labels(one, found);
        });
        if (two != other.end()) {
            tables.push_back(compared(one, *two, theme, draws));
        }
    }
}

}  // namespace

std::vector<ComparedTable> compare_tables(Result const& base, Result const& other)
{
    std::vector<ComparedTable> tables;
    add(tables, base.generations, other.generations, TableTheme::generations, base.draws.size());
    add(tables, base.concentration, other.concentration, TableTheme::concentration,
        base.draws.size());
    return tables;
}

}  // namespace smartstart
