label-z = z
label-rung = Stufe { $number }
label-picture = Bild
label-pictures = Kernel { $kernel }, Schrittweite { $stride }
label-strengths = Effektivwert
# Kurz, denn es steht unter schmalen Spalten.
strengths-odd = unger.
strengths-even = ger.
formula-scale = Maßstäblich: Höhe und Breite in Zellen, Länge in Kanälen
formula-repeats = { $share } wiederholen sich
formula-mean = im Mittel wiederholen sich { $share }

title = Ein Generator: von { $latent ->
    [one] einer Zahl
   *[other] { $latent } Zahlen
} zu einem Bild
description = { part-rungs } { $rungs ->
    [one] macht
   *[other] machen
} aus { $latent ->
    [one] einer Zufallszahl
   *[other] { $latent } Zufallszahlen
} { $end } Werte; kleine untrainierte Generatoren erzeugen Bilder, die sich mit der Schrittweite wiederholen.
part-rungs = { $rungs ->
    [one] eine transponierte Faltung
   *[other] { WORD($rungs) } transponierte Faltungen
}

start = Am Anfang steht *z*: eine einzige Zelle mit *{ $latent ->
    [one] einem Zufallskanal
   *[other] { WORD($latent) } Zufallskanälen
}*.
    .title = Zufallszahlen
rung-of-one-cell = Eine transponierte Faltung verteilt jede Zahl auf *{ $new }* Zellen, in *{ $channels }* { $channels ->
    [one] Kanal
   *[other] Kanälen
}.
    .title = Stufe { $number }
rung = Schrittweite { $stride }: Aus { $old } Zellen werden *{ $new }*, aus { $inputs } { $inputs ->
    [one] Kanal
   *[other] Kanälen
} *{ $channels }*.
    .title = Stufe { $number }
whole = { part-rungs }: Aus { $latent ->
    [one] einer Zahl
   *[other] { $latent } Zahlen
} werden { $end } = *{ NUMBER($values, useGrouping: "true") }* Werte.
    .title = Die ganze Leiter
run = Ein kleiner Generator, wirklich gerechnet: Seine Gewichte sind *zufällig*, niemand hat ihn trainiert.
    .title = Ein untrainierter Generator
pictures = { $uneven ->
    [yes] Ungleichmäßige Überlappung
   *[no] Gleichmäßige Überlappung
}: *{ $form ->
    [one] { $least }
   *[range] { $least }–{ $greatest }
} %* der Varianz wiederholen sich alle zwei Zellen (Rauschen: { $noise }).
    .title = Bilder, Kernel { $kernel }
strengths = Bei { $generators } Generatoren: { $overlap ->
    [both] Nur ungleichmäßige Überlappung *stärkt* manche Zellen; Muster *wiederholen* sich bei beiden
    [uneven] Zellen mit mehr Stempeln sind *stärker*, und ein Muster wiederholt sich
   *[even] Alle Zellen sind *gleich stark*, aber ein Muster wiederholt sich trotzdem
}.
    .title = { $generators } untrainierte Generatoren
