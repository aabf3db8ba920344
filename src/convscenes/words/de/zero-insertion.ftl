label-stretched = Gedehnte Eingabe
label-padded = { $done ->
    [padded] Aufgefüllte Eingabe
    [cropped] Beschnittene Eingabe
    [both] Aufgefüllte, beschnittene Eingabe
   *[stretched] Gedehnte Eingabe
}
label-turned = Gedrehter Kernel
label-useful = Nützliche Produkte
label-wasted = Mal null

title = Dieselbe Ausgabe, aus einer gedehnten Eingabe gelesen
description = Eine transponierte Faltung als Faltung: Nullen dehnen die { $image }-Eingabe und füllen ihren Rand auf,
    der { $kernel }-Kernel dreht sich um 180° und gleitet mit Schrittweite 1 darüber.

maps = Die *{ $output }*-Ausgabe der Stempel lässt sich auch *lesen*: aus der *{ $image }*-Eingabe zwischen Nullen.
    .title = Eingabe, Kernel und Ausgabe
stretch = { $zeros ->
    [none] Es werden *keine* Nullen eingefügt: Mit Schrittweite 1 bleibt die Eingabe, wie sie ist.
    [alike] Schrittweite *{ $stride }* zieht die Eingabe auseinander: *{ $between ->
        [one] eine Null
       *[other] { WORD($between) } Nullen
    }* zwischen Nachbarn.
   *[each] Schrittweite *{ $strides }* zieht die Eingabe auseinander: *{ $down ->
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
    }* { part-sides }: Das ist p′, nicht das Padding p der direkten Faltung.
    [cropped] Das Padding ist größer als die Reichweite des Kernels: p′ ist negativ, { part-sides } { $cells ->
        [one] fällt *eine Zelle*
       *[other] fallen *{ WORD($cells) } Zellen*
    } weg.
    [nothing] Das Padding ist gleich der Reichweite des Kernels:
        p′ ist *0*, um die gedehnte Eingabe kommt nichts herum.
   *[sides] { $done ->
        [same] { $extra ->
            [yes] Mit Output-Padding bleibt die gedehnte Eingabe, wie sie ist.
           *[no] Um die gedehnte Eingabe kommt nichts herum: Sie bleibt, wie sie ist.
        }
       *[other] { $extra ->
            [yes] Mit Output-Padding
           *[no] Um die gedehnte Eingabe
        }: { $done ->
            [added] Nullen { $added }
            [cut] abgeschnitten { $cut }
           *[both] Nullen { $added }; abgeschnitten { $cut }
        }.
    }
}
    .title = Nullen ringsum
part-sides = { $sides ->
    [2] auf beiden Seiten
   *[other] auf jeder Seite
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
}* mehr { $added ->
    [rows] unten
    [columns] rechts
   *[both] unten und rechts
}; die neuen Zellen der Ausgabe sind echte Summen.
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
    [one] Ein Stempel greift nach vorn, ein Fenster blickt zurück: Der Kernel dreht sich;
        ein einzelnes Gewicht bleibt, wie es ist.
   *[other] Ein Stempel greift von seinem Wert nach vorn, ein Fenster blickt zurück: Der Kernel dreht sich um *180°*.
}
    .title = Der Kernel dreht sich
window = Der gedrehte Kernel{ $spread ->
    [yes] , seine Gewichte auseinandergezogen,
   *[no] {""}
} gleitet mit Schrittweite *1*; zuerst trifft er *{ $useful ->
    [0] keinen Eingabewert
    [one] einen Eingabewert
   *[other] { WORD($useful) } Eingabewerte
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
total = Die Summe, *{ $sum }*, ist die Ausgabe in { part-cell }.
    .title = Die Summe
step = { part-moved }: *{ $useful }* von { $products } { $products ->
    [one] Produkt
   *[other] Produkten
} nützlich, die Summe ist *{ $sum }*.
    .title = Fenster { $number }
rows = { $begun ->
    [yes] Der Rest von { part-rows }
   *[no] { part-rows } der Ausgabe
}: *{ $useful }* nützliche Produkte, *{ $wasted }* mal null.
    .title = { part-rows }
same = Stempel statt Fenster ergeben *dieselbe* Ausgabe, Wert für Wert.
    .title = Dieselbe Ausgabe
explain = Eine Erklärung, nicht der Rechenweg: *{ $wasted }* von { $products } Multiplikationen waren mit null.
    .title = Eine Erklärung, kein Algorithmus
