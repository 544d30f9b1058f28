#include "engine/service/service_system.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <tuple>

#include <gtest/gtest.h>

#include "engine/base/mix.hpp"
#include "engine/random/random.hpp"

namespace smartstart {
namespace {

constexpr auto team = ServiceKind::neighbourhood_team;  // of a municipality, and refusable
constexpr auto regional = ServiceKind::ambulant;        // of the region, and refusable
constexpr auto by_law = ServiceKind::crisis_care;

Request request(std::uint64_t name, std::uint8_t urgency = 1, Moment since = 100)
{
    return {.kind = team,
            .municipality = 0,
            .urgency = urgency,
            .since = since,
            .tie = static_cast<std::uint32_t>(name * 2654435761U),
            .name = name,
            .row = static_cast<Row>(name)};
}

std::vector<std::uint64_t> names(std::vector<Request> const& granted)
{
    std::vector<std::uint64_t> all;
    for (auto const& one : granted) {
        all.push_back(one.name);
    }
    return all;
}

ServiceSystem with_places(double places)
{
    ServiceSystem services{3};
    services.set_places(team, 0, places);
    services.set_taken(team, 0, 0);
    return services;
}

TEST(ServiceSystem, tells_municipalities_apart_beyond_the_256th)
{
    ServiceSystem services{345};
    services.set_places(team, 300, 1);
    services.set_taken(team, 300, 0);
    services.set_taken(team, 300 - 256, 0);
    auto from_far = request(1);
    from_far.municipality = 300;
    auto from_near = request(2);
    from_near.municipality = 300 - 256;
    EXPECT_EQ(names(services.allot({from_near, from_far})), std::vector<std::uint64_t>{1});
    EXPECT_EQ(services.taken(team, 300), 1);
    EXPECT_EQ(services.waiting(team, 300 - 256), 1);
}

TEST(ServiceSystem, helps_the_most_urgent_first)
{
    auto services = with_places(2);
    auto const granted = services.allot({request(1, 1), request(2, 3), request(3, 2)});
    EXPECT_EQ(names(granted), (std::vector<std::uint64_t>{2, 3}));
    EXPECT_EQ(services.waiting(team, 0), 1);
}

TEST(ServiceSystem, lets_the_longest_wait_go_first_among_equally_urgent)
{
    auto services = with_places(1);
    EXPECT_EQ(names(services.allot({request(1, 2, 90), request(2, 2, 80), request(3, 2, 85)})),
              std::vector<std::uint64_t>{2});
}

/// The places go in the order of each reason by itself, also where one is as small or as large as
/// it can be: no reason reaches into the next.
TEST(ServiceSystem, weighs_each_reason_by_itself_whatever_its_size)
{
    constexpr std::array<std::uint8_t, 4> urgencies{0, 1, 128, 255};
    constexpr std::array<Moment, 5> waits{-32768, -1, 0, 1, 32767};
    constexpr std::array<std::uint32_t, 4> ties{0, 1, 0x80000000U, 0xFFFFFFFFU};
    std::vector<Request> requests;
    for (std::uint64_t name = 1; name <= 400; ++name) {
        auto one = request(name, urgencies[mix(name, 1) % 4], waits[mix(name, 2) % 5]);
        one.tie = ties[mix(name, 3) % 4];
        one.owed = mix(name, 4) % 8 == 0;
        requests.push_back(one);
    }
    auto services = with_places(250);
    auto const granted = services.allot(requests);
    std::ranges::sort(requests, {}, [](Request const& one) {
        return std::tuple{!one.owed, -int{one.urgency}, one.since, one.tie, one.name};
    });
    requests.resize(250);
    EXPECT_EQ(names(granted), names(requests));
}

TEST(ServiceSystem, breaks_ties_by_keyed_luck_and_then_by_name)
{
    auto one = request(1);
    auto two = request(2);
    one.tie = 7;
    two.tie = 6;
    EXPECT_EQ(names(with_places(1).allot({one, two})), std::vector<std::uint64_t>{2});
    one.tie = two.tie;
    EXPECT_EQ(names(with_places(1).allot({two, one})), std::vector<std::uint64_t>{1});
}

TEST(ServiceSystem, does_not_care_about_the_order_in_which_requests_come)
{
    std::vector<Request> requests;
    for (std::uint64_t name = 1; name <= 200; ++name) {
        requests.push_back(request(name, static_cast<std::uint8_t>(name % 3),
                                   static_cast<Moment>(100 + name % 5)));
    }
    auto const expected = names(with_places(60).allot(requests));
    auto const random = Random{1, 0};
    for (int turn = 0; turn < 20; ++turn) {
        std::ranges::sort(requests, {}, [&](Request const& one) {
            return random.draws(one.name, 1, Clock{Month{turn}}).word(0);
        });
        EXPECT_EQ(names(with_places(60).allot(requests)), expected);
    }
}

/// Who may go before `one` in its own line, by the rule as it is told.
bool goes_before(Request const& other, Request const& one)
{
    if (other.owed != one.owed) {
        return other.owed;
    }
    if (other.urgency != one.urgency) {
        return other.urgency > one.urgency;
    }
    if (other.since != one.since) {
        return other.since < one.since;
    }
    return other.tie != one.tie ? other.tie < one.tie : other.name < one.name;
}

TEST(ServiceSystem, grants_whom_the_rule_grants_asked_of_each_one_alone)
{
    constexpr std::array kinds{team, regional, by_law};
    auto const random = Random{2, 0};
    for (unsigned round = 0; round < 30; ++round) {
        ServiceSystem services{3};
        for (auto const kind : kinds) {
            for (std::size_t pool = 0; pool < 3; ++pool) {
                auto draws = random.draws(1000 + pool, 7 + round, Clock{Month{1}});
                services.set_places(kind, pool, draws.word(0) % 25);
                services.set_taken(kind, pool,
                                   draws.word(1) % 15);  // more than there are, at times
            }
        }
        std::vector<Request> requests;
        for (std::uint64_t name = 1; name <= 150; ++name) {
            auto draws = random.draws(name, 7 + round, Clock{Month{2}});
            auto one = request(name, static_cast<std::uint8_t>(draws.word(0) % 3),
                               static_cast<Moment>(100 + draws.word(1) % 3));
            one.kind = kinds[draws.word(2) % kinds.size()];
            one.municipality = static_cast<PlaceNumber>(draws.word(3) % 3);
            one.owed = draws.word(4) % 10 == 0;
            one.tie = draws.word(5) % 4;
            requests.push_back(one);
        }
        auto const pool_of = [](Request const& one) {
            return ServiceSystem::pool(one.kind, one.municipality);
        };
        std::set<std::uint64_t> expected;
        for (auto const& one : requests) {
            auto const ahead = std::ranges::count_if(requests, [&](Request const& other) {
                return other.kind == one.kind && pool_of(other) == pool_of(one) &&
                       goes_before(other, one);
            });
            auto const free = std::llround(services.places(one.kind, pool_of(one))) -
                              services.taken(one.kind, pool_of(one));
            if (one.owed || one.kind == by_law || ahead < free) {
                expected.insert(one.name);
            }
        }
        auto const granted = names(services.allot(requests));
        EXPECT_EQ((std::set<std::uint64_t>{granted.begin(), granted.end()}), expected);
        EXPECT_EQ(granted.size(), expected.size());
    }
}

TEST(ServiceSystem, never_goes_beyond_its_places_and_counts_who_waits)
{
    auto services = with_places(7.4);  // four tenths of a place help nobody
    services.set_taken(team, 0, 3);
    std::vector<Request> requests;
    for (std::uint64_t name = 1; name <= 20; ++name) {
        requests.push_back(request(name));
    }
    EXPECT_EQ(services.allot(requests).size(), 4U);
    EXPECT_EQ(services.taken(team, 0), 7);
    EXPECT_EQ(services.waiting(team, 0), 16);
    services.set_taken(team, 0, 7);
    EXPECT_EQ(services.waiting(team, 0), 0) << "until they ask again";
    services.allot({request(1), request(2)});
    EXPECT_EQ(services.waiting(team, 0), 2);
}

TEST(ServiceSystem, sends_nobody_away_when_places_are_lost_but_takes_in_nobody_either)
{
    auto services = with_places(2);
    services.set_taken(team, 0, 5);
    EXPECT_TRUE(services.allot({request(1, 3)}).empty());
    EXPECT_EQ(services.taken(team, 0), 5);
}

TEST(ServiceSystem, never_refuses_what_the_law_or_a_court_demands)
{
    auto services = with_places(1);
    auto crisis = request(1);
    crisis.kind = by_law;
    auto plain = request(2, 3);
    auto owed = request(3, 1);
    owed.owed = true;
    // Owed goes before urgent, and takes the only place; nobody asked for crisis places.
    EXPECT_EQ(names(services.allot({plain, crisis, owed})), (std::vector<std::uint64_t>{3, 1}));
    EXPECT_EQ(services.taken(by_law, 0), 1);
    auto second = request(4, 1);
    second.owed = true;
    EXPECT_EQ(services.allot({second}).size(), 1U);
    EXPECT_EQ(services.taken(team, 0), 2);
}

TEST(ServiceSystem, keeps_municipalities_apart_unless_the_region_buys_together)
{
    ServiceSystem services{3};
    services.set_places(team, 1, 1);
    services.set_places(regional, 0, 1);
    auto here = request(1);
    auto there = request(2);
    there.municipality = 1;
    EXPECT_EQ(names(services.allot({here, there})), std::vector<std::uint64_t>{2});
    here.kind = there.kind = regional;
    there.since = 50;
    EXPECT_EQ(names(services.allot({here, there})), std::vector<std::uint64_t>{2});
    EXPECT_EQ(ServiceSystem::pool(regional, 2), 0U);
    EXPECT_EQ(ServiceSystem::pool(team, 2), 2U);
}

/// The chance that all c places are taken when on average `load` are (Erlang C).
double erlang_c(int places, double load)
{
    double blocked = 1.0;  // Erlang B, by its recursion
    for (int n = 1; n <= places; ++n) {
        blocked = load * blocked / (n + load * blocked);
    }
    auto const use = load / places;
    return blocked / (1.0 - use + use * blocked);
}

/// How many wait on average, of those who are urgent and of the others.
using QueueLength = std::array<double, 2>;

/// A queue with random arrivals, of whom this share is urgent, and random durations, lived in short
/// steps.
QueueLength mean_queue(int places, double load, double urgent, std::uint32_t replicate)
{
    constexpr double step = 0.02;  // in mean durations of help
    constexpr int burn_in = 4000;
    constexpr int steps = 30'000;
    Random const random{20250101, replicate};
    auto services = with_places(places);
    std::set<std::uint64_t> helped;
    std::vector<Request> waiting;
    std::array<std::int64_t, 2> sum{};
    for (int now = 1; now <= steps; ++now) {
        std::erase_if(helped, [&](std::uint64_t name) {
            return random.draws(name, 1, Clock{Month{now}}).happens(0, step);
        });
        auto luck = random.draws(std::uint64_t{0}, 2, Clock{Month{now}});
        // Two chances of half a step's arrivals each, so that two may come at once.
        for (unsigned half = 0; half < 2; ++half) {
            if (luck.happens(half, 0.5 * load * step)) {
                waiting.push_back(request(1U + 2U * static_cast<unsigned>(now) + half,
                                          luck.happens(2 + half, urgent) ? 2 : 1,
                                          static_cast<Moment>(now)));
            }
        }
        services.set_taken(team, 0, static_cast<std::int64_t>(helped.size()));
        for (auto const& one : services.allot(waiting)) {
            helped.insert(one.name);
            std::erase_if(waiting, [&](Request const& w) { return w.name == one.name; });
        }
        for (auto const& one : waiting) {
            sum[one.urgency == 2 ? 0 : 1] += now > burn_in ? 1 : 0;
        }
    }
    return {static_cast<double>(sum[0]) / (steps - burn_in),
            static_cast<double>(sum[1]) / (steps - burn_in)};
}

constexpr std::uint32_t queue_replicates = 60;
QueueLength mean_of_queues(int places, double load, double urgent)
{
    QueueLength mean{};
    for (std::uint32_t replicate = 0; replicate < queue_replicates; ++replicate) {
        auto const one = mean_queue(places, load, urgent, replicate);
        mean[0] += one[0] / queue_replicates;
        mean[1] += one[1] / queue_replicates;
    }
    return mean;
}

TEST(ServiceSystem, has_the_waiting_time_of_a_queue_with_random_arrivals)
{
    constexpr int places = 5;
    constexpr double load = 4.0;  // mean number of places in use
    auto const length = mean_of_queues(places, load, 0.0);
    // Mean wait, in mean durations of help; the length of the queue follows by Little's law.
    auto const wait = erlang_c(places, load) / (places - load);
    EXPECT_EQ(length[0], 0.0);
    EXPECT_NEAR(length[1] / load, wait, 0.1 * wait);
}

TEST(ServiceSystem, has_the_waiting_times_of_a_queue_in_which_the_urgent_go_first)
{
    constexpr int places = 5;
    constexpr double load = 4.0;
    constexpr double urgent = 0.5;
    auto const length = mean_of_queues(places, load, urgent);
    // Cobham (1954): Erlang's wait of the whole, divided by what is left over for each class.
    auto const whole = erlang_c(places, load) / places;
    auto const first = 1.0 - urgent * load / places;
    auto const wait_urgent = whole / first;
    auto const wait_others = whole / (first * (1.0 - load / places));
    EXPECT_NEAR(length[0] / (urgent * load), wait_urgent, 0.1 * wait_urgent);
    EXPECT_NEAR(length[1] / ((1.0 - urgent) * load), wait_others, 0.1 * wait_others);
}

}  // namespace
}  // namespace smartstart
