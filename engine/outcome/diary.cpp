#include "engine/outcome/diary.hpp"

#include <algorithm>

#include "engine/steps/facts.hpp"

namespace smartstart {

struct Diary::Handles {
    explicit Handles(Schema& schema)
        : civil{schema, "diary"},
          home{schema, "diary"},
          problem{schema.see(facts::problem, "diary")},
          noticed{schema.see(facts::noticed, "diary")},
          asks{schema.see(facts::asks, "diary")},
          care{schema.see(facts::care, "diary")},
          order{schema.see(facts::order, "diary")},
          stay{schema.see(facts::stay, "diary")},
          track{schema.see(facts::track, "diary")},
          education{schema.see(facts::education, "diary")},
          work{schema.see(facts::work, "diary")},
          maltreated{schema.see(facts::maltreated, "diary")},
          in_school{schema.see(facts::in_school, "diary")},
          suspect{schema.see(facts::suspect, "diary")}
    {
    }

    Civil civil;
    HomeEye home;
    Seen<Person, std::uint8_t> problem, noticed, asks, care, order, stay, track, education, work;
    Seen<Person, Flag> maltreated, in_school;
    Seen<Person, facts::When> suspect;
};

namespace {

Row row_of(CivilView const& civil, PersonId child)
{
    auto const found = std::find(civil.id.begin(), civil.id.end(), child.value);
    auto const row = static_cast<Row>(found - civil.id.begin());
    return found != civil.id.end() && civil.present[row] != 0 ? row : no_row;
}

}  // namespace

Diary::Diary(Schema schema) : handles_{std::make_unique<Handles const>(schema)} {}

Diary::~Diary() = default;

std::optional<DiaryPage> Diary::look(World const& world, PersonId child) const
{
    auto const civil = handles_->civil.look(world.people, world.families);
    auto const row = row_of(civil, child);
    if (row == no_row) {
        return std::nullopt;
    }
    auto const of_child = [&](auto const& column) { return world.people.look(column)[row]; };
    DiaryPage page{handles_->home.look(world, civil, civil.family[row], row)};
    page.month = world.clock.now;
    page.age_in_months = civil.age_in_months(row, world.clock.now);
    page.head = civil.head[row] != 0;
    page.at_home = !page.head;
    page.problem = of_child(handles_->problem);
    page.noticed = of_child(handles_->noticed);
    page.asks = of_child(handles_->asks);
    page.care = of_child(handles_->care);
    page.order = of_child(handles_->order);
    page.stay = of_child(handles_->stay);
    page.maltreated = of_child(handles_->maltreated) != 0;
    page.in_school = of_child(handles_->in_school) != 0;
    page.track = of_child(handles_->track);
    page.education = of_child(handles_->education);
    page.work = of_child(handles_->work);
    page.suspect_now = of_child(handles_->suspect) == moment(world.clock.now);
    return page;
}

std::vector<PersonId> Diary::children(World const& world) const
{
    auto const civil = handles_->civil.look(world.people, world.families);
    std::vector<PersonId> found;
    for (Row row = 0; row < civil.present.size(); ++row) {
        if (civil.is_child(row, world.clock.now)) {
            found.push_back(civil.person(row));
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

FamilyId Diary::family_of(World const& world, PersonId child) const
{
    auto const civil = handles_->civil.look(world.people, world.families);
    auto const row = row_of(civil, child);
    return row == no_row ? FamilyId{} : civil.family_name(civil.family[row]);
}

}  // namespace smartstart
