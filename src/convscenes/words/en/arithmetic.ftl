label-padded = { $zeros ->
    [around] Padded input
    [cut] Cropped input
    [none] Input
   *[other] Stretched input
}
label-turned = Turned kernel

title = { $transposed ->
    [yes] A transposed convolution, read window by window
   *[no] A window makes one cell of the output
}
description = { $transposed ->
    [yes] A transposed convolution as a convolution: the { $kernel } kernel slides over the { $image } input
        with zeros between and around its cells; every window is one cell of the { $output } output.
   *[no] A convolution of a { $image } input with a { $kernel } kernel: every window of the lower plane
        is one cell of the { $output } output above it.
}

maps = { $transposed ->
    [yes] { $zeros ->
        [both] Zeros between and around { part-sized-input }: its windows make *{ $output }*.
        [between] Zeros between the cells of { part-sized-input }: its windows make *{ $output }*.
        [around] Zeros around { part-sized-input }: its windows make *{ $output }*.
        [cut] Stretched and cropped, { part-sized-input } has windows for *{ $output }*.
       *[none] { part-sized-input } stays as it is: its windows make *{ $output }*.
    }
   *[no] { part-the-kernel } slides over { $zeros ->
        [around] { part-padded-input }
       *[none] { part-sized-input }
    } and makes { part-sized-output }.
}
    .title = Input and output
part-padded-input = { $own-input ->
    [none] the *zero-padded { $image }* input
   *[other] *zero-padded* “{ $own-input }”
}
step = Step { $number } of { $steps }: { part-cell } of { part-the-output }{ $written ->
    [yes] {" "}is *{ $sum }*
   *[no] {""}
}.
    .title = Step { $number }
rows = *{ part-rows }* of { part-the-output }: one window for every cell.
    .title = { part-rows }
