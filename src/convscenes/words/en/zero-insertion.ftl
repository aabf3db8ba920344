label-stretched = Stretched input
label-padded = { $done ->
    [padded] Padded
    [cropped] Cropped
    [both] Padded, cropped
   *[stretched] Stretched
} input
label-turned = Turned kernel
label-useful = Useful products
label-wasted = Times zero

title = The same output, read from a stretched input
description = A transposed convolution as a convolution: zeros stretch and pad the { $image } input,
    the { $kernel } kernel turns by 180° and slides over it with stride 1.

maps = The stamps' *{ $output }* output can also be *read*: from the *{ $image }* input, set among zeros.
    .title = Input, kernel and output
stretch = { $zeros ->
    [none] *No* zeros are inserted: with stride 1 the input stays as it is.
    [alike] Stride *{ $stride }* pulls the input apart: *{ $between ->
        [one] one zero
       *[other] { WORD($between) } zeros
    }* between neighbours.
   *[each] Stride *{ $strides }* pulls the input apart: *{ $down ->
        [0] no zeros
        [one] one zero
       *[other] { WORD($down) } zeros
    }* between rows, *{ $across ->
        [0] no zeros
        [one] one zero
       *[other] { WORD($across) } zeros
    }* between columns.
}
    .title = Zeros in between
pad = { $border ->
    [zeros] *{ $cells ->
        [one] One zero
       *[other] { WORD($cells) } zeros
    }* { part-sides }: this is p′, not the padding p of the direct convolution.
    [cropped] The padding exceeds the kernel's reach: p′ is negative, *{ $cells ->
        [one] one cell
       *[other] { WORD($cells) } cells
    }* cropped { part-sides }.
    [nothing] The padding equals the kernel's reach: p′ is *0*, nothing is put around the stretched input.
   *[sides] { $extra ->
        [yes] With output padding
       *[no] Around the stretched input
    }, { $done ->
        [added] zeros: { $added }
        [cut] cropped: { $cut }
        [both] zeros: { $added }; cropped: { $cut }
       *[same] the stretched input stays as it is
    }.
}
    .title = Zeros around
part-sides = { $sides ->
    [2] on both sides
   *[other] on every side
}
# How many cells are added or cropped at one side.
border-side = *{ $cells }* { $where ->
    [above] above
    [below] below
    [left] left
   *[right] right
}
extra = Output padding: *{ $added ->
    [rows] { part-added-rows }
    [columns] { part-added-columns }
   *[both] { part-added-rows } and { part-added-columns }
}* more at the { $added ->
    [rows] bottom
    [columns] right
   *[both] bottom and right
}; the output's new cells are real sums.
    .title = Output padding
part-added-rows = { $added_rows ->
    [one] one row
   *[other] { WORD($added_rows) } rows
}
part-added-columns = { $added_columns ->
    [one] one column
   *[other] { WORD($added_columns) } columns
}
turn = { $weights ->
    [one] A stamp reaches forward, a window looks back: the kernel turns; a single weight stays as it is.
   *[other] A stamp reaches forward from its value, a window looks back at it: the kernel turns by *180°*.
}
    .title = The kernel turns
window = The turned kernel{ $spread ->
    [yes] , its weights spread apart,
   *[no] {""}
} slides with stride *1*; first it meets *{ $useful ->
    [0] no input values
    [one] one input value
   *[other] { WORD($useful) } input values
}* and *{ $wasted ->
    [0] no zeros
    [one] one zero
   *[other] { WORD($wasted) } zeros
}*.
    .title = The first window
products = { $products ->
    [one] One product, { $useful ->
        [one] *useful*
       *[other] *times zero*
    }.
   *[other] { WORD($products) } products: { $useful ->
        [0] none is
        [one] one is
       *[other] { WORD($useful) } are
    } *useful*, { $wasted ->
        [0] none is
        [one] one is
       *[other] { WORD($wasted) } are
    } *times zero*.
}
    .title = Products
total = The sum, *{ $sum }*, is the output in { part-cell }.
    .title = The sum
step = { part-moved }: *{ $useful }* of { $products } { $products ->
    [one] product
   *[other] products
} useful, the sum is *{ $sum }*.
    .title = Window { $number }
rows = { $begun ->
    [yes] The rest of { part-rows }
   *[no] { part-rows } of the output
}: *{ $useful }* useful products, *{ $wasted }* times zero.
    .title = { part-rows }
same = Stamps instead of windows give the *same* output, value by value.
    .title = The same output
explain = An explanation, not how it is computed: *{ $wasted }* of { $products } multiplications were by zero.
    .title = An explanation, not an algorithm
