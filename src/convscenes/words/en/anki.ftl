# Words of Anki decks, in English.

# The question of a card: what follows a picture.
what-next = What comes next?
