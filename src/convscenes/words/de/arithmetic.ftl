label-padded = { $zeros ->
    [around] Umrandete Eingabe
    [cut] Beschnittene Eingabe
    [none] Eingabe
   *[other] Gestreckte Eingabe
}
label-turned = Gedrehter Kernel

title = { $transposed ->
    [yes] Eine transponierte Faltung, Fenster für Fenster gelesen
   *[no] Ein Fenster ergibt eine Zelle der Ausgabe
}
description = { $transposed ->
    [yes] Eine transponierte Faltung als Faltung: Der { $kernel }-Kernel gleitet über die { $image }-Eingabe
        mit Nullen zwischen ihren Zellen und ringsum; jedes Fenster ergibt eine Zelle der { $output }-Ausgabe.
   *[no] Faltung einer { $image }-Eingabe mit einem { $kernel }-Kernel: Jedes Fenster der unteren Ebene
        ergibt eine Zelle der { $output }-Ausgabe darüber.
}

maps = { $transposed ->
    [yes] { $zeros ->
        [both] Nullen zwischen den Zellen und ringsum: So hat { part-sized-input } Fenster für *{ $output }*.
        [between] Nullen zwischen den Zellen: So hat { part-sized-input } Fenster für *{ $output }*.
        [around] Nullen ringsum: So hat { part-sized-input } Fenster für *{ $output }*.
        [cut] Gestreckt und beschnitten hat { part-sized-input } Fenster für *{ $output }*.
       *[none] { part-sized-input } bleibt unverändert und hat Fenster für *{ $output }*.
    }
   *[no] { part-the-kernel } gleitet über { $zeros ->
        [around] { part-padded-input }
       *[none] { part-sized-input }
    } und erzeugt { part-sized-output }.
}
    .title = Eingabe und Ausgabe
part-padded-input = { $own-input ->
    [none] die *mit Nullen umrandete { $image }*-Eingabe
   *[other] „{ $own-input }“ *mit Nullen ringsum*
}
step = Schritt { $number } von { $steps }: { part-cell } { part-of-output }{ $written ->
    [yes] {" "}ist *{ $sum }*
   *[no] {""}
}.
    .title = Schritt { $number }
rows = *{ part-rows }* { part-of-output }: ein Fenster für jede Zelle.
    .title = { part-rows }
