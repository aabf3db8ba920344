label-placed = Kernel on the input

title = Each output cell is one row of the convolution matrix
description = The { $kernel } kernel, placed in the { $image } input's shape with zeros around it and pulled flat,
    makes the rows of the { $matrix } convolution matrix.

maps = The convolution matrix C has a row for each output value (*{ $rows }*)
    and a column for each input value (*{ $columns }*).
    .title = Maps and the empty matrix
place = For the output in { part-cell }, the kernel lies here; everywhere else is *zero*.
    .title = The kernel placed
flatten = { $flat ->
    [yes] The map is one row of length *{ $length }* already: it becomes a row of C as it is.
   *[no] Pulled flat, one row after the other, the *{ $map }* map becomes one row of length *{ $length }*.
}
    .title = Pulled flat
total = Times the input, value by value, and summed: that is the output value of this row.
    .title = Its output value
row = Row *{ $number }* of C: the kernel as it lies for the output in { part-cell }, pulled flat.
    .title = Row { $number }
rows = The same for *{ part-rows }* of the output: the weights stay, the place moves on.
    .title = { part-rows }
together = Every row holds the kernel in a different place: with the input as one column *x*, convolution is *C·x*.
    .title = Row and output cell
