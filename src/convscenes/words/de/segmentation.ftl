label-picture = Bild
label-layer = Schicht { $number }
label-scores = Scores
label-coarse = Klassen
label-enlarged = Scores
label-classes = Klassen
label-truth = Wahrheit
label-background = Hintergrund
label-disc = Scheibe
label-square = Quadrat
label-triangle = Dreieck
formula-right = { $classes } Klassen: { $share } richtig

title = Von einem Bild zu einer Klasse für jedes Pixel
description = Ein reines Faltungsnetz verkleinert eine { $high }-Zeichnung zu { $low } Scores für jede Klasse;
    eine transponierte Faltung vergrößert sie auf { $high }, und der höchste gibt jedem Pixel seine Klasse.

picture = Eine verrauschte Zeichnung: Zu welcher *Klasse* gehört jedes Pixel?
    .title = Eine verrauschte Zeichnung
layer = Eine Faltung mit Schrittweite { $stride } erzeugt *{ $maps ->
    [one] eine Merkmalskarte
   *[other] { WORD($maps) } Merkmalskarten
}*; jeder Wert sieht *{ $field }* Pixel.
    .title = Schicht { $number }
scores = Eine *1×1*-Faltung gewichtet diese Karten: an jeder Stelle ein *Score* für jede Klasse.
    .title = Ein Score für jede Klasse
coarse = Der höchste Score gewinnt, aber es gibt nur *{ $low }* Stellen.
    .title = Grobe Klassen
enlarge = Eine transponierte Faltung, erst bilinear, dann trainiert, vergrößert die Scores auf *{ $high }*.
    .title = Vergrößerte Scores
classes = Wieder gewinnt der höchste Score: eine Klasse für *jedes Pixel*.
    .title = Eine Klasse für jedes Pixel
truth = *{ $right } von { $pixels }* Pixeln sind richtig; in { $drawings } ungesehenen Zeichnungen *{ $share }*.
    .title = Mit der Wahrheit verglichen
