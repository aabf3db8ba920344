label-back = Transponiert zurück
label-solved = Kleinste Quadrate
label-again = Ihre Ausgabe

title = Transponiert heißt nicht invers
description = Eine Faltung der { $image }-Eingabe mit einem { $kernel }-Kernel ergibt eine { $output }-Ausgabe; ihre
    Transponierte bringt die Form zurück, nicht die Werte; kleinste Quadrate finden eine Eingabe mit derselben Ausgabe,
    die eine andere ist.

forward = Eine Faltung macht { part-sized-output } aus { part-to-sized-input }.
    .title = Hin
back = Die transponierte Faltung bringt die *Form* zurück: *{ $image }*.
    .title = Und zurück
compare = Dieselbe Form, andere Werte: { $same ->
    [0] *Keiner* von { $values } ist gleich.
    [one] *Einer* von { $values } ist gleich.
   *[other] *{ $same }* von { $values } sind gleich.
}
    .title = Form, nicht Werte
solve = Zum Umkehren suchen *kleinste Quadrate* eine Eingabe, die { part-the-output } ergibt.
    .title = Kleinste Quadrate
again = { $found ->
    [yes] Sie finden die Eingabe: *{ $equations }* Gleichungen für *{ $unknowns }* Unbekannte reichen hier.
   *[no] Dieselbe Ausgabe, doch eine *andere* Eingabe: *{ $equations }* Gleichungen, *{ $unknowns }* Unbekannte.
}
    .title = Eine andere Eingabe
