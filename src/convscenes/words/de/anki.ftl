# Wörter der Stapel für Anki, auf Deutsch.

what-next = Was kommt als Nächstes?
