title = { $weights ->
    [one] one input value becomes
   *[other] { WORD($weights) } input values become
} one output value
description = A convolution of a { $image } input with a { $kernel } kernel:
    every window of the input, times the kernel and summed, is one cell of the { $output } output.

maps = { $own-kernel ->
    [none] A *{ $kernel }* kernel
   *[other] “{ $own-kernel }”
} { $once ->
    [yes] fits
   *[no] slides over
} { $padded ->
    [yes] { part-padded-input }
   *[no] { part-sized-input }
}{ $once ->
    [yes] {" "}once
   *[no] {""}
} and makes { part-sized-output }.
    .title = Input, kernel and output
part-padded-input = { $own-input ->
    [none] the *zero-padded { $image }* input
   *[other] *zero-padded* “{ $own-input }”
}
window = { part-the-kernel } lies over the first window: { $values ->
    [one] *{ $zeros ->
        [0] one value
       *[other] one padded zero
    }*
   *[other] *{ WORD($values) } values*{ $zeros ->
        [0] {""}
        [one] , one a padded zero
       *[other] , { WORD($zeros) } of them padded zeros
    }
}.
    .title = The first window
products = { $weights ->
    [one] The weight
   *[other] Each weight
} multiplies the value below it: *{ $weights ->
    [one] one product
   *[other] { WORD($weights) } products
}*.
    .title = Products
total = { part-made }, *{ $sum }*, fills { part-cell } of { part-the-output }.
    .title = { part-made }
part-made = { $weights ->
    [one] the product
   *[other] their sum
}
step = { part-moved }: the new { $weights ->
    [one] product
   *[other] sum
} is *{ $sum }*.
    .title = Window { $number }
rows = *{ part-rows }* of { part-the-output }: each window gives *one* value.
    .title = { part-rows }
connect = { $values ->
    [one] Every output value depends on *one* input value: one to one.
   *[other] { $once ->
        [yes] The output value depends on *{ WORD($values) } values*
       *[no] Every output value depends on one window of *{ WORD($values) } values*
    }: many to one.
}
    .title = { $values ->
        [one] One to one
       *[other] Many to one
    }

## Several channels

channels-description = A convolution of a { $image } input of { part-channels } with { $kernels ->
    [one] one { $slice } kernel
   *[other] { WORD($kernels) } { $slice } kernels
}: every channel has its own slice of each kernel and its partial sums, which add up to the output.

channels-kernel = *Kernel { $kernel }* has other weights for the same channels; it makes *output channel { $kernel }*.
    .title = Kernel { $kernel }
channels-window = Each slice of the kernel lies over the same window of *its own channel*.
    .title = The first window
channels-products = Each weight multiplies the value below it: *{ $products ->
    [one] one product
   *[other] { WORD($products) } products
}* in every channel.
    .title = Products
channels-partials = In each channel, the products add up: { part-partial-sums } { $values }.
    .title = { part-partial-sums }
part-partial-sums = { $sums ->
    [one] partial sum
   *[other] partial sums
}
channels-total = The channels add up: *{ $sum }* is { part-made-output } in { part-cell }.
    .title = The channels add up
channels-step = { $begins ->
    [yes] Over the first window
   *[no] { part-moved }
}: the channels add up to *{ $sum }*.
    .title = Window { $number }{ part-kernel }
channels-rows = The slices slide on together: *{ part-rows }* of { part-made-output }.
    .title = { part-rows }{ part-kernel }
channels-connect = Every output value depends on *{ $windows ->
    [one] one window
   *[other] { WORD($windows) } windows
}* of *{ $values ->
    [one] one value
   *[other] { WORD($values) } values
}*{ $windows ->
    [one] {""}
   *[other] , one in each channel
}.
    .title = Many to one
