#include "engine/population/civil.hpp"

namespace smartstart {

Civil::Civil(Schema& schema, std::string_view reader)
    : present_{schema.see(civil::present, reader)},
      id_{schema.see(civil::id, reader)},
      born_{schema.see(civil::born, reader)},
      sex_{schema.see(civil::sex, reader)},
      family_{schema.see(civil::family, reader)},
      next_{schema.see(civil::next, reader)},
      head_{schema.see(civil::head, reader)},
      mother_id_{schema.see(civil::mother_id, reader)},
      father_id_{schema.see(civil::father_id, reader)},
      mother_{schema.see(civil::mother, reader)},
      father_{schema.see(civil::father, reader)},
      births_{schema.see(civil::births, reader)},
      last_birth_{schema.see(civil::last_birth, reader)},
      generation_{schema.see(civil::generation, reader)},
      left_home_{schema.see(civil::left_home, reader)},
      in_use_{schema.see(civil::in_use, reader)},
      family_id_{schema.see(civil::family_id, reader)},
      municipality_{schema.see(civil::municipality, reader)},
      first_{schema.see(civil::first, reader)},
      head_one_{schema.see(civil::head_one, reader)},
      head_two_{schema.see(civil::head_two, reader)},
      size_{schema.see(civil::size, reader)},
      minors_{schema.see(civil::minors, reader)},
      youngest_{schema.see(civil::youngest, reader)},
      formed_{schema.see(civil::formed, reader)}
{
}

CivilView Civil::look(People const& people, Families const& families) const
{
    return {people.look(present_),    people.look(id_),          people.look(born_),
            people.look(sex_),        people.look(family_),      people.look(next_),
            people.look(head_),       people.look(mother_id_),   people.look(father_id_),
            people.look(mother_),     people.look(father_),      people.look(births_),
            people.look(last_birth_), people.look(generation_),  people.look(left_home_),
            families.look(in_use_),   families.look(family_id_), families.look(municipality_),
            families.look(first_),    families.look(head_one_),  families.look(head_two_),
            families.look(size_),     families.look(minors_),    families.look(youngest_),
            families.look(formed_)};
}

}  // namespace smartstart
