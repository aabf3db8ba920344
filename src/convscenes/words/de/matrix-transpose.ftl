label-window = Kernel auf der Eingabe
label-stamp = Kernel auf der Ausgabe

title = Die transponierte Matrix verteilt, was die Matrix sammelt
description = Die { $matrix }-Matrix der Faltung klappt um ihre Diagonale in ihre { $transpose }-Transponierte;
    eine Zeile der einen ist eine Spalte der anderen.

maps = Die Matrix der Faltung C führt von { $inputs ->
    [one] einem Eingabewert
   *[other] { WORD($inputs) } Eingabewerten
} zu *{ $outputs ->
    [one] einem Ausgabewert
   *[other] { WORD($outputs) } Ausgabewerten
}*.
    .title = Die Matrix der Faltung
turn = Um die Diagonale geklappt: Zeilen werden Spalten, Cᵀ führt von { $outputs ->
    [one] einem Wert
   *[other] { WORD($outputs) } Werten
} zu *{ $inputs ->
    [one] einem
   *[other] { WORD($inputs) }
}*.
    .title = Ihre Transponierte
row = Zeile *1* von C, wieder zur Matrix gelegt, sammelt *{ $many ->
    [0] keinen Eingabewert
    [one] einen Eingabewert
   *[other] { WORD($many) } Eingabewerte
}* in *einem* Ausgabewert.
    .title = Eine Zeile ist ein Fenster
column = Spalte *1* von Cᵀ, dieselben Zahlen: *Ein* Wert verteilt sich auf *{ $many ->
    [0] keinen Wert
    [one] einen Wert
   *[other] { WORD($many) } Werte
}*.
    .title = Die Spalte ist ein Stempel
both = Zeile *{ $number }* von C ist Spalte *{ $number }* von Cᵀ: dieselben Zahlen, beide Richtungen.
    .title = Zeile und Spalte { $number }
rows = Zeile für Zeile und Spalte für Spalte: dieselben Zahlen, in beiden Richtungen gelesen.
    .title = { part-rows }
whole = Dieselben Verbindungen, andere Richtung: { $weights ->
    [one] Mit einem Gewicht sind beide *eins zu eins*
   *[other] C *sammelt* viele in einem, Cᵀ *verteilt* einen auf viele
}.
    .title = Sammeln und verteilen
