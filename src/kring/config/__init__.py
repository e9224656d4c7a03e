"""How the product is put together on one machine: settings, places, database, command line."""
