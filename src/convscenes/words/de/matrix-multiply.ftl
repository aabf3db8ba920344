label-column = Spalte x
label-result = Spalte y
label-slid = Durch Gleiten
formula-column = Spalte { $number }

title = { $transposed ->
    [yes] Transponierte Faltung
   *[no] Faltung
} ist eine Matrix mal eine Spalte
description = Die { $image }-Eingabe, als Spalte gelesen, wird mit der { $matrix }-Matrix multipliziert;
    das Produkt, wieder in Zeilen zerlegt, ist die { $output }-Ausgabe der { $transposed ->
        [yes] transponierten Faltung
       *[no] Faltung
    }.

maps = Die *{ $matrix }*-Matrix { part-matrix } wird mit einer Spalte multipliziert; { part-the-input } muss zur Spalte werden.
    .title = Eingabe und Matrix
part-matrix = { $transposed ->
    [yes] Cᵀ
   *[no] C
}
flatten = { $rows ->
    [one] Aufgerichtet
   *[other] Zeile für Zeile gelesen
}, wird die { $image }-Eingabe zur *Spalte x* aus { $values ->
    [one] einem Wert
   *[other] { WORD($values) } Werten
}.
    .title = Die Eingabe als Spalte
pair = Zeile 1 von C wird neben x gelegt: *ein Gewicht für jeden Wert*.
    .title = Zeile 1 neben x
first-product = { $many ->
    [0] Alle Gewichte der Zeile sind null: Der erste Eintrag von y ist *0*.
    [one] Ein Gewicht ist nicht null: Sein Produkt, *{ $sum }*, ist der erste Eintrag von y.
   *[other] { WORD($many) } Gewichte ungleich null: Ihre Produkte ergeben zusammen *{ $sum }*, den ersten Eintrag von y.
}
    .title = Zeile { $number }
product = Zeile { $number } von C mal dieselbe Spalte x: *{ $sum }*.
    .title = Zeile { $number }
product-rows = Zeile für Zeile von C mal x: *{ part-rows }* { part-of-output }.
    .title = { part-rows }
scale = Der erste Wert, { $value }, multipliziert Spalte 1 von Cᵀ: ein Wert, *{ $products ->
    [0] kein Produkt
    [one] ein Produkt
   *[other] { WORD($products) } Produkte
}*.
    .title = Spalte 1, skaliert
first-grow = Die skalierte Spalte wird zu y *addiert*, das mit Nullen beginnt.
    .title = Spalte { $number }
grow = Plus *{ $value }* mal Spalte *{ $number }*{ $overlaps ->
    [yes] : Wo Spalten überlappen, addieren sie sich
   *[no] {""}
}.
    .title = Spalte { $number }
grow-rows = Jeder Wert aus *{ part-to-rows }* skaliert seine Spalte; y addiert sie.
    .title = { part-rows }
# Im Dativ: aus …
part-to-rows = { $noun ->
    [cell] { $form ->
        [one] Zelle { $first }
       *[run] den Zellen { $first } bis { $last }
    }
   *[row] { $form ->
        [one] Zeile { $first }
       *[run] den Zeilen { $first } bis { $last }
    }
}
fold = { $rows ->
    [one] Hingelegt
   *[other] In Zeilen zerlegt
}, wird die Spalte y zur *{ $output }-Ausgabe*.
    .title = y als Ausgabe
compare = { $transposed ->
    [yes] Das Stempeln ergibt *in jeder Zelle* dasselbe: Transponierte Faltung
   *[no] Das Gleiten des Kernels ergibt *in jeder Zelle* dasselbe: Faltung
} ist *{ part-matrix }·x*.
    .title = Gleich in jeder Zelle
