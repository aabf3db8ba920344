label-z = z
label-rung = Rung { $number }
label-picture = Picture
label-pictures = Kernel { $kernel }, stride { $stride }
label-strengths = Root mean square
# The rows and columns of the strengths.
strengths-odd = odd
strengths-even = even
formula-scale = Drawn to scale: height and width in cells, length in channels
formula-repeats = { $share } repeats
formula-mean = { $share } repeats on average

title = A generator climbs from { $latent ->
    [one] one number
   *[other] { $latent } numbers
} to a picture
description = { part-rungs } { $rungs ->
    [one] turns
   *[other] turn
} { $latent ->
    [one] one random number
   *[other] { $latent } random numbers
} into { $end } values; small untrained generators make pictures that repeat with the stride.
part-rungs = { $rungs ->
    [one] one transposed convolution
   *[other] { WORD($rungs) } transposed convolutions
}

start = The start is *z*: a single cell with *{ $latent ->
    [one] one random channel
   *[other] { WORD($latent) } random channels
}*.
    .title = Random numbers
rung-of-one-cell = A transposed convolution spreads each number over *{ $new }* cells, in *{ $channels }* { $channels ->
    [one] channel
   *[other] channels
}.
    .title = Rung { $number }
rung = Stride { $stride }: { $old } cells become *{ $new }*, { $inputs } { $inputs ->
    [one] channel becomes
   *[other] channels become
} *{ $channels }*.
    .title = Rung { $number }
whole = { part-rungs }: { $latent ->
    [one] one number becomes
   *[other] { $latent } numbers become
} { $end } = *{ NUMBER($values, useGrouping: "true") }* values.
    .title = The whole ladder
run = A small generator, run for real: its weights are *random*, nobody has trained it.
    .title = An untrained generator
pictures = { $uneven ->
    [yes] Uneven overlap:
   *[no] Even overlap, yet
} *{ $form ->
    [one] { $least }
   *[range] { $least }–{ $greatest }
} %* of variance repeats every two cells (noise: { $noise }).
    .title = Pictures, kernel { $kernel }
strengths = Over { $generators } generators: { $overlap ->
    [both] only uneven overlap makes some cells *stronger*, but both *repeat*
    [uneven] cells that more stamps reach are *stronger*, and a pattern repeats
   *[even] all cells are *equally strong*, but a pattern still repeats
}.
    .title = { $generators } untrained generators
