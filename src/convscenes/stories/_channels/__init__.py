"""What the stories of images with several channels share: maps, words and sums."""
