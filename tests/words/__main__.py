"""``python -m tests.words`` writes the transcripts anew: read what has changed, then commit it."""

from tests.words.transcripts import write

write()
