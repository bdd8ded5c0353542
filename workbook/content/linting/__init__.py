"""The rules of the content linter: each looks at what was read and says what is wrong, and where."""
