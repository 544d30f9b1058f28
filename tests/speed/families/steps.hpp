#pragma once

#include "tests/speed/families/outputs.hpp"
#include "tests/speed/families/state.hpp"

/// The processes of families-bench v1, phases P1 to P9 in this order. What each does is said in
/// README.md beside this file.
namespace smartstart::families {

void mortality(State& state);       ///< P1
void dissolution(State& state);     ///< P2
void leaving_home(State& state);    ///< P3
void partner_market(State& state);  ///< P4
void births(State& state);          ///< P5
void risks(State& state);           ///< P6
void children(State& state);        ///< P7
/// P8; appends the numbers of applicants and of those served.
void queue(State& state, YearOutput& year);
/// P9
void outputs(State& state, YearOutput& year);

/// The market of year 0, in which everyone takes part with one chance.
void first_market(State& state);
/// So many people at the start, year 0.
State start(std::size_t number, std::uint64_t seed);
/// One year: all phases.
void live_year(State& state, std::vector<YearOutput>& years);

/// The mean score of the parents who are there and grown up, if any; otherwise what is remembered.
void remember_parents(Links const& links, ScoreView const& scores, Row child, Row first_minor);
/// The same for the children under 18 of someone whose being there or growing up matters to them.
void tell_children(Links const& links, ScoreView const& scores, Row parent, Row first_minor);

}  // namespace smartstart::families
