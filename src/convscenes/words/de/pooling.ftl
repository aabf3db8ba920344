title = Pooling behält { part-kept } jedes Fensters
description = Jedes { $window }-Fenster der Eingabe wird zu einem Wert: { $reduce ->
    [max] seinem größten
   *[average] seinem Mittelwert
}.
# Im Akkusativ.
part-kept = { $reduce ->
    [max] den größten Wert
   *[average] den Mittelwert
}

maps = Jedes *{ $window }*-Fenster { part-of-input } wird zu einem Wert: { $reduce ->
    [max] seinem *größten*
   *[average] seinem *Mittelwert*
}.
    .title = Eingabe und Ausgabe
pool = { $reduce ->
    [max] Der größte Wert
   *[average] Der Mittelwert
} dieses Fensters ist *{ $result }*: { part-the-output } in { part-cell }.
    .title = Fenster { $number }
rows = Ebenso *{ part-rows }* { part-of-output }: ein Wert aus jedem Fenster.
    .title = { part-rows }
