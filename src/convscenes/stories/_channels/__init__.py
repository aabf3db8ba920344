"""Stories of several channels: how kinds that show one channel tell an image of more."""
