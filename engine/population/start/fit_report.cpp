#include "engine/population/start/fit_report.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "engine/population/start/education.hpp"
#include "engine/population/start/fit_checks.hpp"
#include "engine/population/start/hardship.hpp"
#include "engine/population/start/margins.hpp"

namespace smartstart {
namespace {

constexpr std::array<std::string_view, 3> level_names{"low", "middle", "high"};

/// What one municipality has, by the cells of margins.hpp and of the tables of attributes.
struct Counts {
    std::vector<double> cells = std::vector<double>(margin_cells);
    double people{};
    double households{};
    double minors{};
    std::array<double, 3> education{};
    double low_income{};
    double assistance_persons{};
    double assistance_minors{};
    double debts{};
    /// By kind: with children, of pension age.
    std::array<double, 4> debts_by_kind{};
    std::array<double, 4> households_by_kind{};
};

/// The same of all municipalities together, for figures that only the country has.
struct LinkCounts {
    double assistance_households{};
    double assistance_under_line{};
    double assistance_alone{};
    double assistance_minors{};
    double assistance_minors_with_single{};
};

Position position_of(StartFamily const& family, StartPerson const& person)
{
    if (family.home != Home::household) {
        return family.home == Home::institution ? Position::institution : Position::with_others;
    }
    if (!person.head) {
        return Position::child;
    }
    if (family.heads == 1) {
        return family.children > 0 ? Position::single_parent : Position::alone;
    }
    if (family.children > 0) {
        return family.married ? Position::married_parent : Position::unmarried_parent;
    }
    return family.married ? Position::married_partner : Position::unmarried_partner;
}

class Counter {
public:
    Counter(StartPopulation const& population, Region const& region)
        : places(region.municipalities().size()), population_{population}, region_{region}
    {
        for (auto const& family : population.families) {
            count(family, places[family.municipality]);
        }
    }

    std::vector<Counts> places;
    LinkCounts links;

private:
    void count(StartFamily const& family, Counts& here)
    {
        for (std::uint32_t i = 0; i < family.persons; ++i) {
            auto const& person = population_.persons[family.first_person + i];
            auto const band = age_band(person.months_old());
            here.people += 1.0;
            here.minors += person.months_old() < 18 * 12 ? 1.0 : 0.0;
            here.cells[age_sex_cell(band, person.sex)] += 1.0;
            here.cells[place_cell(band, position_of(family, person))] += 1.0;
            if (person.years_old() >= education_from && person.years_old() <= education_to) {
                here.education[static_cast<std::size_t>(person.education)] += 1.0;
            }
        }
        if (family.heads == 2 || family.children > 0) {
            auto const kind = family.heads < 2 ? FamilyKind::single_parent
                              : family.married ? FamilyKind::married_couple
                                               : FamilyKind::unmarried_couple;
            here.cells[family_cell(kind, std::min<std::size_t>(family.children, 3))] += 1.0;
        }
        if (family.home == Home::institution) {
            return;
        }
        here.households += 1.0;
        here.low_income += family.low_income ? 1.0 : 0.0;
        here.debts += family.problem_debt ? 1.0 : 0.0;
        count_links(family, here);
    }

    void count_links(StartFamily const& family, Counts& here)
    {
        auto const home = circumstances_of(population_, family, region_.pattern().links);
        auto const group = (family.children > 0 ? 1U : 0U) + (home.pension ? 2U : 0U);
        here.households_by_kind[group] += home.adult ? 1.0 : 0.0;
        here.debts_by_kind[group] += family.problem_debt ? 1.0 : 0.0;
        if (!family.social_assistance) {
            return;
        }
        here.assistance_persons += home.claimants;
        here.assistance_minors += home.minors;
        links.assistance_households += 1.0;
        links.assistance_under_line += family.low_income ? 1.0 : 0.0;
        links.assistance_alone += family.persons == 1 && family.home == Home::household ? 1.0 : 0.0;
        links.assistance_minors += home.minors;
        links.assistance_minors_with_single += family.heads == 1 ? home.minors : 0.0;
    }

    StartPopulation const& population_;
    Region const& region_;
};

/// Margins per municipality.
class Report {
public:
    Report(Region const& region, Counter const& counter, double scale)
        : region_{region}, counter_{counter}, scale_{scale}
    {
    }

    void add_population()
    {
        auto& people = add("inhabitants");
        each([&](auto const& place, auto const& here) {
            put(people, place.name, scale_ * static_cast<double>(place.inhabitants), here.people);
        });
        add_cells("people by age and sex", 0, age_sex_cells);
        add_cells("people by age and place in the household", age_sex_cells,
                  age_sex_cells + place_cells);
        add_cells("families by kind and children", age_sex_cells + place_cells, everybody_cell);
        auto& households = add("private households");
        each([&](auto const& place, auto const& here) {
            put(households, place.name, scale_ * static_cast<double>(place.private_households()),
                here.households);
        });
    }

