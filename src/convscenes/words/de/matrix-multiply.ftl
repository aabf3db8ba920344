label-column = Spalte x
label-result = Spalte y
label-slid = Durch Gleiten
formula-column = Spalte { $number }

title = { $transposed ->
    [yes] Transponierte Faltung
   *[no] Faltung
} ist eine Matrix mal eine Spalte
description = Die { $image }-Eingabe, als Spalte gelesen, wird mit der { $matrix }-Matrix multipliziert;
    das Produkt, wieder gefaltet, ist die { $output }-Ausgabe der { $transposed ->
        [yes] transponierten Faltung
       *[no] Faltung
    }.

maps = Die *{ $matrix }*-Matrix { part-matrix } multipliziert eine Spalte: Die Eingabe muss eine werden.
    .title = Eingabe und Matrix
part-matrix = { $transposed ->
    [yes] Cᵀ
   *[no] C
}
flatten = { $rows ->
    [one] Aufgerichtet
   *[other] Zeile für Zeile gelesen
}, wird die *{ $image }*-Eingabe zur Spalte *x* aus { $values ->
    [one] einem Wert
   *[other] { WORD($values) } Werten
}.
    .title = Die Eingabe als Spalte
pair = Zeile *1* von C wird neben x gelegt: ein Gewicht für jeden Wert.
    .title = Zeile 1 neben x
first-product = { $many ->
    [0] Kein Gewicht ist ungleich null: Der erste Eintrag von y ist *0*.
    [one] *Ein Gewicht* ist nicht null: Sein Produkt, *{ $sum }*, ist der erste Eintrag von y.
   *[other] *{ WORD($many) } Gewichte* sind nicht null: Die Summe ihrer Produkte, *{ $sum }*, ist der erste Eintrag von y.
}
    .title = Zeile { $number }
product = Zeile *{ $number }* von C mal dieselbe Spalte x: *{ $sum }*.
    .title = Zeile { $number }
product-rows = Zeile um Zeile von C trifft dieselbe Spalte x: die Einträge von y für *{ part-rows }* der Ausgabe.
    .title = { part-rows }
scale = Der erste Wert, *{ $value }*, multipliziert Spalte *1* von Cᵀ: ein Wert, *{ $products ->
    [0] kein Produkt
    [one] ein Produkt
   *[other] { WORD($products) } Produkte
}*.
    .title = Spalte 1, multipliziert
first-grow = Die multiplizierte Spalte wird zu y *addiert*, wo anfangs nur Nullen stehen.
    .title = Spalte { $number }
grow = Plus *{ $value }* mal Spalte *{ $number }*{ $overlaps ->
    [yes] : Wo Spalten überlappen, addieren sie sich
   *[no] {""}
}.
    .title = Spalte { $number }
grow-rows = Wert um Wert aus *{ part-rows }* multipliziert seine Spalte, und die Spalten addieren sich in y.
    .title = { part-rows }
fold = { $rows ->
    [one] Hingelegt
   *[other] Zeile für Zeile gefaltet
}, wird die Spalte *y* zur *{ $output }*-Ausgabe.
    .title = y, gefaltet
compare = Das ist, was { $transposed ->
    [yes] das Verteilen der Stempel ergibt, *gleich in jeder Zelle*: Transponierte Faltung
   *[no] das Gleiten des Kernels ergibt, *gleich in jeder Zelle*: Faltung
} ist *{ part-matrix }·x*.
    .title = Gleich in jeder Zelle
