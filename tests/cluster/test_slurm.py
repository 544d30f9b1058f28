"""A study on a real Slurm: three virtual nodes on this machine, all on loopback. Called with
smartstart and smartstart-mpi (or '-' where that was not built). Skipped where Slurm cannot start."""
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest

from study import ENVIRONMENT, Study, skip

PROGRAM, WITH_MPI = "", ""
NEEDED = ("munged", "slurmctld", "slurmd", "sbatch", "srun", "scontrol", "sinfo", "squeue")
NODES = ("n1", "n2", "n3")

CONFIGURATION = """
ClusterName=smartstart-test
SlurmctldHost={host}(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket={folder}/socket/munge.socket
CredType=cred/munge
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
SlurmctldPort={port}
SrunPortRange={srun}-{srun_last}
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool/%n
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd-%n.pid
SlurmctldLogFile={folder}/log/slurmctld.log
SlurmdLogFile={folder}/log/slurmd-%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
JobCompType=jobcomp/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerType=sched/backfill
SchedulerParameters=sched_interval=1,bf_interval=1,batch_sched_delay=0
MpiDefault=none
ReturnToService=2
SwitchType=switch/none
KillWait=20
TmpFS={folder}/tmp/%n
NodeName=n[1-3] NodeHostname={host} NodeAddr=127.0.0.1 Port=[{first}-{last}] CPUs={processors} \
RealMemory=1000 State=UNKNOWN
PartitionName=main Nodes=n[1-3] Default=YES MaxTime=INFINITE State=UP OverSubscribe=FORCE:8
"""


def free_ports(count):
    """The first of so many ports in a row that nobody uses."""
    for first in range(21000, 31000, count):
        try:
            for port in range(first, first + count):
                with socket.socket() as one:
                    one.bind(("127.0.0.1", port))
            return first
        except OSError:
            continue
    skip("no ports are free")
    return 0


class Slurm:
    """Started and stopped by the numbers of its processes only."""

    def __init__(self):
        missing = [name for name in NEEDED if not shutil.which(name)]
        if missing:
            skip(f"Slurm is not installed: {', '.join(missing)} missing")
        if os.getuid() != 0:
            skip("Slurm is started as root only")
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="smartstart-slurm-"))
        self.folder.chmod(0o755)
        self.environment = {**ENVIRONMENT, "SLURM_CONF": str(self.folder / "slurm.conf")}
        self.started = []

    def start(self):
        for name in ("munge", "socket", "state", "log", *(f"spool/{n}" for n in NODES),
                     *(f"tmp/{n}" for n in NODES)):
            (self.folder / name).mkdir(parents=True)
        (self.folder / "munge").chmod(0o700)
        key = self.folder / "munge/key"
        key.write_bytes(os.urandom(1024))
        key.chmod(0o400)
        first = free_ports(40)
        (self.folder / "slurm.conf").write_text(CONFIGURATION.format(
            host=socket.gethostname().split(".")[0], folder=self.folder, port=first,
            first=first + 1, last=first + 3, srun=first + 4, srun_last=first + 39,
            processors=os.cpu_count()))
        (self.folder / "cgroup.conf").write_text("CgroupAutomount=no\n")
        munge = self.folder / "munge"
        self.daemon("munged", "--foreground", "--force", f"--key-file={key}",
                    f"--socket={self.folder}/socket/munge.socket",
                    f"--pid-file={munge}/munged.pid", f"--log-file={munge}/munged.log",
                    f"--seed-file={munge}/munged.seed")
        self.until(lambda: (self.folder / "socket/munge.socket").exists(), 10, "munge")
        self.daemon("slurmctld", "-D", "-f", self.environment["SLURM_CONF"], "-c")
        for node in NODES:
            self.daemon("slurmd", "-D", "-f", self.environment["SLURM_CONF"], "-N", node, "-c")
        self.until(lambda: self.ask("sinfo", "-h", "-o", "%D %t").stdout.split() == ["3", "idle"],
                   20, "the nodes")

    def daemon(self, *command):
        with open(self.folder / "log" / f"{command[0]}.txt", "ab") as log:
            self.started.append(subprocess.Popen(  # pylint: disable=R1732
                command, env=self.environment, stdout=log, stderr=log,
                stdin=subprocess.DEVNULL))

    def until(self, holds, seconds, what):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if holds():
                return
            time.sleep(0.1)
        self.stop()
        skip(f"Slurm did not start here: no answer from {what}")

    def ask(self, *command):
        return subprocess.run(command, env=self.environment, text=True, capture_output=True,
                              timeout=60, check=False)

    def stop(self):
        for process in reversed(self.started):
            process.send_signal(signal.SIGTERM)
        for process in reversed(self.started):
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
        self.started = []
        shutil.rmtree(self.folder, ignore_errors=True)


