# Words of text to paste, in English.

captions = Captions
