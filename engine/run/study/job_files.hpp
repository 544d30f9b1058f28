#pragma once

#include <filesystem>
#include <string>

namespace smartstart::studies {

/// What is asked of Slurm for a study.
struct ClusterOrder {
    std::filesystem::path program;  ///< of this kind of job, `smartstart` or `smartstart-mpi`
    std::string arguments;          ///< of `run`, ready for a shell
    std::filesystem::path folder;   ///< of the study; what jobs say goes there as well
    std::string name;               ///< of the job
    int nodes{1};
    int tasks_per_node{1};
    int threads{1};    ///< of each task
    std::string time;  ///< as Slurm writes it: `2:00:00`, `1-00:00:00`, `30`
    std::string partition, account;
    std::string launcher;  ///< of MPI: `srun --mpi=pmix`, `mpirun`
};

/// How many seconds before its time limit a job is asked to stop: a tenth of the limit, from half a
/// minute to ten minutes. Throws InputError when the time is not as Slurm writes it.
int seconds_of_warning(std::string const& time);

/// A job file with an array of independent tasks, each doing its share of the blocks.
std::string array_job(ClusterOrder const& order);
/// A job file with one job of MPI over all nodes, which hands out blocks as it goes.
std::string mpi_job(ClusterOrder const& order);

/// A word that a shell takes as it is.
std::string for_shell(std::string const& word);

}  // namespace smartstart::studies
