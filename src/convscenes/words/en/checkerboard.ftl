label-stamps = Stamps
label-weighted = Weighted stamps
label-down = Down
label-square = Across × down
label-picture = Constant picture
label-enlarged = Resized
label-resized = Resized first
formula-and = and
formula-even = { $even ->
    [everywhere] even
    [inside] even inside
   *[no] uneven
}: { part-values }

title = { $even ->
    [yes] Even overlap leaves a constant picture even
   *[no] Uneven overlap prints a checkerboard
}
description = Stamps of { $kernel } cells, { $stride } apart, overlap { $even ->
    [yes] evenly
   *[no] unevenly
}: what that makes of a constant { $picture } picture,
    beside other kernel sizes and a convolution of the resized picture.

maps = Each input value stamps *{ part-cells }* (k), *{ part-stride }* further on (s).
    .title = Input, stamps, stamps per cell
first-stamp = The first stamp touches *{ part-cells }* once.
    .title = The first stamp
second-stamp = { $shared ->
    [0] The second stamp overlaps *no cell* of the first.
   *[other] The second overlaps it in *{ $shared ->
        [one] one cell
       *[other] { WORD($shared) } cells
    }*, now touched twice.
}
    .title = The second stamp
stamps = Every further stamp adds *one* to each cell that it touches.
    .title = Stamp by stamp
inside = { $period ->
    [none] *Always { part-values }* inside: stride { $stride } divides kernel size { $kernel }
    [short] *{ $once }* repeats inside: stride { $stride } does not divide kernel size { $kernel }
   *[long] *{ part-values }* recur inside: stride { $stride } does not divide kernel size { $kernel }
}.
    .title = Away from the border
compare = { $even ->
    [all] *All* of these are even: the stride divides every kernel size
    [none] *None* of these is even: the stride divides no kernel size
    [some] Even *only where* the stride s divides the kernel size k
   *[sizes] Even only for { $many ->
        [one] kernel size
       *[other] kernel sizes
    } *{ $sizes }*, which stride { $stride } divides
}.
    .title = Other settings
weigh = But even overlap is *not enough*: the weights matter too.
    .title = Weights matter too
sum = Weights { part-stride } apart { $even ->
    [yes] all add up to *{ part-values }*: no pattern
   *[no] add up to *{ part-values }*: a pattern
}.
    .title = Weights that meet add up
multiply = In two dimensions, stamps per cell *multiply*: { $even ->
    [yes] { part-values } everywhere inside
   *[no] a checkerboard of { part-values }
}.
    .title = Two dimensions
picture = A *constant* picture, equal weights: the output is { $even ->
    [yes] even inside
   *[no] a checkerboard
}.
    .title = A constant picture
even = Kernel size *{ $kernel }*, equal weights: even, { $everywhere ->
    [yes] in every cell
   *[no] except at the border
}.
    .title = Even overlap
enlarge = Or resize first: every value fills *{ $block }* cells.
    .title = Resized first
resize = Then convolve: every window is *full*, every sum is { $sum }.
    .title = Then convolved
together = { $even ->
    [yes] In a constant picture, even overlap *may* print a pattern, resizing first *cannot*
   *[no] A constant picture: uneven overlap *prints* a pattern, even *may*, resizing first *cannot*
}.
    .title = Side by side

part-values = { $listed ->
    [ends] { $least } to { $greatest }
   *[all] { $values }
}
part-cells = { $cells ->
    [one] one cell
   *[other] { WORD($cells) } cells
}
part-stride = { $stride ->
    [one] one cell
   *[other] { WORD($stride) } cells
}
