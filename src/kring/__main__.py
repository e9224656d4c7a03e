"""`python -m kring` is the command `kring`."""

import sys

from kring.config.opdracht import main


sys.exit(main())
