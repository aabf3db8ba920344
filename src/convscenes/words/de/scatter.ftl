label-uncropped = Unbeschnittene Ausgabe
formula-kernel = Kernel

title = Ein Eingabewert wird zu { $weights ->
    [one] einem Ausgabewert
   *[other] { WORD($weights) } Ausgabewerten
}
description = Transponierte Faltung einer { $image }-Eingabe mit einem { $kernel }-Kernel:
    Jeder Eingabewert, mit dem Kernel multipliziert, wird zur { $output }-Ausgabe addiert.

maps = Jeder Wert der *{ $image }*-Eingabe verteilt den *{ $kernel }*-Kernel auf die Ausgabe{ $padding ->
    [last] ; das Padding kommt *zuletzt*
    [crops] , in der anfangs nur Nullen stehen; das Padding schneidet ihren Rand ab
   *[none] , in der anfangs nur Nullen stehen
}.
    .title = Eingabe, Kernel und Ausgabe
lift = Der Eingabewert *{ $value }* in { part-cell } wird herausgehoben.
    .title = Ein Wert wird herausgehoben
multiply = Er multipliziert { $weights ->
    [one] den *einzigen* Wert des Kernels; ein Produkt ergibt
   *[other] *jeden* Wert des Kernels; { WORD($weights) } Produkte ergeben
} einen Stempel.
    .title = Er multipliziert den Kernel
land = Der Stempel landet: Aus *einem* Eingabewert { $inside ->
    [0] wurde *kein Ausgabewert*
    [one] wurde *ein Ausgabewert*
   *[other] wurden *{ WORD($inside) } Ausgabewerte*
}{ $outside ->
    [0] {""}
    [one] ; eine Zelle jenseits des Randes wird abgeschnitten
   *[other] ; { WORD($outside) } Zellen jenseits des Randes werden abgeschnitten
}.
    .title = Der Stempel landet
stamp = *{ $value }* mal { $weights ->
    [one] das Gewicht
   *[other] der ganze Kernel
}: Der Stempel landet { part-landed }{ $overlaps ->
    [yes] ; Überlappungen addieren sich
   *[no] {""}
}.
    .title = Stempel { $number }
rows = Jeder Wert *{ part-in-rows }* multipliziert den Kernel;
    die Stempel landen im Abstand von *{ part-apart }* und addieren sich.
    .title = { part-rows }
overlap = { $met ->
    [alone] Der einzige Stempel ist gelandet: Es gibt nichts zu addieren.
   *[other] Alle Stempel sind gelandet: { $met ->
        [nowhere] Sie überlappen *nirgends*{ $free ->
            [0] {""}
           *[other] , und { part-untouched }
        }
        [even] *Jede* Zelle der Ausgabe wurde von *{ $most ->
            [one] einem Stempel
           *[other] { WORD($most) } Stempeln
        }* berührt
        [some] Eine Zelle ist die Summe von bis zu *{ $most }* Stempeln; { part-untouched }
       *[all] Jede Zelle ist die Summe von *{ $least }* bis *{ $most }* Stempeln
    }.
}
    .title = Wie viele Stempel sich trafen
part-untouched = { $free ->
    [one] eine Zelle bleibt
   *[other] { WORD($free) } Zellen bleiben
} *null*
border = Das Padding{ $sides ->
    [alike] {" "}*{ $padding }*
   *[uneven] {""}
} der Faltung füllt hier nichts auf: Es *beschneidet* den Rand{ $saved ->
    [nothing] {" "}der Ausgabe
   *[other] ; das Output-Padding bewahrt { part-saved }
}.
    .title = Der Rand
crop = Übrig bleibt die *{ $output }*-Ausgabe{ $saved ->
    [nothing] ; ihre Werte bleiben, wie sie sind
    [rows] : { part-saved } { $saved_rows ->
        [one] enthält
       *[other] enthalten
    } *echte Summen*, keine Nullen
    [columns] : { part-saved } { $saved_columns ->
        [one] enthält
       *[other] enthalten
    } *echte Summen*, keine Nullen
   *[both] : { part-saved } enthalten *echte Summen*, keine Nullen
}.
    .title = Was übrig bleibt
part-saved = { $saved ->
    [rows] { part-saved-rows }
    [columns] { part-saved-columns }
   *[other] { part-saved-rows } und { part-saved-columns }
}
part-saved-rows = { $saved_rows ->
    [one] die letzte Zeile
   *[other] die letzten { WORD($saved_rows) } Zeilen
}
part-saved-columns = { $saved_columns ->
    [one] die letzte Spalte
   *[other] die letzten { WORD($saved_columns) } Spalten
}
part-in-rows = { $form ->
    [one] in { part-rows }
   *[run] in den { part-rows }
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
   *[back] wieder links und { part-rows-by } tiefer
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
channels-lift = In jedem Kanal wird der Wert in { part-cell } herausgehoben: { $values }.
    .title = Ein Wert jedes Kanals wird herausgehoben
channels-multiply = Er multipliziert *seinen eigenen Teilkernel*: { $products ->
    [one] ein Produkt
   *[other] { WORD($products) } Produkte
} in jedem Kanal.
    .title = Er multipliziert seinen Teilkernel
channels-land = Die Stempel landen in den *Teilsummen* ihrer Kanäle{ $crops ->
    [yes] ; was jenseits des Randes liegt, wird abgeschnitten
   *[no] {""}
}.
    .title = Die Stempel landen
channels-stamp = { $values } mal { $stamps ->
    [one] sein Teilkernel: { $way ->
        [first] Das ist der erste Stempel
       *[other] Der Stempel landet { part-landed }
    }
   *[other] ihre Teilkernels: { $way ->
        [first] Das sind die ersten Stempel
       *[other] Die Stempel landen { part-landed }
    }
}.
    .title = Stempel { $number }{ part-kernel }
channels-rows = Jeder Wert *{ part-in-rows }* multipliziert seinen Teilkernel;
    die Stempel landen und addieren sich in jedem Kanal.
    .title = { part-rows }{ part-kernel }
channels-total = { $channels ->
    [one] Es gibt nur einen Kanal: Seine Summen sind *{ part-made-output }*.
   *[other] Zelle für Zelle addieren sich die Kanäle: Das ist *{ part-made-output }*.
}
    .title = Die Kanäle addieren sich{ part-kernel }
channels-spread = { $kernels ->
    [one] Jeder Wert *jedes* Kanals erreicht *{ part-reached }* der Ausgabe: Dort treffen sich alle Kanäle.
   *[other] Jeder Eingabewert erreicht *{ part-reached }* in *jedem* Ausgabekanal, durch einen eigenen Teilkernel.
}
    .title = Eins zu viele
part-reached = { $reached ->
    [one] eine Zelle
   *[other] { WORD($reached) } Zellen
}
