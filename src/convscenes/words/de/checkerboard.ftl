label-stamps = Stempel
label-weighted = Gewichtete Stempel
label-down = Senkrecht
label-square = Waagerecht × senkrecht
label-picture = Konstantes Bild
label-enlarged = Vergrößert
label-resized = Zuerst vergrößert
formula-and = und
formula-even = { $even ->
    [everywhere] gleichmäßig
    [inside] innen gleichmäßig
   *[no] ungleichmäßig
}: { part-values }

title = { $even ->
    [yes] Gleichmäßige Überlappung lässt ein konstantes Bild gleichmäßig
   *[no] Ungleichmäßige Überlappung erzeugt ein Schachbrettmuster
}
description = Stempel aus { $kernel } Zellen im Abstand von { $stride } überlappen { $even ->
    [yes] gleichmäßig
   *[no] ungleichmäßig
}: was das aus einem konstanten { $picture }-Bild macht,
    neben anderen Kernelgrößen und einer Faltung des zuerst vergrößerten Bildes.

maps = Jeder Eingabewert stempelt *{ $cells ->
    [one] eine Zelle
   *[other] { WORD($cells) } Zellen
}* (k), jeder *{ $stride ->
    [one] eine Zelle
   *[other] { WORD($stride) } Zellen
}* weiter (s).
    .title = Eingabe, Stempel, Stempel je Zelle
first-stamp = Der erste Stempel berührt *{ $cells ->
    [one] eine Zelle
   *[other] { WORD($cells) } Zellen
}* einmal.
    .title = Der erste Stempel
second-stamp = { $shared ->
    [0] Der zweite Stempel überlappt *keine Zelle* des ersten.
   *[other] Der zweite überlappt ihn in *{ $shared ->
        [one] einer Zelle*; sie ist nun
       *[other] { WORD($shared) } Zellen*; sie sind nun
    } zweimal berührt.
}
    .title = Der zweite Stempel
stamps = Jeder weitere Stempel addiert *eins* zu jeder Zelle, die er berührt.
    .title = Stempel für Stempel
inside = Innen { $period ->
    [none] *immer { part-values }*: Die Schrittweite { $stride } teilt die Kernelgröße { $kernel }
    [short] wiederholt sich *{ $once }*: Schrittweite { $stride } teilt Kernelgröße { $kernel } nicht
   *[long] stehen *{ part-values }*: Schrittweite { $stride } teilt Kernelgröße { $kernel } nicht
}.
    .title = Im Inneren
compare = { $even ->
    [all] *Alle* sind gleichmäßig: Die Schrittweite teilt jede Kernelgröße
    [none] *Keine* ist gleichmäßig: Die Schrittweite teilt keine Kernelgröße
    [some] Gleichmäßig *nur*, wo die Schrittweite s die Kernelgröße k teilt
   *[sizes] Gleichmäßig nur für { $many ->
        [one] die Kernelgröße
       *[other] die Kernelgrößen
    } *{ $sizes }*, die die Schrittweite { $stride } teilt
}.
    .title = Andere Einstellungen
weigh = Aber gleichmäßige Überlappung *genügt nicht*: Auch die Gewichte zählen.
    .title = Auch die Gewichte zählen
sum = Gewichte im Abstand von { $stride ->
    [one] einer Zelle
   *[other] { WORD($stride) } Zellen
} ergeben { $even ->
    [yes] überall *{ part-values }*: kein Muster
   *[no] *{ part-values }*: ein Muster
}.
    .title = Gewichte, die sich treffen, addieren sich
multiply = In zwei Dimensionen *multiplizieren* sich die Zahlen: { $even ->
    [yes] innen überall { part-values }
   *[no] ein Schachbrett aus { part-values }
}.
    .title = Zwei Dimensionen
picture = Ein *konstantes* Bild, gleiche Gewichte: Die Ausgabe ist { $even ->
    [yes] innen gleichmäßig
   *[no] ein Schachbrett
}.
    .title = Ein konstantes Bild
even = Kernelgröße *{ $kernel }*, gleiche Gewichte: gleichmäßig { $everywhere ->
    [yes] in jeder Zelle
   *[no] bis auf den Rand
}.
    .title = Gleichmäßige Überlappung
enlarge = Oder erst vergrößern: Jeder Wert füllt *{ $block }* Zellen.
    .title = Zuerst vergrößert
resize = Dann falten: Jedes Fenster ist *voll*, jede Summe ist { $sum }.
    .title = Dann gefaltet
together = { $even ->
    [yes] Bei einem konstanten Bild *kann* gleichmäßige Überlappung ein Muster erzeugen, vorheriges Vergrößern *nicht*
   *[no] Ein konstantes Bild: Ungleichmäßige Überlappung *erzeugt* ein Muster, gleichmäßige *mitunter*,
        vorheriges Vergrößern *nie*
}.
    .title = Nebeneinander

part-values = { $listed ->
    [ends] { $least } bis { $greatest }
   *[all] { $values }
}
