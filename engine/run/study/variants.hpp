#pragma once

#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/population/start/start_population.hpp"
#include "engine/run/prepare.hpp"
#include "engine/run/study/plan.hpp"

namespace smartstart::studies {

/// The scenarios of a study under one combination and draw, made ready.
struct Variant {
    std::vector<Prepared> sound;           ///< those that can be lived
    std::vector<std::size_t> scenario_of;  ///< which scenario of the study each of them is
    std::vector<std::string> trouble;      ///< per scenario of the study; empty where it is sound
};

/// Makes variants ready when they are asked for, and keeps the latest. Any thread may ask.
class Variants {
public:
    /// Reads every scenario of the study as it is without switches and draws, and each choice by
    /// itself. Throws InputError with every mistake, what is set by draws and otherwise as well
    /// included. Another mistake in a draw waits for its runs.
    Variants(Plan const& plan, Model model);

    std::shared_ptr<Variant const> get(std::size_t combination, std::size_t draw);
    /// The scenarios under a combination and with the parameters as they are. Throws InputError.
    std::vector<Prepared> without_draw(std::size_t combination) const;
    /// The scenarios as they are without switches and draws.
    std::vector<Prepared> const& plain() const { return plain_; }
    /// The people that every run starts with.
    StartPopulation const& people();
    /// What makes two runs of the same luck the same run: settings, inputs, program.
    std::string key(std::size_t scenario, std::size_t combination, std::size_t draw) const;
    /// The overrides of a combination and a draw, in the order in which they are made.
    std::vector<std::string> overrides(std::size_t combination, std::size_t draw) const;

private:
    struct Kept {
        std::pair<std::size_t, std::size_t> of;
        std::shared_ptr<Variant const> variant;
    };
    std::shared_ptr<Variant const> make(std::size_t combination, std::size_t draw) const;
    RunOptions options_with(std::vector<std::string> const& set) const;
    void check_choices() const;

    Plan const& plan_;
    Model model_;
    std::vector<Prepared> plain_;
    std::vector<std::string> identities_;
    std::mutex guard_;
    std::deque<Kept> kept_;
    std::optional<StartPopulation> people_;
};

}  // namespace smartstart::studies
