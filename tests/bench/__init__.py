"""Benchmarks: every figure beside a baseline of the same machine and the same minutes."""
