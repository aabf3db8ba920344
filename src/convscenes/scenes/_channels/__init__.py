"""What the scenes of images with several channels share: maps in columns."""
