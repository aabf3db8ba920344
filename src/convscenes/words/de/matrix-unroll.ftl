label-placed = Kernel auf der Eingabe

title = Jede Ausgabezelle ist eine Zeile der Matrix der Faltung
description = Der { $kernel }-Kernel, in der Form der { $image }-Eingabe mit Nullen ringsum abgelegt und flach gezogen,
    ergibt die Zeilen der { $matrix }-Matrix der Faltung.

maps = Die Matrix der Faltung C hat eine Zeile für jeden Ausgabewert (*{ $rows }*)
    und eine Spalte für jeden Eingabewert (*{ $columns }*).
    .title = Eingabe, Ausgabe und die leere Matrix
place = Für die Ausgabe in { part-cell } liegt der Kernel hier; überall sonst steht *null*.
    .title = Der Kernel, abgelegt
flatten = { $flat ->
    [yes] Die Matrix ist schon eine Zeile der Länge *{ $length }*: Sie wird, wie sie ist, zu einer Zeile von C.
   *[no] Flach gezogen, Zeile für Zeile, wird die *{ $map }*-Matrix zu einer Zeile der Länge *{ $length }*.
}
    .title = Flach gezogen
total = Wert für Wert mit der Eingabe multipliziert und summiert: Das ist der Ausgabewert dieser Zeile.
    .title = Ihr Ausgabewert
row = Zeile *{ $number }* von C: der Kernel, wie er für die Ausgabe in { part-cell } liegt, flach gezogen.
    .title = Zeile { $number }
rows = Ebenso *{ part-rows }* der Ausgabe: Die Gewichte bleiben, der Ort rückt weiter.
    .title = { part-rows }
together = In jeder Zeile steht der Kernel an einer anderen Stelle:
    Mit der Eingabe als einer Spalte *x* ist die Faltung *C·x*.
    .title = Zeile und Ausgabezelle
