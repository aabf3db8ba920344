label-picture = Bild { $number }
label-averaged = Gemittelt
label-kernel = Gewichte
label-bilinear = Bilinear
label-original = Original
chart-error = *Mittlerer quadratischer Fehler auf ungelernten Bildern*
chart-steps = Schritte
chart-bilinear = bilinear
chart-learned = gelernt

title = Ein Kernel lernt, Bilder zu vergrößern
description = Gradientenabstieg für den { $kernel }-Kernel einer transponierten Faltung, die { $small }-Bilder auf { $large }
    vergrößert: Gewichte, Ergebnis und Fehler, Schritt für Schritt, daneben bilinear.

pairs = *{ $pictures }* Bilder der Größe { $large } werden auf { $small } gemittelt;
    ein Kernel aus { $kernel } Gewichten soll den *Rückweg* lernen.
    .title = Bilder und ihre Mittelwerte
start = Die Gewichte beginnen *zufällig*: Was sie aus einem neuen Bild machen, hat den Fehler *{ $error }*.
    .title = Zufällige Gewichte
slope = Der *Gradient* sagt, wie steil der Fehler mit einem Gewicht wächst;
    jedes rückt um *{ $rate }* mal seinen eigenen.
    .title = Ein Schritt
learn = Nach *{ $steps ->
    [one] einem Schritt
   *[other] { WORD($steps) } Schritten
}* ist der Fehler { $case ->
    [first] auf Bildern, die das Training nicht kennt, *{ $error }*; der von bilinear { $other }
    [higher] *{ $error }*; der von bilinear ist noch kleiner, { $other }
    [overtaken] *{ $error }*: Die gelernten Gewichte haben *bilinear* überholt, { $other }
    [settled] *{ $error }*; einige Gewichte liegen nun *unter null*, das schärft Kanten
   *[falling] auf *{ $error }* gefallen; die Schritte werden mit der Steigung kleiner
}.
    .title = Nach { $steps } Schritten
compare = Auf Bildern, die das Training nicht kennt, ist der Fehler *{ $error }*, der von bilinear *{ $other }*: { $better ->
    [yes] Die Gewichte passen zu den *Daten*
   *[no] Es braucht *mehr* Schritte
}.
    .title = Im Vergleich mit bilinear
