# Wörter der Notebooks, auf Deutsch.

change = Zahlen ändern und die Zellen noch einmal ausführen: Jedes Bild wird dann mit den neuen Zahlen gezeichnet.
