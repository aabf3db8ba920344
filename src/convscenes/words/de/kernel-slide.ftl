title = { $weights ->
    [one] ein Eingabewert wird
   *[other] { WORD($weights) } Eingabewerte werden
} zu einem Ausgabewert
description = Faltung einer { $image }-Eingabe mit einem { $kernel }-Kernel:
    Jedes Fenster der Eingabe, mit dem Kernel multipliziert und aufsummiert, ergibt eine Zelle der { $output }-Ausgabe.

maps = { $own-kernel ->
    [none] Ein *{ $kernel }*-Kernel
   *[other] „{ $own-kernel }“
} { $once ->
    [yes] passt einmal auf
   *[no] gleitet über
} { $padded ->
    [yes] { part-padded-input }
   *[no] { part-sized-input }
} und erzeugt { part-sized-output }.
    .title = Eingabe, Kernel und Ausgabe
part-padded-input = { $own-input ->
    [none] die *mit Nullen umrandete { $image }*-Eingabe
   *[other] „{ $own-input }“ *mit Nullen ringsum*
}
window = { part-the-kernel } liegt auf dem ersten Fenster: { $values ->
    [one] *{ $zeros ->
        [0] ein Wert
       *[other] eine Null aus dem Padding
    }*
   *[other] *{ WORD($values) } Werte*{ $zeros ->
        [0] {""}
        [one] , davon eine Padding-Null
       *[other] , davon { WORD($zeros) } Padding-Nullen
    }
}.
    .title = Das erste Fenster
products = { $weights ->
    [one] Das Gewicht
   *[other] Jedes Gewicht
} wird mit dem Wert darunter multipliziert: *{ $weights ->
    [one] ein Produkt
   *[other] { WORD($weights) } Produkte
}*.
    .title = Produkte
total = { part-made }, *{ $sum }*, kommt in { part-cell } { part-of-output }.
    .title = { part-made }
part-made = { $weights ->
    [one] das Produkt
   *[other] ihre Summe
}
step = { part-moved }: { $weights ->
    [one] Das neue Produkt
   *[other] Die neue Summe
} ist *{ $sum }*.
    .title = Fenster { $number }
rows = *{ part-rows }* { part-of-output }: Jedes Fenster ergibt *einen* Wert.
    .title = { part-rows }
connect = { $values ->
    [one] Jeder Ausgabewert hängt von *einem* Eingabewert ab: eins zu eins.
   *[other] { $once ->
        [yes] Der Ausgabewert hängt von *{ WORD($values) } Werten* ab
       *[no] Jeder Ausgabewert hängt von einem Fenster mit *{ WORD($values) } Werten* ab
    }: viele zu eins.
}
    .title = { $values ->
        [one] Eins zu eins
       *[other] Viele zu eins
    }

## Mehrere Kanäle

channels-description = Faltung einer { $image }-Eingabe mit { part-channels } und { $kernels ->
    [one] einem { $slice }-Kernel
   *[other] { WORD($kernels) } { $slice }-Kernels
}: In jedem Kernel hat jeder Kanal seinen eigenen Teilkernel; die Teilsummen der Kanäle addieren sich zur Ausgabe.

channels-kernel = *Kernel { $kernel }* hat andere Gewichte für dieselben Kanäle;
    er erzeugt *Ausgabekanal { $kernel }*.
    .title = Kernel { $kernel }
channels-window = Jeder Teilkernel liegt auf demselben Fenster *seines eigenen Kanals*.
    .title = Das erste Fenster
channels-products = Jedes Gewicht wird mit dem Wert darunter multipliziert: *{ $products ->
    [one] ein Produkt
   *[other] { WORD($products) } Produkte
}* in jedem Kanal.
    .title = Produkte
channels-partials = In jedem Kanal addieren sich die Produkte: { part-partial-sums } { $values }.
    .title = { part-partial-sums }
part-partial-sums = { $sums ->
    [one] Teilsumme
   *[other] Teilsummen
}
channels-total = Die Kanäle addieren sich: *{ $sum }* ist { part-made-output } in { part-cell }.
    .title = Die Kanäle addieren sich
channels-step = { $begins ->
    [yes] Auf dem ersten Fenster
   *[no] { part-moved }
}: Die Kanäle addieren sich zu *{ $sum }*.
    .title = Fenster { $number }{ part-kernel }
channels-rows = Die Teilkernels gleiten gemeinsam weiter: *{ part-rows }* { $made ->
    [output] { part-of-output }
   *[channel] von Ausgabekanal { $channel }
}.
    .title = { part-rows }{ part-kernel }
channels-connect = Jeder Ausgabewert hängt von *{ $windows ->
    [one] einem Fenster
   *[other] { WORD($windows) } Fenstern
}* mit { $windows ->
    [one] {""}
   *[other] je{" "}
}*{ $values ->
    [one] einem Wert
   *[other] { WORD($values) } Werten
}* ab{ $windows ->
    [one] {""}
   *[other] : einem je Kanal
}.
    .title = Viele zu eins
