label-stretched = Stretched input
label-padded = { $done ->
    [added] Padded
    [cut] Cropped
    [both] Padded, cropped
   *[same] Stretched
} input
label-turned = Turned kernel
label-useful = Useful products
label-wasted = Times zero

title = The same output, read from a stretched input
description = A transposed convolution as a convolution: zeros stretch and pad the { $image } input,
    the { $kernel } kernel turns by 180° and slides over it with stride 1.

maps = { $own-output ->
    [none] The stamps' *{ $output }* output
   *[other] “{ $own-output }”
} can also be *read*: from { part-sized-input } among zeros.
    .title = Input, kernel and output
stretch = { $zeros ->
    [none] *No* zeros are inserted: with stride 1 { part-the-input } stays as it is.
    [alike] Stride *{ $stride }* pulls { part-the-input } apart: *{ $between ->
        [one] one zero
       *[other] { WORD($between) } zeros
    }* between neighbours.
   *[each] Stride *{ $strides }* pulls { part-the-input } apart: *{ $down ->
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
    }* { part-sides }: p′, not the direct convolution's padding p.
    [cropped] p′ is negative: *{ $cells ->
        [one] one cell* is
       *[other] { WORD($cells) } cells* are
    } cropped { part-sides }.
    [nothing] The padding equals the kernel's reach: p′ is *0*, nothing is added.
   *[sides] { $done ->
        [same] { $extra ->
            [yes] With output padding, the stretched input stays as it is.
           *[no] Nothing goes around the stretched input: it stays as it is.
        }
        [both] Zeros, or cropped cells (−): { $places }.
       *[other] { $extra ->
            [yes] With output padding
           *[no] Around the stretched input
        }, { $done ->
            [added] zeros
           *[cut] cropped
        }: { $places }.
    }
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
extra = Output padding adds *{ $added ->
    [rows] { part-added-rows }
    [columns] { part-added-columns }
   *[both] { part-added-rows } and { part-added-columns }
}*: new cells hold *real sums*.
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
    [one] Stamps reach forward, windows look back: a single weight turns into itself.
   *[other] Stamps reach forward, windows look back: { part-the-kernel } turns by *180°*.
}
    .title = The kernel turns
window = Sliding with stride *1*, the turned kernel first meets *{ $useful ->
    [0] no values
    [one] one value
   *[other] { WORD($useful) } values
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
total = The sum, *{ $sum }*, fills { part-cell } of { part-the-output }.
    .title = The sum
step = { part-moved }: *{ $useful }* of { $products } { $products ->
    [one] product
   *[other] products
} useful, the sum is *{ $sum }*.
    .title = Window { $number }
rows = { $begun ->
    [yes] The rest of { part-rows }
   *[no] { part-rows }
}: *{ $useful }* useful products, *{ $wasted }* times zero.
    .title = { part-rows }
same = Stamps instead of windows give the *same* output, value by value.
    .title = The same output
explain = An explanation, not how it is computed: *{ $wasted }* of { $products } multiplications were by zero.
    .title = An explanation, not an algorithm
