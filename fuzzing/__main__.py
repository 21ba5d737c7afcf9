"""Two ways to try the program on documents that nobody wrote: see the README beside this file.

python -m fuzzing text --minutes 10
python -m fuzzing file --minutes 10
python -m fuzzing damage --seed 1 2 3
"""

from __future__ import annotations

import importlib.util
import sys

if __name__ == "__main__":
    if sys.argv[1:2] == ["damage"]:
        from fuzzing.damage.command import main

        main(sys.argv[2:])
    elif sys.argv[1:2] not in (["text"], ["file"]):
        sys.exit(__doc__)
    elif importlib.util.find_spec("atheris") is None:
        sys.exit("this needs atheris, which the damage test does not: pip install atheris")
    else:
        from fuzzing import fuzzer

        fuzzer.main()
