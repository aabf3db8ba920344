label-picture = Bild { $number }
label-averaged = Gemittelt
label-kernel = Gewichte
label-bilinear = Bilinear
label-original = Original
chart-error = *Mittlerer quadratischer Fehler, neue Bilder*
chart-steps = Schritte
chart-bilinear = bilinear
chart-learned = gelernt

title = Ein Kernel lernt, Bilder zu vergrößern
description = Gradientenabstieg für den { $kernel }-Kernel einer transponierten Faltung, die { $small }-Bilder auf { $large }
    vergrößert: Gewichte, Ergebnis und Fehler, Schritt für Schritt, daneben bilinear.

pairs = { $pictures } Bilder werden von { $large } auf { $small } gemittelt; ein Kernel lernt den *Rückweg*.
    .title = Bilder und ihre Mittelwerte
start = Die Gewichte beginnen *zufällig*: Auf neuen Bildern ist ihr Fehler *{ $error }*.
    .title = Zufällige Gewichte
slope = Jedes Gewicht rückt um *{ $rate }* mal seinen *Gradienten*: wie steil der Fehler wächst.
    .title = Ein Schritt
learn = Nach { $steps ->
    [one] einem Schritt
   *[other] { WORD($steps) } Schritten
} ist der Fehler *{ $error }*{ $case ->
    [first] ; der von bilinear ist { $other }
    [higher] ; der von bilinear ist noch kleiner, { $other }
    [overtaken] : Die gelernten Gewichte haben bilinear ({ $other }) *überholt*
    [settled] ; einige *negative* Gewichte schärfen Kanten
   *[falling] ; mit der Steigung werden die Schritte kleiner
}.
    .title = Nach { $steps ->
        [one] 1 Schritt
       *[other] { $steps } Schritten
    }
compare = Fehler auf neuen Bildern: *{ $error }*, bilinear *{ $other }*; { $better ->
    [yes] die Gewichte passen zu den *Daten*
   *[no] es braucht *mehr* Schritte
}.
    .title = Im Vergleich mit bilinear
