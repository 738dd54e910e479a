"""Jobs: what a command or a program asks for, from its input to files and the output folder."""
