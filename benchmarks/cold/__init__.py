"""What the contestants of `benchmarks.coverage_cold` run, each a process of its own: `python FILE FOLDER`."""
