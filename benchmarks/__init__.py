"""How fast the main jobs are beside the best that others have, in one run on one machine: ``make bench``.

A job is a module with ``TITLE`` and ``run``, which gives its tables as Markdown; :data:`benchmarks.__main__.JOBS` lists
them. Contestants take turns, so that a busy machine is as busy for each, and only ratios within a run count.
"""
