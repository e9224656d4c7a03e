"""Benchmarks: what is measured, and not only asserted."""
