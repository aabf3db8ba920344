label-uncropped = Uncropped output
formula-kernel = kernel

title = One input value becomes { $weights ->
    [one] one output value
   *[other] { WORD($weights) } output values
}
description = A transposed convolution of a { $image } input with a { $kernel } kernel:
    every input value times the kernel is added to the { $output } output.

maps = Every value of the *{ $image }* input spreads the *{ $kernel }* kernel over the output{ $padding ->
    [last] ; padding comes *last*
    [crops] , which starts as zeros; padding crops its border
   *[none] , which starts as zeros
}.
    .title = Input, kernel and output
lift = The input value *{ $value }* in { part-cell } is lifted.
    .title = One value is lifted
multiply = It multiplies { $weights ->
    [one] the *only* value of the kernel: one product makes
   *[other] *every* value of the kernel: { WORD($weights) } products make
} one stamp.
    .title = It multiplies the kernel
land = The stamp lands: *one* input value became *{ $inside ->
    [0] no output values
    [one] one output value
   *[other] { WORD($inside) } output values
}*{ $outside ->
    [0] {""}
    [one] ; one cell beyond the border is cropped
   *[other] ; { WORD($outside) } cells beyond the border are cropped
}.
    .title = The stamp lands
stamp = *{ $value }* times { $weights ->
    [one] the weight
   *[other] the whole kernel
}: the stamp lands { part-moved }{ $overlaps ->
    [yes] ; overlaps add up
   *[no] {""}
}.
    .title = Stamp { $number }
rows = Every value of *{ part-rows }* multiplies the kernel; the stamps land *{ part-apart }* apart and add up.
    .title = { part-rows }
overlap = { $met ->
    [alone] The only stamp has landed: there is nothing to add up.
   *[other] All stamps have landed: { $met ->
        [nowhere] they overlap *nowhere*{ $free ->
            [0] {""}
           *[other] , and { part-untouched }
        }
        [even] *{ $most ->
            [one] one stamp
           *[other] { WORD($most) } stamps
        }* touched *every* cell of the output
        [some] a cell is the sum of up to *{ $most }* of them; { part-untouched }
       *[all] each cell is the sum of *{ $least }* to *{ $most }* of them
    }.
}
    .title = How many stamps met
part-untouched = { $free ->
    [one] one cell stays
   *[other] { WORD($free) } cells stay
} *zero*
border = The convolution's padding{ $sides ->
    [alike] {" "}*{ $padding }*
   *[uneven] {""}
} pads nothing here: it *crops* the border{ $saved ->
    [nothing] {" "}of the output
   *[other] ; output padding saves { part-saved }
}.
    .title = Border
crop = What is left is the *{ $output }* output{ $saved ->
    [nothing] ; its values stay as they are
    [rows] : { part-saved } { $saved_rows ->
        [one] holds
       *[other] hold
    } *real sums*, not zeros
    [columns] : { part-saved } { $saved_columns ->
        [one] holds
       *[other] hold
    } *real sums*, not zeros
   *[both] : { part-saved } hold *real sums*, not zeros
}.
    .title = What is left
# What output padding saves from being cropped.
part-saved = the last { $saved ->
    [rows] { part-saved-rows }
    [columns] { part-saved-columns }
   *[other] { part-saved-rows } and { part-saved-columns }
}
part-saved-rows = { $saved_rows ->
    [one] row
   *[other] { WORD($saved_rows) } rows
}
part-saved-columns = { $saved_columns ->
    [one] column
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
channels-lift = In each channel, the value in { part-cell } is lifted: { $values }.
    .title = One value of each channel is lifted
channels-multiply = It multiplies *its own slice* of the kernel: { $products ->
    [one] one product
   *[other] { WORD($products) } products
} in every channel.
    .title = It multiplies its slice of the kernel
channels-land = The stamps land in the *partial sums* of their channels{ $crops ->
    [yes] ; what lies beyond the border is cropped
   *[no] {""}
}.
    .title = The stamps land
channels-stamp = { $values } times { $stamps ->
    [one] its slice { $way ->
        [first] is the first stamp
       *[other] lands { part-moved }
    }
   *[other] their slices { $way ->
        [first] are the first stamps
       *[other] land { part-moved }
    }
}.
    .title = Stamp { $number }{ part-kernel }
channels-rows = Every value of *{ part-rows }* multiplies its slice; the stamps land and add up in each channel.
    .title = { part-rows }{ part-kernel }
channels-total = { $channels ->
    [one] There is one channel only: its sums are *{ part-made-output }*.
   *[other] Cell by cell, the channels add up: that is *{ part-made-output }*.
}
    .title = The channels add up{ part-kernel }
channels-spread = { $kernels ->
    [one] Every value of *every* channel reaches *{ part-reached }* of the output: all channels meet there.
   *[other] Every input value reaches *{ part-reached }* in *every* output channel, through a slice of its own.
}
    .title = One to many
part-reached = { $reached ->
    [one] one cell
   *[other] { WORD($reached) } cells
}
