label-picture = Picture { $number }
label-averaged = Averaged
label-kernel = Weights
label-bilinear = Bilinear
label-original = Original
# The axes of the chart, and the errors written in it.
chart-error = *Mean squared error on pictures not learned from*
chart-steps = steps
chart-bilinear = bilinear
chart-learned = learned

title = A kernel that learns to enlarge
description = Gradient descent on the { $kernel } kernel of a transposed convolution that makes
    { $small } pictures { $large }: weights, result and error, step by step, and bilinear's.

pairs = *{ $pictures }* pictures of { $large } are averaged to { $small };
    a kernel of { $kernel } weights is to learn the *way back*.
    .title = Pictures and their averages
start = The weights start *at random*: what they make of a new picture has an error of *{ $error }*.
    .title = Random weights
slope = The *gradient* is how steeply the error grows with a weight; each moves by *{ $rate }* times its own.
    .title = One step
learn = After *{ $steps ->
    [one] one step
   *[other] { WORD($steps) } steps
}*, { $case ->
    [first] the error on pictures that training has not seen is *{ $error }*; bilinear's is { $other }
    [higher] the error is *{ $error }*; bilinear's is still lower, { $other }
    [overtaken] the error is *{ $error }*: the learned weights have overtaken *bilinear's*, { $other }
    [settled] the error is *{ $error }*; some weights have settled *below zero*, which sharpens edges
   *[falling] the error is down to *{ $error }*; the steps become smaller as the slope does
}.
    .title = After { $steps } steps
compare = On pictures that training has not seen, the error is *{ $error }*, bilinear's *{ $other }*: { $better ->
    [yes] the weights fit the *data*
   *[no] it takes *more* steps
}.
    .title = Against bilinear
