"""All measurements, one after the other, each in a process of its own."""

import subprocess
import sys

NAMES = ("folds", "matcher_peers", "batch", "echo", "announcements")
LIMIT_SECONDS = 600.0


def main() -> None:
    failed = []
    for name in NAMES:
        print(f"\n==== {name} ====", flush=True)
        command = [sys.executable, "-m", f"tests.bench.{name}"]
        try:
            subprocess.run(command, check=True, timeout=LIMIT_SECONDS)
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            print(f"{name}: {error}", flush=True)
            failed.append(name)
    if failed:
        sys.exit(f"did not finish: {', '.join(failed)}")


if __name__ == "__main__":
    main()
