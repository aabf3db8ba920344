label-wanted = Gesucht

title = { $weights ->
    [one] Eins
   *[other] Viele
} zu eins, und der Wunsch nach dem Rückweg
description = Jeder Wert der { $output }-Ausgabe ist mit einem Fenster der { $image }-Eingabe verbunden;
    danach ein Wert mit den leeren Zellen, die er auf dem Rückweg füllen soll.

maps = { $own-output ->
    [none] Diese *{ $output }*-Ausgabe
   *[other] „{ $own-output }“
} wurde aus { part-to-sized-input } berechnet: Welche Werte hängen zusammen?
    .title = Eingabe und Ausgabe
gather = { part-the-output } in { part-cell } liest *{ $many ->
    [0] keinen Eingabewert*, nur Padding
    [one] einen Eingabewert*: eins zu eins
   *[other] { WORD($many) } Eingabewerte*: viele zu eins
}.
    .title = Verbindung 1
next = Der nächste Wert liest *{ $many ->
    [0] keinen Eingabewert
    [one] einen Eingabewert
   *[other] { WORD($many) } Eingabewerte
}*{ $sharing ->
    [nothing] : In seinem Fenster liegt nur Padding
    [none] {" "}ganz für sich
    [all] , { $many ->
        [one] den
       *[other] die
    } er mit dem vorigen Wert teilt
   *[some] ; *{ $shared ->
        [one] einen davon
       *[other] { WORD($shared) } davon
    }* teilt er mit dem vorigen Wert
}.
    .title = Verbindung { $number }
rows = *{ part-rows }* { part-of-output }: Jeder Wert hat sein eigenes Fenster.
    .title = { part-rows }
wish = { $larger ->
    [yes] Beim Upsampling geht es
   *[no] Jetzt geht es
} *zurück*: von der *{ $output }*-Matrix zu einer noch leeren *{ $image }*-Matrix.
    .title = Der Wunsch nach dem Rückweg
spread = *Ein* Wert soll { $many ->
    [0] *keine Zelle* füllen: Aber welche Zahl bekommt jede von ihnen
    [one] zurück in *eine Zelle*: Aber welche Zahl bekommt sie
   *[other] *{ WORD($many) } Zellen* füllen: Aber welche Zahl bekommt jede von ihnen
}?
    .title = { $many ->
        [0] Zurück zu einem?
        [one] Zurück zu einem?
       *[other] Eins zu viele?
    }
