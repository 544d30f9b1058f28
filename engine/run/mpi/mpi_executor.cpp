#include "engine/run/mpi/mpi_executor.hpp"

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <thread>
#include <utility>

#include <mpi.h>

#include "engine/run/mpi/crew.hpp"
#include "engine/run/mpi/sent_place.hpp"

namespace smartstart {
namespace {

// What a message is about.
constexpr int wants = 1;
constexpr int gives = 2;
constexpr int reports = 3;
constexpr std::int64_t no_job = -1;

struct Report {
    JobReport report;
    Trouble trouble;
};

void rest()
{
    std::this_thread::sleep_for(std::chrono::milliseconds{1});
}

/// OpenMPI spins while it waits, and would take the processor from those that work.
void wait_gently(MPI_Request& request)
{
    for (int done = 0;;) {
        MPI_Test(&request, &done, MPI_STATUS_IGNORE);
        if (done != 0) {
            return;
        }
        rest();
    }
}

void broadcast(void* bytes, std::size_t size, int from)
{
    MPI_Request request{};
    MPI_Ibcast(bytes, static_cast<int>(size), MPI_BYTE, from, MPI_COMM_WORLD, &request);
    wait_gently(request);
}

/// The lowest rank in which this holds; the number of ranks where in none.
int first_rank_with(bool holds, int rank, int ranks)
{
    auto const mine = holds ? rank : ranks;
    auto first = ranks;
    MPI_Request request{};
    MPI_Iallreduce(&mine, &first, 1, MPI_INT, MPI_MIN, MPI_COMM_WORLD, &request);
    wait_gently(request);
    return first;
}

std::string speaker(int rank)
{
    return rank == 0 ? std::string{} : "rank " + std::to_string(rank) + ": ";
}

/// Hands out the jobs and hears what came of them; of rank 0.
class Leader {
public:
    Leader(std::vector<std::size_t> const& jobs, SharedWork const& work) : jobs_{jobs}, work_{work}
    {
    }

