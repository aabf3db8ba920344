label-column = Column x
label-result = Column y
label-slid = By sliding
formula-column = column { $number }

title = { $transposed ->
    [yes] Transposed convolution
   *[no] Convolution
} is one matrix times one column
description = The { $image } input, read off as a column, is multiplied by the { $matrix } matrix;
    the product, folded, is the { $output } output of the { $transposed ->
        [yes] transposed convolution
       *[no] convolution
    }.

maps = The *{ $matrix }* matrix { part-matrix } multiplies a column: { part-the-input } must become one.
    .title = Input and matrix
part-matrix = { $transposed ->
    [yes] Cᵀ
   *[no] C
}
flatten = { $rows ->
    [one] Set upright
   *[other] Read row by row
}, the { $image } input becomes the *column x* of { $values ->
    [one] one value
   *[other] { WORD($values) } values
}.
    .title = The input as a column
pair = Row 1 of C is laid beside x: *a weight for every value*.
    .title = Row 1 beside x
first-product = { $many ->
    [0] All weights of the row are zero: the first entry of y is *0*.
    [one] One weight is not zero; its product, *{ $sum }*, is y's first entry.
   *[other] { WORD($many) } weights are not zero; their products add up to *{ $sum }*, y's first entry.
}
    .title = Row { $number }
product = Row { $number } of C times the same x: *{ $sum }*.
    .title = Row { $number }
product-rows = Row after row of C times x: *{ part-rows }* of { part-the-output }.
    .title = { part-rows }
scale = The first value, { $value }, multiplies column 1 of Cᵀ: one value, *{ $products ->
    [0] no products
    [one] one product
   *[other] { WORD($products) } products
}*.
    .title = Column 1, scaled
first-grow = The scaled column is *added* to y, which started as zeros.
    .title = Column { $number }
grow = Plus *{ $value }* times column *{ $number }*{ $overlaps ->
    [yes] : where columns overlap, they add up
   *[no] {""}
}.
    .title = Column { $number }
grow-rows = Every value of *{ part-rows }* scales its column; y adds them up.
    .title = { part-rows }
fold = { $rows ->
    [one] Laid down
   *[other] Folded row by row
}, the column y becomes the *{ $output } output*.
    .title = y, folded
compare = { $transposed ->
    [yes] Scattering stamps gives the same *in every cell*: transposed convolution
   *[no] Sliding the kernel gives the same *in every cell*: convolution
} is *{ part-matrix }·x*.
    .title = Equal in every cell
