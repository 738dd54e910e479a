"""What a finished draft is made of: cloth, pieces, outlines, runs, operations, requirements."""
