"""The case: append-only gebeurtenissen, typed uitspraken, and what follows from them."""
