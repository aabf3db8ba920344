label-input = Matrix
label-scale = Skala

title = Ein Bild ist eine Matrix aus Zahlen
description = { $matrices ->
    [one] Eine Matrix
   *[other] { WORD($matrices) } Matrizen
} als farbige Zellen: je größer die Zahl, desto kräftiger die Farbe.
    Die Skala darunter reicht jeweils vom kleinsten bis zum größten Wert.

picture = Ein Bild ist eine *Matrix*: { part-cells }, und in jeder Zelle eine Zahl.
next-picture = { $label }: { part-cells }, wieder eine Zahl in jeder.
part-cells = *{ $size }* { $cells ->
    [one] Zelle
   *[other] Zellen
}
ends = { $values ->
    [constant] Alle Werte sind *{ $least }*: Sie haben alle dieselbe Farbe.
    [negative] Die Werte reichen von *{ $least }* bis *{ $greatest }*.
    [again] Von *{ $least }* bis *{ $greatest }*: Der größte Wert hat wieder die kräftigste Farbe.
   *[first] Der kleinste Wert, *{ $least }*, hat die schwächste Farbe, der größte, *{ $greatest }*, die kräftigste.
}
ends-title = { $label }: vom kleinsten bis zum größten Wert
span = Dazwischen wird die Farbe mit der Zahl kräftiger{ $matrices ->
    [one] {""}
   *[other] , in jeder Matrix auf *eigener Skala*
}.
    .title = Was eine Farbe bedeutet
negative = Negative Zahlen haben einen *anderen Farbton*: je weiter von null, desto kräftiger.
    .title = Negative Zahlen
whole = Für den Computer gibt es nur Zahlen: Alles Weitere ist *Rechnen*.
    .title = Nichts als Zahlen