    void add_attributes()
    {
        auto& education = add("education at 15 to 74");
        each([&](auto const& place, auto const& here) {
            auto const people = here.education[0] + here.education[1] + here.education[2];
            for (std::size_t level = 0; level < 3; ++level) {
                put(education, place.name + ", " + std::string{level_names[level]},
                    people * place.education[level].value(), here.education[level]);
            }
        });
        auto& low_income = add("households with a low income");
        each([&](auto const& place, auto const& here) {
            put(low_income, place.name,
                place.low_income.value() * scale_ * static_cast<double>(place.private_households()),
                here.low_income);
        });
        auto& assistance = add("people on social assistance");
        each([&](auto const& place, auto const& here) {
            put(assistance, place.name, scale_ * static_cast<double>(place.social_assistance),
                here.assistance_persons);
        });
        auto& minors = add("minors on social assistance");
        each([&](auto const& place, auto const& here) {
            put(minors, place.name, place.minors_on_assistance.value() * here.minors,
                here.assistance_minors);
        });
        auto& debts = add("households with problem debts");
        each([&](auto const& place, auto const& here) {
            put(debts, place.name,
                place.problem_debt.value() * scale_ *
                    static_cast<double>(place.private_households()),
                here.debts);
        });
    }

    void add_links()
    {
        auto const& wanted = region_.pattern().links;
        auto const& found = counter_.links;
        auto& assistance = add("region: who is on social assistance");
        put(assistance, "households under the low-income line",
            wanted.assistance_under_low_income_line * found.assistance_households,
            found.assistance_under_line);
        double persons = 0.0;
        for (auto const& here : counter_.places) {
            persons += here.assistance_persons;
        }
        put(assistance, "people who live alone", wanted.assistance_persons_alone * persons,
            found.assistance_alone);
        put(assistance, "minors with one parent",
            wanted.assistance_minors_with_single_parent * found.assistance_minors,
            found.assistance_minors_with_single);

        add_debts_by_kind();
    }

    void add_debts_by_kind()
    {
        auto const& links = region_.pattern().links;
        std::array<double, 4> const chances{1.0, links.debt_children_ratio,
                                            links.debt_pension_ratio,
                                            links.debt_children_ratio * links.debt_pension_ratio};
        std::array<double, 4> wanted{};
        std::array<double, 4> found{};
        for (auto const& here : counter_.places) {
            double all = 0.0;
            for (std::size_t i = 0; i < 4; ++i) {
                all += here.households_by_kind[i] * chances[i];
            }
            for (std::size_t i = 0; i < 4 && all > 0.0; ++i) {
                wanted[i] += here.debts * here.households_by_kind[i] * chances[i] / all;
                found[i] += here.debts_by_kind[i];
            }
        }
        constexpr std::array<std::string_view, 4> kinds{"without children", "with children",
                                                        "of pension age without children",
                                                        "of pension age with children"};
        auto& debts = add("region: who has problem debts");
        for (std::size_t i = 0; i < 4; ++i) {
            put(debts, std::string{kinds[i]}, wanted[i], found[i]);
        }
    }

    Fit fit;

private:
    FitMargin& add(std::string name)
    {
        fit.margins.push_back({std::move(name), {}});
        return fit.margins.back();
    }
    static void put(FitMargin& margin, std::string name, double target, double achieved)
    {
        margin.cells.push_back({std::move(name), target, achieved});
    }
    template <class Body>
    void each(Body const& body) const
    {
        for (std::size_t i = 0; i < counter_.places.size(); ++i) {
            body(region_.municipalities()[i], counter_.places[i]);
        }
    }
    void add_cells(std::string name, std::size_t first, std::size_t last)
    {
        auto& margin = add(std::move(name));
        each([&](auto const& place, auto const& here) {
            auto const targets = margin_targets(place);
            for (auto cell = first; cell < last; ++cell) {
                put(margin, place.name + ", " + name_of_cell(cell), scale_ * targets[cell],
                    here.cells[cell]);
            }
        });
    }

    Region const& region_;
    Counter const& counter_;
    double scale_;
};

}  // namespace

Fit measure_fit(StartPopulation const& population, Region const& region, double scale)
{
    Counter const counter{population, region};
    Report report{region, counter, scale};
    report.add_population();
    report.add_attributes();
    report.add_links();
    for (auto& margin : checks_not_fitted(population, region, scale)) {
        report.fit.margins.push_back(std::move(margin));
    }
    return std::move(report.fit);
}

}  // namespace smartstart
