# Was ungelesen bleibt, unter einer Maßlinie, die kaum länger als eine Zelle ist.
measure-rest = Rest

title = Ausgabegröße { part-operation }
description = Die Größe der Ausgabe { part-operation }, Glied für Glied:
    { $image }-Eingabe und { $kernel }-Kernel ergeben eine { $output }-Ausgabe.
# Im Genitiv.
part-operation = { $transposed ->
    [yes] einer transponierten Faltung
   *[no] einer Faltung
}

maps = Wie groß { part-the-output } wird, folgt aus wenigen Zahlen je Achse.
    .title = Wie groß ist die Ausgabe?

## Eine Faltung, Achse für Achse

input = { part-has } *i = { part-count }*.
    .title = { part-axis }Größe der Eingabe
padding = Padding setzt Nullen um die *Eingabe*, { part-ends }: *{ $cells }* Zellen.
    .title = { part-axis }Padding
kernel = { $spread ->
    [yes] Dilatation *d = { $dilation }* spreizt das erste Fenster auf *{ $span }* Zellen
   *[no] Das erste Fenster nimmt { part-takes } ein
}; { $left ->
    [0] keine bleibt übrig
    [one] *1* bleibt übrig
   *[other] *{ $left }* bleiben übrig
}.
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
        [one] ; *1* bleibt *ungelesen*
       *[other] ; *{ $rest }* bleiben *ungelesen*
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
}* ({ part-rule }).
    .title = { part-axis }Größe der Ausgabe
back = { $sharing ->
    [one] Nur eine Eingabe mit *{ $input }* { $input ->
        [one] Zelle
       *[other] Zellen
    } ergibt { $output }: { $returns ->
        [yes] ein *einziger* Rückweg
       *[no] Sie braucht Output-Padding *a = { $wanted }*
    }
   *[other] Eingaben mit { part-sizes } Zellen ergeben { $output }; { $returns ->
        [yes] Output-Padding *a = { $wanted }* wählt *{ $input }*
       *[no] *{ $input }* braucht Output-Padding *a = { $wanted }*
    }
}.
    .title = Der Rückweg

## Eine transponierte Faltung, Achse für Achse

transposed-input = { part-has } *i′ = { part-count }*.
    .title = { part-axis }Größe der Eingabe
transposed-stride = { $steps ->
    [0] Ein einziger Stempel: Die Schrittweite *s = { $stride }* rückt nichts auseinander.
   *[other] Jeder Wert stempelt *in die Ausgabe*, im Abstand *s = { $stride }*: *{ $steps } { $steps ->
        [one] Schritt
       *[other] Schritte
    }*.
}
    .title = { part-axis }Schrittweite
transposed-kernel = { $spread ->
    [yes] Dilatation *d = { $dilation }* spreizt den letzten Stempel auf *{ $span }* Zellen
   *[no] Der letzte Stempel nimmt { part-takes } ein
}: zusammen *{ $reach } { $reach ->
    [one] Zelle
   *[other] Zellen
}*.
    .title = { part-axis }Kernel
transposed-extra = Output-Padding verlängert die *Ausgabe* { part-end } um *a = { $extra }*.
    .title = { part-axis }Output-Padding
transposed-padding = Das Padding der direkten Faltung *beschneidet* die Ausgabe: { part-ends }.
    .title = { part-axis }Padding
transposed-size = Die Ausgabe hat *o′ = { part-count }* ({ part-rule }).
    .title = { part-axis }Größe der Ausgabe
transposed-back = { $sharing ->
    [others] Erneut gefaltet ergibt die Ausgabe *{ $size }*, nicht { $input }: a ist nicht kleiner als s
    [one] Nur eine Ausgabe mit *{ $output } { $output ->
        [one] Zelle
       *[other] Zellen
    }* ergibt erneut gefaltet *i′ = { $input }*
   *[other] { part-sizes } Zellen ergeben gefaltet { $input }; Output-Padding *a = { $extra }* wählt *{ $output }*
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
    [rows] oben *{ $before }*, unten *{ $after }*
   *[columns] links *{ $before }*, rechts *{ $after }*
}
part-end = { $end ->
    [rows] unten
    [columns] rechts
   *[both] unten und rechts
}
part-takes = *k = { $kernel } { $kernel ->
    [one] Zelle
   *[other] Zellen
}*
part-rule = { $source ->
    [ONNX] Größenregel von ONNX
   *[paper] Dumoulin und Visin, { $rule }
}
part-sizes = { $sharing ->
    [two] *{ $least }* oder *{ $greatest }*
   *[other] *{ $least }* bis *{ $greatest }*
}
