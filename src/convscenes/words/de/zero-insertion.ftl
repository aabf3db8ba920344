label-stretched = Gedehnte Eingabe
label-padded = { $done ->
    [added] Aufgefüllte Eingabe
    [cut] Beschnittene Eingabe
    [both] Aufgefüllte, beschnittene Eingabe
   *[same] Gedehnte Eingabe
}
label-turned = Gedrehter Kernel
label-useful = Nützliche Produkte
label-wasted = Mal null

title = Dieselbe Ausgabe, aus einer gedehnten Eingabe gelesen
description = Eine transponierte Faltung als Faltung: Nullen dehnen die { $image }-Eingabe und füllen ihren Rand auf,
    der { $kernel }-Kernel dreht sich um 180° und gleitet mit Schrittweite 1 darüber.

maps = { $own-output ->
    [none] Die *{ $output }*-Ausgabe der Stempel
   *[other] „{ $own-output }“
} lässt sich auch *lesen*: aus { part-to-sized-input } zwischen Nullen.
    .title = Eingabe, Kernel und Ausgabe
stretch = { $zeros ->
    [none] Es werden *keine* Nullen eingefügt: Mit Schrittweite 1 bleibt { part-the-input } unverändert.
    [alike] Schrittweite *{ $stride }* zieht { part-the-input } auseinander: *{ $between ->
        [one] eine Null
       *[other] { WORD($between) } Nullen
    }* zwischen Nachbarn.
   *[each] Schrittweite *{ $strides }* zieht { part-the-input } auseinander: *{ $down ->
        [0] keine Nullen
        [one] eine Null
       *[other] { WORD($down) } Nullen
    }* zwischen Zeilen, *{ $across ->
        [0] keine Nullen
        [one] eine Null
       *[other] { WORD($across) } Nullen
    }* zwischen Spalten.
}
    .title = Nullen dazwischen
pad = { $border ->
    [zeros] *{ $cells ->
        [one] Eine Null
       *[other] { WORD($cells) } Nullen
    }* auf { part-sides }: p′, nicht das Padding p der direkten Faltung.
    [cropped] p′ ist negativ: Auf { part-sides } { $cells ->
        [one] fällt *eine Zelle*
       *[other] fallen *{ WORD($cells) } Zellen*
    } weg.
    [nothing] Das Padding ist gleich der Reichweite des Kernels: p′ ist *0*, nichts kommt hinzu.
   *[sides] { $done ->
        [same] { $extra ->
            [yes] Mit Output-Padding bleibt die gedehnte Eingabe, wie sie ist.
           *[no] Um die gedehnte Eingabe kommt nichts herum: Sie bleibt, wie sie ist.
        }
        [both] Nullen oder abgeschnittene Zellen (−): { $places }.
       *[other] { $extra ->
            [yes] Mit Output-Padding
           *[no] Um die gedehnte Eingabe
        }: { $done ->
            [added] Nullen
           *[cut] abgeschnitten
        } { $places }.
    }
}
    .title = Nullen ringsum
part-sides = { $sides ->
    [2] beiden Seiten
   *[other] jeder Seite
}
border-side = { $where ->
    [above] oben
    [below] unten
    [left] links
   *[right] rechts
} *{ $cells }*
extra = Output-Padding: *{ $added ->
    [rows] { part-added-rows }
    [columns] { part-added-columns }
   *[both] { part-added-rows } und { part-added-columns }
}* mehr; die neuen Zellen enthalten *echte Summen*.
    .title = Output-Padding
part-added-rows = { $added_rows ->
    [one] eine Zeile
   *[other] { WORD($added_rows) } Zeilen
}
part-added-columns = { $added_columns ->
    [one] eine Spalte
   *[other] { WORD($added_columns) } Spalten
}
turn = { $weights ->
    [one] Stempel greifen nach vorn, Fenster blicken zurück: Ein einzelnes Gewicht bleibt, wie es ist.
   *[other] Stempel greifen nach vorn, Fenster blicken zurück: { $own-kernel ->
        [none] Der Kernel
       *[other] „{ $own-kernel }“
    } dreht sich um *180°*.
}
    .title = Der Kernel dreht sich
window = Mit Schrittweite *1* trifft der gedrehte Kernel zuerst *{ $useful ->
    [0] keinen Wert
    [one] einen Wert
   *[other] { WORD($useful) } Werte
}* und *{ $wasted ->
    [0] keine Null
    [one] eine Null
   *[other] { WORD($wasted) } Nullen
}*.
    .title = Das erste Fenster
products = { $products ->
    [one] Ein Produkt, { $useful ->
        [one] *nützlich*
       *[other] *mal null*
    }.
   *[other] { WORD($products) } Produkte: { $useful ->
        [0] keines ist
        [one] eines ist
       *[other] { WORD($useful) } sind
    } *nützlich*, { $wasted ->
        [0] keines ist
        [one] eines ist
       *[other] { WORD($wasted) } sind
    } *mal null*.
}
    .title = Produkte
total = Die Summe, *{ $sum }*, kommt in { part-cell } { part-of-output }.
    .title = Die Summe
step = { part-moved }: *{ $useful }* von { $products } { $products ->
    [one] Produkt
   *[other] Produkten
} nützlich, Summe *{ $sum }*.
    .title = Fenster { $number }
rows = { $begun ->
    [yes] Der Rest { $form ->
        [one] von { part-rows }
       *[run] der { part-rows }
    }
   *[no] { part-rows }
}: *{ $useful }* nützliche Produkte, *{ $wasted }* mal null.
    .title = { part-rows }
same = Stempel statt Fenster ergeben *dieselbe* Ausgabe, Wert für Wert.
    .title = Dieselbe Ausgabe
explain = Eine Erklärung, nicht der Rechenweg: *{ $wasted }* von { $products } Multiplikationen waren mit null.
    .title = Eine Erklärung, kein Algorithmus