class OnSlurm(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.slurm = Slurm()
        # Its daemons go as well where what follows fails.
        cls.addClassCleanup(cls.slurm.stop)
        cls.slurm.start()
        ENVIRONMENT["SLURM_CONF"] = cls.slurm.environment["SLURM_CONF"]
        cls.study = Study(replicates=16)
        cls.addClassCleanup(shutil.rmtree, cls.study.folder)
        cls.wanted = cls.study.plain(PROGRAM)

    def submit(self, output, *more, nodes=3):
        return self.study.call([
            PROGRAM, "submit", self.study.file.name, "--output", output,
            "--nodes", nodes, "--time", "10", *more])

    def wait_for_jobs(self, seconds=60):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if not self.slurm.ask("squeue", "-h").stdout.strip():
                return
            time.sleep(0.2)
        self.fail("jobs did not end: " + self.slurm.ask("squeue").stdout)

    def said(self, output):
        return "".join(file.read_text() for file in
                       sorted((self.study.folder / output / "jobs").glob("*.txt")))

    def test_an_array_over_three_nodes_gives_the_bytes_of_one_process(self):
        self.submit("array", "--now")
        self.wait_for_jobs()
        logs = sorted(file.name for file in (self.study.folder / "array").glob("study.*.log"))
        self.assertEqual(logs, [f"study.{i}-of-3.log" for i in (1, 2, 3)], self.said("array"))
        self.assertEqual(self.study.results(PROGRAM, "array"), self.wanted)

    def test_a_job_of_mpi_over_three_nodes_gives_the_same(self):
        if WITH_MPI == "-":
            self.skipTest("smartstart-mpi was not built")
        self.submit("mpi", "--kind", "mpi", "--now")
        self.wait_for_jobs()
        self.assertIn("32 of 32 runs done", self.said("mpi"))
        self.assertEqual(self.study.results(PROGRAM, "mpi"), self.wanted)

    def test_a_job_that_is_stopped_goes_back_into_the_queue_and_ends_the_same(self):
        self.submit("stopped", "--now", nodes=1)
        runs = self.study.folder / "stopped/runs"
        end = time.monotonic() + 30
        while time.monotonic() < end and not list(runs.glob("*.runs")):
            time.sleep(0.02)
        job = self.slurm.ask("squeue", "-h", "-o", "%i").stdout.split()
        self.assertEqual(len(job), 1)
        self.slurm.ask("scancel", "--signal=TERM", job[0])
        # What was asked to stop says so with 5; then the same job goes on by itself.
        end = time.monotonic() + 30
        while time.monotonic() < end and "stopped." not in self.said("stopped"):
            time.sleep(0.1)
        self.assertIn("--resume goes on from there", self.said("stopped"))
        # Slurm lets a job rest for minutes before it begins again; it needs a second or two.
        self.slurm.until(lambda: "PD" in self.slurm.ask("squeue", "-h", "-o", "%t").stdout, 30,
                         "the queue")
        time.sleep(2.5)
        self.slurm.ask("scontrol", "update", f"JobId={job[0]}", "StartTime=now")
        self.wait_for_jobs(60)
        self.assertEqual(self.study.results(PROGRAM, "stopped"), self.wanted)


if __name__ == "__main__":
    PROGRAM, WITH_MPI = sys.argv[1:3]
    unittest.main(argv=sys.argv[:1])
