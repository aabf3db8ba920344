label-uncropped = Uncropped output
formula-kernel = kernel

title = One input value becomes { $weights ->
    [one] one output value
   *[other] { WORD($weights) } output values
}
description = A transposed convolution of a { $image } input with a { $kernel } kernel:
    every input value times the kernel is added to the { $output } output.

maps = Each value of { part-sized-input } spreads { $own-kernel ->
    [none] the *{ $kernel }* kernel
   *[other] “{ $own-kernel }”
}{ $padding ->
    [last] ; padding comes *last*
    [crops] ; padding crops { part-the-output }
   *[none] {" "}over { part-the-output }
}.
    .title = Input, kernel and output
lift = { part-cell } of { part-the-input }: the value *{ $value }* is lifted.
    .title = One value is lifted
multiply = It multiplies { $weights ->
    [one] the *only* value of { part-the-kernel }: one product makes
   *[other] *every* value of { part-the-kernel }: { WORD($weights) } products make
} one stamp.
    .title = It multiplies the kernel
land = The stamp lands: *one* value became *{ $inside ->
    [0] no values
    [one] one value
   *[other] { WORD($inside) } values
}*{ $outside ->
    [0] {""}
    [one] ; one other is cropped
   *[other] ; { WORD($outside) } others are cropped
}.
    .title = The stamp lands
stamp = *{ $value }* times { $weights ->
    [one] the weight
   *[other] { part-the-kernel }
} lands { part-moved }{ $overlaps ->
    [yes] ; overlaps add up
   *[no] {""}
}.
    .title = Stamp { $number }
rows = *{ part-rows }*: one stamp per value, *{ part-apart }* apart.
    .title = { part-rows }
overlap = { $met ->
    [alone] The only stamp has landed: there is nothing to add up.
   *[other] All stamps have landed: { $met ->
        [nowhere] they overlap *nowhere*
        [sparse] they overlap *nowhere*; { part-untouched }
        [even] *{ $most ->
            [one] one stamp
           *[other] { WORD($most) } stamps
        }* touched *every* cell
        [some] up to *{ $most }* add up; { part-untouched }
       *[all] each cell sums *{ $least }* to *{ $most }* of them
    }.
}
    .title = How many stamps met
part-untouched = { $free ->
    [one] one cell stays
   *[other] { WORD($free) } cells stay
} *zero*
border = { $saved ->
    [nothing] The convolution's padding{ part-padding } pads nothing here: it *crops* the border
   *[other] Padding{ part-padding } *crops* the border; output padding saves { part-saved }
}.
    .title = Border
crop = { part-sized-output } is left; { $saved ->
    [nothing] its values stay as they are
   *[other] its saved cells hold *real sums*, not zeros
}.
    .title = What is left
# What output padding saves from being cropped.
part-padding = { $sides ->
    [alike] {" "}{ $padding }
   *[uneven] {""}
}
part-saved = { $saved ->
    [rows] { part-saved-rows }
    [columns] { part-saved-columns }
   *[other] { part-saved-rows } and { part-saved-columns }
}
part-saved-rows = { $saved_rows ->
    [one] one row
   *[other] { WORD($saved_rows) } rows
}
part-saved-columns = { $saved_columns ->
    [one] one column
   *[other] { WORD($saved_columns) } columns
}

## Several channels

formula-slice = slice

channels-title = { $kernels ->
    [one] The stamps of all channels add up
   *[other] One input value becomes { $reached ->
        [one] one value
       *[other] { WORD($reached) } values
    } in every output channel
}
channels-description = A transposed convolution of a { $image } input of { part-channels } with { $kernels ->
    [one] one { $slice } kernel
   *[other] { WORD($kernels) } { $slice } kernels
}: the stamps of every channel add up to its partial sums, and these to the output.

channels-kernel = *Kernel { $kernel }* starts on new partial sums; it makes *output channel { $kernel }*.
    .title = Kernel { $kernel }
channels-lift = { part-cell } of every channel: { $values } { $channels ->
    [one] is
   *[other] are
} lifted.
    .title = One value of each channel is lifted
channels-multiply = Each value multiplies *its own slice* of the kernel: { $products ->
    [one] one product
   *[other] { WORD($products) } products
} per channel.
    .title = It multiplies its slice of the kernel
channels-land = The stamps land in the *partial sums* of their channels{ $crops ->
    [yes] , cropped at the border
   *[no] {""}
}.
    .title = The stamps land
channels-stamp = { $values } times { $stamps ->
    [one] its slice { $begins ->
        [yes] is the first stamp
       *[no] lands { part-moved }
    }
   *[other] their slices { $begins ->
        [yes] are the first stamps
       *[no] land { part-moved }
    }
}.
    .title = Stamp { $number }{ part-kernel }
channels-rows = *{ part-rows }*: every value times its slice, added up in each channel.
    .title = { part-rows }{ part-kernel }
channels-total = { $channels ->
    [one] There is one channel only: its sums are *{ part-made-output }*.
   *[other] Cell by cell, the channels add up: that is *{ part-made-output }*.
}
    .title = The channels add up{ part-kernel }
channels-spread = { $kernels ->
    [one] Every value of *every* channel reaches *{ part-reached }* of { part-the-output }.
   *[other] Every input value reaches *{ part-reached }* in *every* output channel, through its own slice.
}
    .title = One to many
part-reached = { $reached ->
    [one] one cell
   *[other] { WORD($reached) } cells
}
