# Wörter von Seiten, die einen Vortrag abspielen, auf Deutsch.

player = Abspieler
back = Zurück
next = Weiter
again = Noch einmal
play = Abspielen
pause = Anhalten
step = Schritt
# Wo man ist: $number von $count.
position = { $number } von { $count }
speed = Geschwindigkeit
captions = Untertitel
notes = Notizen
full = Vollbild
theme = Hell oder dunkel
chapters = Kapitel
transcript = Zum Nachlesen
values = Alle Werte
