"""The material of every output: what a report says, clause by clause, and what each clause needs beside it."""