    std::optional<std::size_t> next()
    {
        if (stopped_ || trouble_.kind != Trouble::Kind::none || next_ == jobs_.size()) {
            return {};
        }
        if (!work_.goes_on()) {
            stopped_ = true;
            return {};
        }
        return jobs_[next_++];
    }
    void hear(Report const& said, int rank)
    {
        if (said.trouble.kind != Trouble::Kind::none) {
            if (trouble_.kind == Trouble::Kind::none) {
                trouble_ = said.trouble;
                from_ = rank;
            }
            return;
        }
        stopped_ = stopped_ || said.report.stopped;
        work_.told(said.report);
    }
    bool stopped() const { return stopped_; }
    Trouble const& trouble() const { return trouble_; }
    int from() const { return from_; }

private:
    std::vector<std::size_t> const& jobs_;
    SharedWork const& work_;
    std::size_t next_{};
    bool stopped_{};
    Trouble trouble_;
    int from_{};
};

/// Answers one message of another rank. Says whether there was one, and takes from `at_work` a
/// thread that was sent home.
bool answer_one(Leader& leader, std::size_t& at_work)
{
    int there = 0;
    MPI_Status status{};
    MPI_Iprobe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &there, &status);
    if (there == 0) {
        return false;
    }
    auto const rank = status.MPI_SOURCE;
    if (status.MPI_TAG == reports) {
        Report said;
        MPI_Recv(&said, sizeof said, MPI_BYTE, rank, reports, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        leader.hear(said, rank);
        return true;
    }
    MPI_Recv(nullptr, 0, MPI_BYTE, rank, wants, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    auto const job = leader.next();
    auto const number = job ? static_cast<std::int64_t>(*job) : no_job;
    MPI_Send(&number, 1, MPI_INT64_T, rank, gives, MPI_COMM_WORLD);
    at_work -= job ? 0 : 1;
    return true;
}

void lead(Leader& leader, Crew& crew, std::size_t at_work)
{
    while (at_work > 0) {
        auto busy = answer_one(leader, at_work);
        if (auto const event = crew.next()) {
            busy = true;
            if (event->kind == Crew::Event::Kind::has_done) {
                leader.hear({event->report, event->trouble}, 0);
            } else {
                auto const job = leader.next();
                crew.give(job);
                at_work -= job ? 0 : 1;
            }
        }
        if (!busy) {
            rest();
        }
    }
}

void follow(Crew& crew, std::size_t at_work)
{
    while (at_work > 0) {
        auto busy = false;
        if (auto const event = crew.next()) {
            busy = true;
            if (event->kind == Crew::Event::Kind::wants) {
                MPI_Send(nullptr, 0, MPI_BYTE, 0, wants, MPI_COMM_WORLD);
            } else {
                Report const said{event->report, event->trouble};
                MPI_Send(&said, sizeof said, MPI_BYTE, 0, reports, MPI_COMM_WORLD);
            }
        }
        int there = 0;
        MPI_Iprobe(0, gives, MPI_COMM_WORLD, &there, MPI_STATUS_IGNORE);
        if (there != 0) {
            busy = true;
            std::int64_t job{};
            MPI_Recv(&job, 1, MPI_INT64_T, 0, gives, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
            crew.give(job == no_job ? std::nullopt : std::optional{static_cast<std::size_t>(job)});
            at_work -= job == no_job ? 1 : 0;
        }
        if (!busy) {
            rest();
        }
    }
}

}  // namespace

MpiExecutor::MpiExecutor()
{
    int provided = 0;
    MPI_Init_thread(nullptr, nullptr, MPI_THREAD_FUNNELED, &provided);
    if (provided < MPI_THREAD_FUNNELED) {
        throw std::runtime_error{"this MPI does not work with threads"};
    }
    MPI_Comm_rank(MPI_COMM_WORLD, &rank_);
    MPI_Comm_size(MPI_COMM_WORLD, &ranks_);
}

MpiExecutor::~MpiExecutor()
{
    // Whoever is ready first waits here without spinning.
    MPI_Request request{};
    MPI_Ibarrier(MPI_COMM_WORLD, &request);
    wait_gently(request);
    MPI_Finalize();
}

std::vector<ProcessPlace> MpiExecutor::places(unsigned threads_asked)
{
    auto const mine = sent(this_place(threads_asked));
    std::vector<SentPlace> all(static_cast<std::size_t>(ranks_));
    MPI_Request request{};
    MPI_Iallgather(&mine, sizeof mine, MPI_BYTE, all.data(), sizeof mine, MPI_BYTE, MPI_COMM_WORLD,
                   &request);
    wait_gently(request);
    std::vector<ProcessPlace> places;
    for (auto const& one : all) {
        places.push_back(received(one));
    }
    if (threads_asked == 0) {
        divide_processors(places);
    }
    return places;
}

void MpiExecutor::together(std::function<void()> const& act)
{
    std::exception_ptr failure;
    try {
        act();
    } catch (...) {
        failure = std::current_exception();
    }
    auto const first = first_rank_with(failure != nullptr, rank_, ranks_);
    if (first == ranks_) {
        return;
    }
    auto trouble = first == rank_ ? Trouble::of(failure) : Trouble{};
    broadcast(&trouble, sizeof trouble, first);
    if (first == rank_) {
        std::rethrow_exception(failure);
    }
    trouble.raise(speaker(first));
}

void MpiExecutor::spread(std::vector<std::int64_t>& numbers)
{
    auto size = static_cast<std::int64_t>(numbers.size());
    broadcast(&size, sizeof size, 0);
    numbers.resize(static_cast<std::size_t>(size));
    broadcast(numbers.data(), numbers.size() * sizeof(std::int64_t), 0);
}

bool MpiExecutor::share(std::vector<std::size_t> const& jobs, unsigned threads_asked,
                        SharedWork const& work)
{
    auto const all = places(threads_asked);
    std::size_t at_work = 0;
    for (auto const& place : all) {
        at_work += place.threads;
    }
    auto const threads = all[static_cast<std::size_t>(rank_)].threads;
    Leader leader{jobs, work};
    {
        Crew crew{threads, work};
        if (leads()) {
            lead(leader, crew, at_work);
        } else {
            follow(crew, threads);
        }
    }
    std::vector<std::int64_t> end{leader.stopped() ? 1 : 0, leader.from()};
    spread(end);
    auto trouble = leader.trouble();
    broadcast(&trouble, sizeof trouble, 0);
    trouble.raise(speaker(static_cast<int>(end[1])));
    return end[0] == 0;
}

}  // namespace smartstart
