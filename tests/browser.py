"""What browser tests share: the two widths that every screen is looked at."""

BREED, SMAL = {"width": 1280, "height": 900}, {"width": 320, "height": 700}
