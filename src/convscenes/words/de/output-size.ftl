title = Wie groß die Ausgabe { part-operation } wird
description = Die Größe der Ausgabe { part-operation }, Glied für Glied:
    { $image }-Eingabe und { $kernel }-Kernel ergeben eine { $output }-Ausgabe.
# Im Genitiv.
part-operation = { $transposed ->
    [yes] einer transponierten Faltung
   *[no] einer Faltung
}

maps = Wie groß die Ausgabe wird, folgt aus wenigen Zahlen je Achse.
    .title = Wie groß ist die Ausgabe?

## Eine Faltung, Achse für Achse

input = { part-has } *i = { part-count }*.
    .title = { part-axis }Größe der Eingabe
padding = Das Padding fügt der *Eingabe* Nullen hinzu, { part-ends }: { $cells ->
    [one] *1* Zelle ist
   *[other] *{ $cells }* Zellen sind
} zu lesen.
    .title = { part-axis }Padding
kernel = { $spread ->
    [yes] Durch die Dilatation *d = { $dilation }* umspannt das erste Fenster { part-spans }
   *[no] Das erste Fenster nimmt { part-takes } ein
}; *{ $left }* { $left ->
    [one] bleibt
   *[other] bleiben
} zum Weiterrücken.
    .title = { part-axis }Kernel
stride = { $steps ->
    [0] Kein Schritt von *s = { $stride }* passt
    [one] *1 Schritt* von *s = { $stride }* passt
   *[other] *{ $steps } Schritte* von *s = { $stride }* passen
} in { $cells } { $cells ->
    [one] Zelle
   *[other] Zellen
}{ $steps ->
    [0] {""}
   *[other] { $rest ->
        [0] {""}
        [one] ; *1* { part-end } bleibt *ungelesen*
       *[other] ; *{ $rest }* { part-end } bleiben *ungelesen*
    }
}.
    .title = { part-axis }Schrittweite
size = Das erste Fenster { $steps ->
    [0] allein
    [one] und *1* weiteres
   *[other] und *{ $steps }* weitere
}: *{ $count } { $noun ->
    [row] { $count ->
        [one] Ausgabezeile
       *[other] Ausgabezeilen
    }
    [column] { $count ->
        [one] Ausgabespalte
       *[other] Ausgabespalten
    }
   *[cell] { $count ->
        [one] Ausgabezelle
       *[other] Ausgabezellen
    }
}*, nach { part-rule }.
    .title = { part-axis }Größe der Ausgabe
back = { $sharing ->
    [one] Nur eine Eingabe mit *{ $input } { $input ->
        [one] Zelle
       *[other] Zellen
    }* ergibt
   *[other] Eingaben mit { part-sizes } Zellen ergeben alle
} *o = { $output }*: { $leads ->
    [here] { $extra ->
        [0] Ohne Output-Padding
       *[other] Mit Output-Padding *a = { $extra }*
    } führt der Rückweg zu *{ $size }*
    [nowhere] Der Rückweg braucht Output-Padding *a = { $wanted }*
   *[elsewhere] Der Rückweg führt zu *{ $size }*, und nur mit Output-Padding *a = { $wanted }* zu { $input }
}.
    .title = Der Rückweg

## Eine transponierte Faltung, Achse für Achse

transposed-input = { part-has } *i′ = { part-count }*, und jeder Wert wird einen Stempel hinterlassen.
    .title = { part-axis }Größe der Eingabe
transposed-stride = { $steps ->
    [0] Ein Wert hinterlässt einen Stempel: Die Schrittweite *s = { $stride }* hat nichts auseinanderzurücken.
   *[other] Die Schrittweite rückt die Stempel *in der Ausgabe* auseinander: *{ $steps } { $steps ->
        [one] Schritt
       *[other] Schritte
    }* von *s = { $stride }* bis zum letzten.
}
    .title = { part-axis }Schrittweite
transposed-kernel = { $spread ->
    [yes] Durch die Dilatation *d = { $dilation }* umspannt der letzte Stempel { part-spans }
   *[no] Der letzte Stempel nimmt { part-takes } ein
}: zusammen *{ $reach } { $reach ->
    [one] Zelle
   *[other] Zellen
}*.
    .title = { part-axis }Kernel
transposed-extra = Output-Padding fügt { part-end } *a = { $extra }* hinzu:
    Es wählt eine Größe, es setzt keine Nullen ringsum.
    .title = { part-axis }Output-Padding
transposed-padding = Das Padding der direkten Faltung füllt hier nichts auf,
    es *beschneidet* die Ausgabe: { part-ends }.
    .title = { part-axis }Padding
transposed-size = Die Ausgabe hat *o′ = { part-count }*, nach { part-rule }.
    .title = { part-axis }Größe der Ausgabe
transposed-back = Erneut gefaltet, { $sharing ->
    [others] ergibt die Ausgabe *{ $size }* Zellen, nicht *{ $input }*: a ist nicht kleiner als die Schrittweite
    [one] ergibt nur eine Ausgabe mit *{ $output } { $output ->
        [one] Zelle
       *[other] Zellen
    }* *i′ = { $input }*
   *[other] ergeben Ausgaben mit { part-sizes } Zellen *i′ = { $input }*:
        Output-Padding *a = { $extra }* wählt *{ $output }*
}.
    .title = Der Rückweg

## Bausteine

part-axis = { $axis ->
    [rows] Zeilen:{" "}
    [columns] Spalten:{" "}
   *[other] {""}
}
part-has = { $axis ->
    [both] Entlang jeder Achse hat die Eingabe
    [only] Die Eingabe hat
    [rows] Zuerst die Zeilen: Die Eingabe hat
   *[columns] Dann die Spalten: Die Eingabe hat
}
part-count = { $count } { $noun ->
    [row] { $count ->
        [one] Zeile
       *[other] Zeilen
    }
    [column] { $count ->
        [one] Spalte
       *[other] Spalten
    }
   *[cell] { $count ->
        [one] Zelle
       *[other] Zellen
    }
}
part-ends = { $sides ->
    [alike] *p = { $padding }* auf beiden Seiten
    [rows] oben *{ $before }* und unten *{ $after }*
   *[columns] links *{ $before }* und rechts *{ $after }*
}
part-end = { $end ->
    [rows] unten
    [columns] rechts
   *[both] unten und rechts
}
part-spans = d(k − 1) + 1 = *{ $span }* Zellen
part-takes = *k = { $kernel } { $kernel ->
    [one] Zelle
   *[other] Zellen
}*
# Im Dativ: nach …
part-rule = { $source ->
    [ONNX] der Größenregel von *ONNX*
   *[paper] Beziehung *{ $rule }* von Dumoulin und Visin
}
# Im Dativ: mit …
part-sizes = { $sharing ->
    [two] *{ $least }* und *{ $greatest }*
   *[many] *{ $least }* bis *{ $greatest }*
}
