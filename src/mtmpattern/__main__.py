"""``python -m mtmpattern``: the command, where the folder of installed scripts is not on the path."""

from mtmpattern.entry import main

if __name__ == "__main__":        # whoever imports every module of the package starts nothing
    main()
