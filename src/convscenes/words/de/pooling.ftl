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

maps = Jedes *{ $window }*-Fenster der Eingabe wird zu einem Wert: { $reduce ->
    [max] seinem *größten*
   *[average] seinem *Mittelwert*
}.
    .title = Eingabe und Ausgabe
pool = { $reduce ->
    [max] Der größte Wert
   *[average] Der Mittelwert
} dieses Fensters ist *{ $result }*: die Ausgabe in { part-cell }.
    .title = Fenster { $number }
rows = Ebenso *{ part-rows }* der Ausgabe: ein Wert aus jedem Fenster.
    .title = { part-rows }
