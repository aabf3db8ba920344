label-placed = Kernel on the input

title = Each output cell is one row of the convolution matrix
description = The { $kernel } kernel, placed in the { $image } input's shape with zeros around it and pulled flat,
    makes the rows of the { $matrix } convolution matrix.

maps = C has a row per output value (*{ $rows }*), a column per input value (*{ $columns }*).
    .title = Maps and the empty matrix
place = For { part-the-output } in { part-cell }, the kernel lies here, *zeros* elsewhere.
    .title = The kernel placed
flatten = { $flat ->
    [yes] The map is a row of length *{ $length }* already: one row of C.
   *[no] Pulled flat row by row, the *{ $map }* map is a row of length *{ $length }*.
}
    .title = Pulled flat
total = Times { part-the-input } and summed: that is this row's *output value*.
    .title = Its output value
row = Row *{ $number }* of C: the kernel for { part-the-output } in { part-cell }.
    .title = Row { $number }
rows = *{ part-rows }* of { part-the-output }: the weights stay, the place moves on.
    .title = { part-rows }
together = With { part-the-input } as one column *x*, the whole convolution is *C·x*.
    .title = Row and output cell
