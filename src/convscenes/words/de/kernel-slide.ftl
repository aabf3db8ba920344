title = { $weights ->
    [one] ein Eingabewert wird
   *[other] { WORD($weights) } Eingabewerte werden
} zu einem Ausgabewert
description = Faltung einer { $image }-Eingabe mit einem { $kernel }-Kernel:
    Jedes Fenster der Eingabe, mit dem Kernel multipliziert und aufsummiert, ergibt eine Zelle der { $output }-Ausgabe.

maps = { $once ->
    [yes] Ein *{ $kernel }*-Kernel passt einmal auf
   *[no] Ein *{ $kernel }*-Kernel gleitet über
} die *{ $image }*-Eingabe{ $padded ->
    [yes] {" "}mit einem Rand aus Nullen (Padding)
   *[no] {""}
} und erzeugt die *{ $output }*-Ausgabe.
    .title = Eingabe, Kernel und Ausgabe
window = Der Kernel liegt auf dem ersten Fenster: *{ $values ->
    [one] ein Wert
   *[other] { WORD($values) } Werte
}*{ $zeros ->
    [0] {""}
    [one] , davon eine Null aus dem Padding
   *[other] , davon { WORD($zeros) } Nullen aus dem Padding
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
total = { part-made }, *{ $sum }*, ist die Ausgabe in { part-cell }.
    .title = { part-made }
part-made = { $weights ->
    [one] das Produkt
   *[other] ihre Summe
}
step = Der Kernel rückt { part-moved }; { $weights ->
    [one] das neue Produkt
   *[other] die neue Summe
} ist *{ $sum }*.
    .title = Fenster { $number }
rows = Dieselben Gewichte gleiten weiter: *{ part-rows }* der Ausgabe, ein Wert je Fenster.
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
channels-partials = In jedem Kanal für sich addieren sich die Produkte: { part-partial-sums } { $values }.
    .title = { part-partial-sums }
part-partial-sums = { $sums ->
    [one] Teilsumme
   *[other] Teilsummen
}
channels-total = Die Kanäle addieren sich: *{ $sum }* ist { part-made-output } in { part-cell }.
    .title = Die Kanäle addieren sich
channels-step = { $way ->
    [first] Auf dem ersten Fenster
   *[other] { part-moved }
} addieren sich die Kanäle zu *{ $sum }*.
    .title = Fenster { $number }{ part-kernel }
channels-rows = Die Teilkernels gleiten gemeinsam weiter: *{ part-rows }* { $made ->
    [output] der Ausgabe
   *[channel] von Ausgabekanal { $channel }
}.
    .title = { part-rows }{ part-kernel }
channels-connect = Jeder Ausgabewert hängt in *jedem* Kanal von demselben Fenster ab:
    { $windows ->
        [one] ein Fenster
       *[other] { WORD($windows) } Fenster
    } mit { $values ->
        [one] einem Wert
       *[other] { $windows ->
            [one] { WORD($values) }
           *[other] je { WORD($values) }
        } Werten
    }, eine Summe.
    .title = Viele zu eins
