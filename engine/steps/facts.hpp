#pragma once

#include "engine/population/fact.hpp"

/// The facts that more than one file reads. A fact that a single step keeps and reads stays in that
/// step's own file. "Month" columns hold the calendar month of the latest such event, 0 for never.
namespace smartstart::facts {

using Number = std::uint8_t;  ///< a small count or the number of a choice
using When = std::int16_t;    ///< a calendar month (base/clock.hpp: Moment), 0 for never
inline constexpr auto calendar = CellKind::calendar_month;
inline constexpr auto in_youth = Kept::in_youth;
inline constexpr auto until_thirty = Kept::until_thirty;

// --- persons: who they are (frailty, schooling, work, health) ---
inline constexpr Fact<Person, float> frailty{"frailty",
                                             "lasting vulnerability, N(0,1) over people"};
inline constexpr Fact<Person, Number> education{
    "education", "attained: 0 not yet, 1 low, 2 middle (start qualification), 3 high"};
inline constexpr Number low_education = 1;
inline constexpr Number middle_education = 2;
inline constexpr Number high_education = 3;
inline constexpr Fact<Person, Flag> in_school{"in_school", "goes to school or college"};
inline constexpr Fact<Person, Number> track{
    "track", "advice at 12: 0 none yet, 1 vso/pro/vmbo-b, 2 vmbo-k, 3 vmbo-gt, 4 havo, 5 vwo"};
inline constexpr Fact<Person, float> cito{"cito", "end-of-primary score, 501-550; 0 not yet", 0,
                                          CellKind::value, until_thirty};
inline constexpr Fact<Person, When> cito_month{"cito_month", "month of the end-of-primary test", 0,
                                               calendar, in_youth};
inline constexpr Fact<Person, When> left_school_early{
    "left_school_early", "month of leaving school without a start qualification", 0, calendar,
    until_thirty};
inline constexpr Fact<Person, Number> work{
    "work",
    "0 not of working age, at school or at home, 1 paid work, 2 without work, 3 disability"};
inline constexpr Number outside_work = 0;
inline constexpr Number paid_work = 1;
inline constexpr Number without_work = 2;
inline constexpr Number on_disability = 3;
inline constexpr Fact<Person, When> lost_work{
    "lost_work",
    "month of the latest job loss; negative: month in which somebody came to be without work who "
    "had lost none, from school or from a benefit",
    0, calendar};
/// Since when somebody is without work, by `lost_work`.
constexpr When without_work_since(When lost)
{
    return lost < 0 ? static_cast<When>(-lost) : lost;
}
inline constexpr Fact<Person, float> earning_power{
    "earning_power", "what a person can earn, in sd around the mean of the level of education"};
inline constexpr Fact<Person, Flag> ill{"ill", "mental illness now (common mental disorder)"};
inline constexpr Fact<Person, When> ill_since{"ill_since", "month in which it began", 0, calendar};
inline constexpr Fact<Person, Flag> addicted{"addicted", "alcohol or drug disorder now"};
inline constexpr Fact<Person, float> health{"health", "health score, mean 0 and sd 1 at the start"};
inline constexpr Fact<Person, Flag> good_health{"good_health", "good health by own account", 1};

// --- children: development and problems ---
inline constexpr Fact<Person, float> skill_cognitive{
    "skill_cognitive", "cognitive skill, log units, mean 0 and sd about 1 within an age"};
inline constexpr Fact<Person, float> skill_social{
    "skill_social", "social-emotional skill, log units, mean 0 and sd about 1 within an age"};
inline constexpr Fact<Person, std::uint16_t> adversity{
    "adversity", "months of childhood times risk factors then present; kept for life"};
inline constexpr Fact<Person, Flag> maltreated{"maltreated", "is being maltreated or neglected now",
                                               0, CellKind::value, in_youth};
inline constexpr Fact<Person, When> maltreated_month{"maltreated_month",
                                                     "latest month of maltreatment", 0, calendar};
inline constexpr Fact<Person, Number> problem{
    "problem", "severity: 0 none, 1 emerging, 2 serious, 3 crisis", 0, CellKind::value, in_youth};
inline constexpr Fact<Person, When> problem_since{"problem_since", "month of the last change", 0,
                                                  calendar, in_youth};
inline constexpr Fact<Person, std::uint16_t> serious_months{
    "serious_months", "months lived with serious problems or in crisis", 0, CellKind::value,
    until_thirty};

// --- children: signals, requests, care, protection ---
inline constexpr Fact<Person, Number> noticed{
    "noticed", "who saw this month that something is wrong: find-spot number + 1, 0 nobody", 0,
    CellKind::value, in_youth};
// Values of `noticed`: two of the six find-spots, and what lies beyond these.
inline constexpr Number by_well_baby_clinic = 1;
inline constexpr Number by_family_doctor = 4;
inline constexpr Number by_family = 7;  ///< that asked by itself
inline constexpr Number by_helper = 8;  ///< at the front end, or the guardian
inline constexpr Number by_report = 9;  ///< of maltreatment, last month
inline constexpr Fact<Person, When> reported{
    "reported", "month of the latest report of maltreatment", 0, calendar, in_youth};
inline constexpr Fact<Person, When> police_report{
    "police_report", "month of the latest police report", 0, calendar, in_youth};
inline constexpr Fact<Person, Number> asks{
    "asks", "service that is waited for (ServiceKind), 0 none", 0, CellKind::value, in_youth};
inline constexpr Fact<Person, When> asks_since{"asks_since", "month in which the wait began", 0,
                                               calendar, in_youth};
inline constexpr Fact<Person, Number> care{"care", "help now, at home (ServiceKind), 0 none", 0,
                                           CellKind::value, in_youth};
inline constexpr Fact<Person, When> care_since{"care_since", "month in which this help began", 0,
                                               calendar, in_youth};
inline constexpr Fact<Person, When> care_front{"care_front", "latest month of front-end help", 0,
                                               calendar, in_youth};
inline constexpr Fact<Person, When> care_back{"care_back", "latest month of back-end help", 0,
                                              calendar, in_youth};
inline constexpr Fact<Person, When> youth_help{
    "youth_help",
    "latest month of youth help as CBS counts it: neighbourhood team, specialist, stay", 0,
    calendar, in_youth};
inline constexpr Fact<Person, When> care_first{
    "care_first", "month in which the very first youth help (as CBS counts it) began", 0, calendar,
    in_youth};
inline constexpr Fact<Person, Number> waited{"waited", "months waited before the latest help began",
                                             0, CellKind::value, in_youth};
inline constexpr Fact<Person, float> care_recovery{
    "care_recovery", "shift of the log-odds of recovery by help that runs or lingers", 0,
    CellKind::value, in_youth};
inline constexpr Fact<Person, Number> agencies{"agencies", "organisations active in the family", 0,
                                               CellKind::value, in_youth};
inline constexpr Fact<Person, Number> order{
    "order", "protection: 0 none, else supervision order or guardianship (ServiceKind)", 0,
    CellKind::value, in_youth};
inline constexpr Fact<Person, When> order_since{
    "order_since", "month in which it began, or in which the last one ended", 0, calendar,
    in_youth};
inline constexpr Fact<Person, When> supervision_started{
    "supervision_started", "month of the latest start of a supervision order", 0, calendar,
    in_youth};
inline constexpr Fact<Person, Number> stay{"stay", "care away from home (ServiceKind), 0 at home",
                                           0, CellKind::value, in_youth};
inline constexpr Fact<Person, When> stay_since{
    "stay_since", "month in which the child left home for the stay", 0, calendar, in_youth};
inline constexpr Fact<Person, When> stay_asked_since{
    "stay_asked_since", "month in which the wait for the latest stay began", 0, calendar, in_youth};
inline constexpr Fact<Person, When> stay_month{"stay_month", "latest month away from home", 0,
                                               calendar, in_youth};
inline constexpr Fact<Person, When> returned{"returned", "month of the latest return home", 0,
                                             calendar, in_youth};

// --- where people come from, for the tables of generations ---
inline constexpr Fact<Person, float> origin_income{
    "origin_income", "log income of the household lived in at 15; 0 not known", 0, CellKind::value,
    until_thirty};
/// Bits of `origin`, and of what became of a person (Lived::fate).
inline constexpr unsigned origin_assistance = 1, origin_suspect = 2, origin_disability = 4,
                          origin_maltreated = 8, origin_low_income = 16, origin_debt = 32;
inline constexpr Fact<Person, Number> origin{
    "origin",
    "of that household, one bit each: 1 social assistance, 2 a parent once a suspect, 4 a "
    "parent on disability benefit, 8 a parent once maltreated, 16 low income, 32 problem debt",
    0, CellKind::value, until_thirty};
inline constexpr Fact<Person, std::uint16_t> care_months{
    "care_months", "months of help or of stay away from home as a minor", 0, CellKind::value,
    until_thirty};

// --- offending ---
inline constexpr Fact<Person, When> suspect{"suspect", "latest month as a registered suspect", 0,
                                            calendar};
inline constexpr Fact<Person, Number> offences{"offences",
                                               "times a registered suspect, at most 255"};
inline constexpr Fact<Person, When> halt{"halt", "month of the latest Halt intervention", 0,
                                         calendar, in_youth};
inline constexpr Fact<Person, Flag> probation{"probation", "on youth probation now", 0,
                                              CellKind::value, in_youth};
inline constexpr Fact<Person, When> probation_month{
    "probation_month", "latest month on youth probation", 0, calendar, in_youth};

// --- families ---
inline constexpr Fact<Family, float> family_frailty{"family_frailty",
                                                    "mean frailty of the heads, scaled to sd 1"};
inline constexpr Fact<Family, float> income{"income",
                                            "log of yearly standardised household income in euro"};
inline constexpr Fact<Family, Number> quintile{"quintile", "income quintile in the region, 1 to 5",
                                               3};
inline constexpr Fact<Family, Flag> poor{"poor", "income below the low-income line"};
inline constexpr Fact<Family, Flag> assistance{"assistance",
                                               "lives on social assistance (bijstand)"};
inline constexpr Fact<Family, Flag> debt{"debt", "problematic debts"};
inline constexpr Fact<Family, When> debt_since{"debt_since", "month in which the debts began", 0,
                                               calendar};
inline constexpr Fact<Family, Flag> violence{"violence", "violence between adults at home now"};
inline constexpr Fact<Family, Flag> unsettled{"unsettled", "no secure home"};
inline constexpr Fact<Family, Number> risk_count{"risk_count", "risk factors present, 0 to 11"};
inline constexpr Fact<Family, float> investment{
    "investment", "parental investment in the children, log units, mean 0 and sd about 1"};
inline constexpr Fact<Family, float> support_investment{
    "support_investment", "help: shift of parental investment, in sd"};
inline constexpr Fact<Family, float> support_mental{
    "support_mental", "help: shift of the log rate of parents' recovery from mental illness"};
inline constexpr Fact<Family, Number> support{"support",
                                              "family service now (ServiceKind), 0 none"};
inline constexpr Fact<Family, Number> asks_support{
    "asks_support", "family service waited for (ServiceKind), 0 none"};
inline constexpr Fact<Family, When> support_month{"support_month",
                                                  "latest month of a family service", 0, calendar};

}  // namespace smartstart::facts
