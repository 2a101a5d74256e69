"""How right dgreport is: texts against their reference (`metrics`), reports against a golden (`golden`)."""
