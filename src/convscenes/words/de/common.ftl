# Die Worte aller Szenen, auf Deutsch. Vorbild ist en/common.ftl; dort steht, was die $Angaben bedeuten.
#
# Nach einem Doppelpunkt beginnt ein ganzer Satz groß. »part-…« sind Bausteine, die nur die deutschen Dateien kennen.

## Zahlen und Aufzählungen

number-words = zwei drei vier fünf sechs sieben acht neun zehn elf zwölf
decimal-mark = ,
list = { $others } und { $last }
# Steht vor einem Bindestrich: 6-Zellen-Eingabe.
size-of-cells = { $cells }-Zellen

## Orte und Wege

part-cell = { $at ->
    [cell] Zelle { $cell }
   *[row] Zeile { $row }, Spalte { $column }
}
part-rows = { $noun ->
    [cell] { $form ->
        [one] Zelle { $first }
       *[run] Zellen { $first } bis { $last }
    }
   *[row] { $form ->
        [one] Zeile { $first }
       *[run] Zeilen { $first } bis { $last }
    }
}
# Wohin etwas rückt.
part-moved = { $way ->
    [along] { $by ->
        [one] eine Zelle
       *[other] { WORD($by) } Zellen
    } nach rechts
    [right] { $by ->
        [one] eine Spalte
       *[other] { WORD($by) } Spalten
    } nach rechts
    [down] { part-rows-by } nach unten
   *[back] zurück nach links, { part-rows-by } nach unten
}
part-rows-by = { $by ->
    [one] eine Zeile
   *[other] { WORD($by) } Zeilen
}
# Im Dativ: im Abstand von …
part-apart = { $apart ->
    [alike] { $distance ->
        [one] einer Zelle
       *[other] { WORD($distance) } Zellen
    }
   *[each] { $down ->
        [one] einer Zeile
       *[other] { WORD($down) } Zeilen
    } und { $across ->
        [one] einer Spalte
       *[other] { WORD($across) } Spalten
    }
}

## Matrizen in Sätzen: mit den Namen, die Benutzer ihnen gegeben haben
#
# part-the-… steht im Nominativ (der Kernel auch im Akkusativ: part-den-kernel), part-to-… im Dativ, part-of-… im Genitiv.

part-the-input = { $own-input ->
    [none] die Eingabe
   *[other] „{ $own-input }“
}
part-to-input = { $own-input ->
    [none] der Eingabe
   *[other] „{ $own-input }“
}
part-of-input = { $own-input ->
    [none] der Eingabe
   *[other] von „{ $own-input }“
}
part-the-kernel = { $own-kernel ->
    [none] der Kernel
   *[other] „{ $own-kernel }“
}
part-of-kernel = { $own-kernel ->
    [none] des Kernels
   *[other] von „{ $own-kernel }“
}
part-the-output = { $own-output ->
    [none] die Ausgabe
   *[other] „{ $own-output }“
}
part-of-output = { $own-output ->
    [none] der Ausgabe
   *[other] von „{ $own-output }“
}
# Mit ihrer Form.
part-sized-input = { $own-input ->
    [none] die *{ $image }*-Eingabe
   *[other] „{ $own-input }“
}
part-of-sized-input = { $own-input ->
    [none] der *{ $image }*-Eingabe
   *[other] von „{ $own-input }“
}
part-to-sized-input = { $own-input ->
    [none] der *{ $image }*-Eingabe
   *[other] „{ $own-input }“
}
part-sized-output = { $own-output ->
    [none] die *{ $output }*-Ausgabe
   *[other] „{ $own-output }“
}

## Namen der Matrizen

label-input = Eingabe
label-kernel = Kernel
label-output = Ausgabe

## Formeln

formula-value = Wert
formula-weight = Gewicht
formula-product = Produkt
formula-stamp = Stempel

## Parameter, jeder vor seiner Zahl

parameter-kernel = Kernel
parameter-window = Fenster
parameter-stride = Schrittweite
parameter-padding = Padding
parameter-dilation = Dilatation
parameter-output-padding = Output-Padding
side-top = oben
side-bottom = unten
side-left = links
side-right = rechts

## Was zu sehen ist, für alle, die es nicht sehen

alt-map = { $label } { $size }{ $rounded ->
    [yes] , gerundet
   *[no] {""}
}{ $scaled ->
    [yes] , { $power }
   *[no] {""}
}: { $content ->
    [values] { $values }
    [empty] noch leer
   *[range] { $known } von { $all } Werten, von { $least } bis { $greatest }
}{ $pointed ->
    [yes] ; { $where } umrandet
   *[no] {""}
}.
alt-cells = { $cells } Zellen
alt-place = { $noun ->
    [row] { $form ->
        [one] Zeile { $first }
        [run] Zeilen { $first } bis { $last }
       *[list] Zeilen { $numbers }
    }
    [column] { $form ->
        [one] Spalte { $first }
        [run] Spalten { $first } bis { $last }
       *[list] Spalten { $numbers }
    }
   *[cell] { $form ->
        [one] Zelle { $first }
        [run] Zellen { $first } bis { $last }
       *[list] Zellen { $numbers }
    }
}

## Fragen

# Before a beat that fills cells.
question = { $cells ->
    [one] Welcher Wert gehört in die umrandete Zelle?
   *[other] Welche { WORD($cells) } Werte gehören in die umrandeten Zellen?
}
    .title = Frage

## Bilder mit mehreren Kanälen

label-partial = Teilsummen
label-channel = Kanal
# Im Dativ: mit …
part-channels = { $channels ->
    [one] einem Kanal
   *[other] { WORD($channels) } Kanälen
}
channels-maps = { $kernels ->
    [one] Ein Kernel
   *[other] *{ WORD($kernels) } Kernels*, jeder
} mit einem *{ $slice }*-Teilkernel für { $channels ->
    [one] *einen Eingabekanal*
   *[other] jeden der *{ WORD($channels) } Eingabekanäle*
}.
    .title = Kanäle und Teilkernels
part-made-output = { $made ->
    [output] { part-the-output }
   *[channel] Ausgabekanal { $channel }
}
part-kernel = { $turn ->
    [first] {""}
   *[later] , Kernel { $kernel }
}

## Für einige Szenen

label-counts = Stempel je Zelle
label-matrix = Matrix der Faltung C
label-transpose = Cᵀ
label-stamped = Mit Stempeln
# Über einem Pfeil.
operation-transposed = transponiert
# Über einem kurzen Pfeil, vor der Zahl: »Schrittweite« ist zu lang.
arrow-stride = s =
