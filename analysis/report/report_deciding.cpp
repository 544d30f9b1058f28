#include "analysis/report/report_deciding.hpp"

#include "analysis/statistics/effort.hpp"
#include "analysis/statistics/fairness.hpp"
#include "analysis/statistics/money.hpp"
#include "analysis/statistics/tables_compared.hpp"

namespace smartstart::report {
namespace {

Json paired(Paired const& pair)
{
    return {interval(pair.base), interval(pair.other), interval(pair.difference)};
}

Json optional_number(std::optional<double> value)
{
    return value ? number(*value) : Json(nullptr);
}

Json written(Quotient const& quotient)
{
    return {number(quotient.value), optional_number(quotient.low), optional_number(quotient.high)};
}

}  // namespace

Json tables(Result const& base, Result const& other)
{
    Json list = Json::array();
    for (ComparedTable const& table : compare_tables(base, other)) {
        Json cells = Json::array();
        for (TableCell const& cell : table.cells) {
            cells.push_back({number(cell.base), number(cell.other), interval(cell.difference)});
        }
        list.push_back({{"id", table.id},
                        {"name", both(table.name_nl, table.name_en)},
                        {"generations", table.theme == TableTheme::generations},
                        {"rows", table.rows},
                        {"columns", table.columns},
                        {"identical", table.identical},
                        {"cells", std::move(cells)}});
    }
    return list;
}

Json fairness(Result const& base, Result const& other)
{
    Json list = Json::array();
    if (base.years.empty()) {
        return list;
    }
    for (Gradient const& gradient : gradients(base, other, base.years.size() - 1)) {
        list.push_back({gradient.outcome, paired(gradient.gap), paired(gradient.index),
                        gradient.missing, gradient.equal});
    }
    return list;
}

Json effort(Result const& base, Result const& other, std::optional<int> start)
{
    Json rates = Json::array();
    for (double const rate : discount_rates) {
        Effort const found = compare_effort(base, other, {rate, start});
        rates.push_back({{"front", interval(found.front)},
                         {"back", written(found.less_at_back)},
                         {"outside", written(found.less_outside)},
                         {"public_money", interval(found.public_money)},
                         {"public_value", written(found.public_value)}});
    }
    Json gains = Json::array();
    for (Gained const& gained : gained_person_years(base, other)) {
        gains.push_back(
            {gained.outcome, interval(gained.person_years), written(gained.euros_each)});
    }
    return {{"rates", std::move(rates)}, {"gains", std::move(gains)}};
}

}  // namespace smartstart::report
