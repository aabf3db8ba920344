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

pairs = { $pictures } pictures are averaged from { $large } to { $small }; a kernel learns the *way back*.
    .title = Pictures and their averages
start = The weights start *at random*: on new pictures, their error is *{ $error }*.
    .title = Random weights
slope = Each weight moves by *{ $rate }* times its *gradient*: how steeply the error grows.
    .title = One step
learn = After { $steps ->
    [one] one step
   *[other] { WORD($steps) } steps
}, the error is *{ $error }*{ $case ->
    [first] ; bilinear's is { $other }
    [higher] ; bilinear's is still lower, { $other }
    [overtaken] : the learned weights have *overtaken* bilinear's, { $other }
    [settled] ; some *negative* weights sharpen edges
   *[falling] ; as the slope flattens, steps shrink
}.
    .title = After { $steps ->
        [one] 1 step
       *[other] { $steps } steps
    }
compare = On new pictures, the error is *{ $error }*, bilinear's *{ $other }*: { $better ->
    [yes] the weights fit the *data*
   *[no] it takes *more* steps
}.
    .title = Against bilinear
