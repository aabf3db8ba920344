label-padded = Gestreckte Eingabe
label-turned = Gedrehter Kernel

title = { $transposed ->
    [yes] Eine transponierte Faltung, von gestreckter Eingabe gelesen
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
        [both] Nullen zwischen den Zellen und ringsum: { part-sized-input } hat Fenster für *{ $output }*.
        [between] Nullen zwischen den Zellen: { part-sized-input } hat Fenster für *{ $output }*.
        [around] Nullen ringsum: { part-sized-input } hat Fenster für *{ $output }*.
        [cut] Gestreckt und beschnitten hat { part-sized-input } Fenster für *{ $output }*.
       *[none] { part-sized-input } bleibt, wie sie ist: Ihre Fenster ergeben *{ $output }*.
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
