label-uncropped = Unbeschnittene Ausgabe
formula-kernel = Kernel

title = Ein Eingabewert wird zu { $weights ->
    [one] einem Ausgabewert
   *[other] { WORD($weights) } Ausgabewerten
}
description = Transponierte Faltung einer { $image }-Eingabe mit einem { $kernel }-Kernel:
    Jeder Eingabewert, mit dem Kernel multipliziert, wird zur { $output }-Ausgabe addiert.

maps = Jeder Wert { part-of-sized-input } verteilt { $own-kernel ->
    [none] den *{ $kernel }*-Kernel
   *[other] „{ $own-kernel }“
}{ $padding ->
    [last] ; das Padding kommt *zuletzt*
    [crops] ; das Padding beschneidet { part-the-output }
   *[none] {" "}auf { part-the-output }
}.
    .title = Eingabe, Kernel und Ausgabe
lift = { part-cell } { part-of-input }: Der Wert *{ $value }* wird herausgehoben.
    .title = Ein Wert wird herausgehoben
multiply = Er multipliziert { $weights ->
    [one] das *einzige* Gewicht { part-of-kernel }; ein Produkt ergibt
   *[other] *jedes* Gewicht { part-of-kernel }; { WORD($weights) } Produkte ergeben
} einen Stempel.
    .title = Er multipliziert den Kernel
land = Der Stempel landet: Aus *einem* Wert { $inside ->
    [0] wurde *kein Wert*
    [one] wurde *ein Wert*
   *[other] wurden *{ WORD($inside) } Werte*
}{ $outside ->
    [0] {""}
    [one] ; ein weiterer wird abgeschnitten
   *[other] ; { WORD($outside) } weitere werden abgeschnitten
}.
    .title = Der Stempel landet
stamp = *{ $value }* mal { $weights ->
    [one] das Gewicht
   *[other] { part-the-kernel }
} landet { part-landed }{ $overlaps ->
    [yes] ; Überlappungen addieren sich
   *[no] {""}
}.
    .title = Stempel { $number }
rows = *{ part-rows }*: Stempel im Abstand von *{ part-apart }*.
    .title = { part-rows }
overlap = { $met ->
    [alone] Der einzige Stempel ist gelandet: Es gibt nichts zu addieren.
   *[other] Alle Stempel sind gelandet: { $met ->
        [nowhere] Sie überlappen *nirgends*
        [sparse] Sie überlappen *nirgends*; { part-untouched }
        [even] *Jede* Zelle wurde von *{ $most ->
            [one] einem Stempel
           *[other] { WORD($most) } Stempeln
        }* berührt
        [some] Bis zu *{ $most }* addieren sich; { part-untouched }
       *[all] Jede Zelle summiert *{ $least }* bis *{ $most }* von ihnen
    }.
}
    .title = Wie viele Stempel sich trafen
part-untouched = { $free ->
    [one] eine Zelle bleibt
   *[other] { WORD($free) } Zellen bleiben
} *null*
border = Das Padding{ part-padding } { $saved ->
    [nothing] der Faltung füllt hier nichts auf: Es *beschneidet* den Rand
   *[other] *beschneidet* den Rand; das Output-Padding bewahrt { part-saved }
}.
    .title = Der Rand
crop = Übrig bleibt { part-sized-output }; { $saved ->
    [nothing] die Werte bleiben, wie sie sind
   *[other] die bewahrten Zellen enthalten *echte Summen*, keine Nullen
}.
    .title = Was übrig bleibt
part-padding = { $sides ->
    [alike] {" "}{ $padding }
   *[uneven] {""}
}
part-saved = { $saved ->
    [rows] { part-saved-rows }
    [columns] { part-saved-columns }
   *[other] { part-saved-rows } und { part-saved-columns }
}
part-saved-rows = { $saved_rows ->
    [one] eine Zeile
   *[other] { WORD($saved_rows) } Zeilen
}
part-saved-columns = { $saved_columns ->
    [one] eine Spalte
   *[other] { WORD($saved_columns) } Spalten
}
# Wo etwas landet, vom vorigen aus gesehen.
part-landed = { $way ->
    [along] { $by ->
        [one] eine Zelle
       *[other] { WORD($by) } Zellen
    } weiter rechts
    [right] { $by ->
        [one] eine Spalte
       *[other] { WORD($by) } Spalten
    } weiter rechts
    [down] { part-rows-by } tiefer
   *[back] wieder links, { part-rows-by } tiefer
}

## Mehrere Kanäle

formula-slice = Teilkernel

channels-title = { $kernels ->
    [one] Die Stempel aller Kanäle addieren sich
   *[other] Ein Eingabewert wird zu { $reached ->
        [one] einem Wert
       *[other] { WORD($reached) } Werten
    } in jedem Ausgabekanal
}
channels-description = Transponierte Faltung einer { $image }-Eingabe mit { part-channels } und { $kernels ->
    [one] einem { $slice }-Kernel
   *[other] { WORD($kernels) } { $slice }-Kernels
}: Die Stempel jedes Kanals addieren sich zu seinen Teilsummen, und diese zur Ausgabe.

channels-kernel = *Kernel { $kernel }* beginnt mit neuen Teilsummen; er erzeugt *Ausgabekanal { $kernel }*.
    .title = Kernel { $kernel }
channels-lift = { part-cell } in jedem Kanal: { $values } { $channels ->
    [one] wird
   *[other] werden
} herausgehoben.
    .title = Ein Wert jedes Kanals wird herausgehoben
channels-multiply = Jeder Wert multipliziert *seinen eigenen Teilkernel*: { $products ->
    [one] ein Produkt
   *[other] { WORD($products) } Produkte
} je Kanal.
    .title = Er multipliziert seinen Teilkernel
channels-land = Die Stempel landen in den *Teilsummen* ihrer Kanäle{ $crops ->
    [yes] ; was übersteht, wird abgeschnitten
   *[no] {""}
}.
    .title = Die Stempel landen
channels-stamp = { $values } mal { $stamps ->
    [one] sein Teilkernel { $begins ->
        [yes] ist der erste Stempel
       *[no] landet { part-landed }
    }
   *[other] ihre Teilkernels { $begins ->
        [yes] sind die ersten Stempel
       *[no] landen { part-landed }
    }
}.
    .title = Stempel { $number }{ part-kernel }
channels-rows = *{ part-rows }*: jeder Wert mal sein Teilkernel, in jedem Kanal addiert.
    .title = { part-rows }{ part-kernel }
channels-total = { $channels ->
    [one] Es gibt nur einen Kanal: Seine Summen sind *{ part-made-output }*.
   *[other] Zelle für Zelle addieren sich die Kanäle: Das ist *{ part-made-output }*.
}
    .title = Die Kanäle addieren sich{ part-kernel }
channels-spread = { $kernels ->
    [one] Jeder Wert *jedes* Kanals erreicht *{ part-reached }* { part-of-output }.
   *[other] Jeder Eingabewert erreicht *{ part-reached }* in *jedem* Ausgabekanal, durch einen eigenen Teilkernel.
}
    .title = Eins zu viele
part-reached = { $reached ->
    [one] eine Zelle
   *[other] { WORD($reached) } Zellen
}
