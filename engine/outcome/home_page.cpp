#include "engine/outcome/home_page.hpp"

#include "engine/steps/facts.hpp"

namespace smartstart {

HomeEye::HomeEye(Schema& schema, std::string_view reader)
    : ill_{schema.see(facts::ill, reader)},
      addicted_{schema.see(facts::addicted, reader)},
      support_{schema.see(facts::support, reader)},
      poor_{schema.see(facts::poor, reader)},
      assistance_{schema.see(facts::assistance, reader)},
      debt_{schema.see(facts::debt, reader)},
      violence_{schema.see(facts::violence, reader)},
      unsettled_{schema.see(facts::unsettled, reader)}
{
}

HomePage HomeEye::look(World const& world, CivilView const& civil, Row home, Row followed) const
{
    auto const of_home = [&](auto const& column) { return world.families.look(column)[home]; };
    HomePage page;
    page.municipality = civil.municipality[home];
    page.heads = civil.is_couple(home) ? 2 : 1;
    page.minors = civil.minors[home];
    page.support = of_home(support_);
    page.poor = of_home(poor_) != 0;
    page.assistance = of_home(assistance_) != 0;
    page.debt = of_home(debt_) != 0;
    page.violence = of_home(violence_) != 0;
    page.unsettled = of_home(unsettled_) != 0;
    for (auto const parent : {civil.head_one[home], civil.head_two[home]}) {
        if (parent != no_row && parent != followed) {
            page.parent_ill = page.parent_ill || world.people.look(ill_)[parent] != 0;
            page.parent_addicted =
                page.parent_addicted || world.people.look(addicted_)[parent] != 0;
        }
    }
    return page;
}

}  // namespace smartstart
