"""Jobs: the files of a pattern in the formats asked for, in a folder written completely or not at all."""
