#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/outcome/trial_eye.hpp"
#include "engine/settings/settings.hpp"
#include "engine/step/course.hpp"

namespace smartstart::trials {

/// How a difference between two arms is told.
enum class Effect : std::uint8_t {
    risk_ratio,  ///< share of the treated over share of the others; yes or no only
    d,           ///< standardised difference, above 0 where the treated are better off; of a yes or
                 ///< no the logarithm of the odds ratio times sqrt(3) / pi
};

/// What was published of a measure.
struct Published {
    double estimate{};
    std::optional<double> low, high;  ///< of its interval, where there is one
    std::string source;               ///< id, study and address
};

/// What is measured, when, and what was found elsewhere.
struct Measure {
    std::string name;
    Text title;
    TrialOutcome outcome{};
    std::optional<int> after;   ///< months since a child was taken in
    std::optional<int> at_age;  ///< of the child, in months
    Effect effect{};
    Published published;
    std::string input_of;  ///< the parameter that was set by this very figure; empty: none was
};

/// How many children the arms of a published trial held.
struct Arms {
    int treated{}, control{};
};

/// A published trial, to be lived by families of the model.
///
///     format: smartstart-trial 1
///     trial:
///       title: {nl: ..., en: ...}
///       remark: {nl: ..., en: ...}        # why it comes out as it does; may be left out
///       scenario: ../today-30-70.yaml     # beside this file: the world that it happens in
///       programme: home_visiting          # its channels and effects are the model's own
///       delivery: here                    # or as_published
///       dose: 100 %                       # may be left out
///       duration: 24 months
///       drop_out: 0 per year
///       recruitment: {from: 2025-01, months: 24 months}
///       arms: {treated: 237, control: 223}
///       eligibility: {child_from: 0 months, child_until: 3 months, risks_at_least: 2}
///       measures:
///         reports:
///           title: {nl: ..., en: ...}
///           outcome: reported
///           at_age: 3 years               # or after: 36 months
///           effect: risk_ratio            # or d
///           published: {estimate: 0.58, low: 0.37, high: 0.92, source: ...}
struct Trial {
    std::string name;  ///< stem of the file
    std::filesystem::path file, scenario;
    Text title, remark;
    CourseKind programme{};
    Delivery delivery{};
    double dose{1.0};
    int duration{};            ///< months
    double drop_out{};         ///< rate per year
    Month from;                ///< the first month in which children are taken in
    int recruitment_months{};  ///< for how long
    Eligibility who;
    std::optional<Arms> arms;
    std::vector<Measure> measures;

    /// Reads a trial. Throws InputError with every mistake of the file.
    static Trial read(std::filesystem::path const& file);

    /// The month after the last in which anything is measured.
    Month end() const;
};

/// Reads several. Throws InputError with every mistake of all files.
std::vector<Trial> read_trials(std::vector<std::filesystem::path> const& files);

/// The word that a trial file has for a programme.
std::string word_of(CourseKind programme);

}  // namespace smartstart::trials
