"""A calibration that is killed at random moments, and goes on with other threads, comes to the same
bytes. Called with the program."""
import hashlib
import pathlib
import random
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = sys.argv[1]
KILLS = int(sys.argv[2]) if len(sys.argv) > 2 else 3

# Fewer people and points than calibration/one-municipality.yaml: seconds instead of minutes.
SMALLER = {
    "scale: 1/4\n": "scale: 1/10\n",
    "points: [50, 40, 40]": "points: [24, 20]",
    "draws: 100, checked: 20": "draws: 20, checked: 10",
    "scenario: scenarios/": f"scenario: {ROOT}/calibration/scenarios/",
    "targets/": f"{ROOT}/calibration/targets/",
}


def written(folder):
    text = (ROOT / "calibration/one-municipality.yaml").read_text(encoding="utf-8")
    for old, new in SMALLER.items():
        assert old in text, old
        text = text.replace(old, new)
    file = folder / "small.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def start(file, output, threads, *more):
    return subprocess.Popen(
        [PROGRAM, "calibrate", file, "--output", output, "--threads", str(threads), "--quiet",
         "--sbc", "10", *more],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def finish(process):
    said = process.communicate()[1]
    assert process.returncode == 0, f"exit {process.returncode}: {said}"


def digest(output):
    return hashlib.sha256((output / "small.posterior.h5").read_bytes()).hexdigest()


def main():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="smartstart-killed-"))
    file = written(folder)
    begin = time.monotonic()
    finish(start(file, folder / "whole", 2))
    whole = time.monotonic() - begin
    runs = (folder / "whole/small.runs").stat().st_size
    luck = random.Random(time.time_ns())
    output, killed, sizes = folder / "killed", 0, []
    moments = sorted(luck.uniform(0.05, 0.95) for _ in range(KILLS))
    for number, moment in enumerate(moments):
        # What is there already is not made again, so each stretch is a part of the whole.
        stretch = whole * (moment - (moments[number - 1] if number else 0.0))
        process = start(file, output, 1 + number % 3, *(["--resume"] if output.exists() else []))
        time.sleep(stretch)
        if process.poll() is None:
            process.kill()
            killed += 1
        process.communicate()
        kept = output / "small.runs"
        sizes.append(kept.stat().st_size if kept.exists() else 0)
    finish(start(file, output, 3, "--resume"))
    print(f"killed {killed} times of {KILLS}, at {[f'{moment:.2f}' for moment in moments]} of "
          f"{whole:.1f} s, with {sizes} of {runs} bytes of runs kept")
    assert killed > 0, "no kill came before the end"
    assert digest(output) == digest(folder / "whole"), "the posterior differs"
    print("the posterior is the same, byte for byte")


main()
