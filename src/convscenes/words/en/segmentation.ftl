label-picture = Picture
label-layer = Layer { $number }
label-scores = Scores
label-coarse = Classes
label-enlarged = Scores
label-classes = Classes
label-truth = Truth
# The classes of the legend.
label-background = background
label-disc = disc
label-square = square
label-triangle = triangle
formula-right = { $classes } classes: { $share } right

title = From a picture to a class for every pixel
description = A fully convolutional network shrinks a { $high } drawing to { $low } scores for each class;
    a transposed convolution enlarges them to { $high }, and the highest gives every pixel its class.

picture = A drawing with noise: to which *class* does each pixel belong?
    .title = A drawing with noise
layer = A convolution, stride { $stride }, makes *{ $maps ->
    [one] one map
   *[other] { WORD($maps) } maps
}*; each value sees *{ $field }* pixels.
    .title = Layer { $number }
scores = A *1×1* convolution weighs these maps: at every place, a *score* for each class.
    .title = A score for each class
coarse = The highest score wins, but there are only *{ $low }* places.
    .title = Coarse classes
enlarge = A transposed convolution, bilinear at first, then trained, enlarges the scores to *{ $high }*.
    .title = Enlarged scores
classes = Again the highest score wins: a class for *every pixel*.
    .title = A class for every pixel
truth = *{ $right } of { $pixels }* pixels are right; in { $drawings } drawings never trained on, *{ $share }*.
    .title = Compared with the truth
