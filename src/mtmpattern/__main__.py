"""``python -m mtmpattern``: the command, where the folder of installed scripts is not on the path."""

from mtmpattern.entry import main

main()
