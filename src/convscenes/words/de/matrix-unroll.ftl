label-placed = Kernel auf der Eingabe

title = Jede Ausgabezelle ist eine Zeile der Matrix der Faltung
description = Der { $kernel }-Kernel, in der Form der { $image }-Eingabe mit Nullen ringsum abgelegt und flach gezogen,
    ergibt die Zeilen der { $matrix }-Matrix der Faltung.

maps = C hat eine Zeile je Ausgabewert (*{ $rows }*), eine Spalte je Eingabewert (*{ $columns }*).
    .title = Eingabe, Ausgabe und die leere Matrix
place = Für { part-the-output } in { part-cell } liegt der Kernel hier, sonst *Nullen*.
    .title = Der Kernel, abgelegt
flatten = { $flat ->
    [yes] Die Matrix ist schon eine Zeile der Länge *{ $length }*: eine Zeile von C.
   *[no] Zeile für Zeile flach gezogen, wird die *{ $map }*-Matrix zu einer Zeile der Länge *{ $length }*.
}
    .title = Flach gezogen
total = Mit { part-to-input } multipliziert und summiert: Das ist der *Ausgabewert* dieser Zeile.
    .title = Ihr Ausgabewert
row = Zeile *{ $number }* von C: der Kernel für { part-the-output } in { part-cell }.
    .title = Zeile { $number }
rows = *{ part-rows }* { part-of-output }: Die Gewichte bleiben, der Ort rückt weiter.
    .title = { part-rows }
together = Mit { part-to-input } als einer Spalte *x* ist die ganze Faltung *C·x*.
    .title = Zeile und Ausgabezelle
