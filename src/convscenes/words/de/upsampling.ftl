label-nearest = Nächster Nachbar
label-nearest-kernel = Feste Gewichte
label-bilinear = Bilinear
label-bilinear-kernel = Feste Gewichte
label-bicubic = Bikubisch
label-bicubic-kernel = Feste Gewichte
label-output = Transponiert
label-kernel = Lernbare Gewichte

title = Vier Wege, ein Bild zu vergrößern
description = Ein { $small }-Bild wird auf { $large } vergrößert: durch Interpolation – nächster Nachbar, bilinear, bikubisch –
    und durch eine transponierte Faltung, jeweils neben dem Kernel, dessen Stempel das Ergebnis erzeugen.

picture = Ein Bild aus *{ $small }* Werten soll *{ $large }* groß werden: Welche Werte kommen dazwischen?
    .title = Ein Bild, das größer werden soll
nearest = *Nächster Nachbar*: Der Kernel besteht aus *Einsen*; Werte wiederholen sich, Kanten werden zu Treppen.
    .title = Nächster Nachbar
bilinear = *Bilinear*: Breitere Stempel überlappen und addieren sich;
    Werte folgen *Geraden*, Kanten werden unscharf.
    .title = Bilinear
bicubic = *Bikubisch*: noch breiter, mit *negativen* Gewichten; Kanten bleiben schärfer, können aber unter null ausschlagen.
    .title = Bikubisch
transposed = *Transponierte Faltung*: { $twin ->
    [yes] dieselben Stempel, aber *lernbar*; kleiner am Rand, den bilinear *wiederholt*
   *[no] Ebenso gestempelt, aber das *Training* darf { $weights ->
        [one] ihr einziges Gewicht
       *[other] jedes ihrer { $weights } Gewichte
    } ändern
}.
    .title = Transponierte Faltung
together = Ein Prinzip: Wert mal Kernel, im Abstand von *{ part-apart }* gestempelt.
    .title = Vier Wege, ein Prinzip
learnable = Drei Kernels sind *fest*; { $weights ->
    [one] das einzige Gewicht der transponierten Faltung lässt
   *[other] die { WORD($weights) } Gewichte der transponierten Faltung lassen
} sich *lernen*.
    .title = Was sich lernen lässt
