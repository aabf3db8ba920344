label-nearest = Nearest
label-nearest-kernel = Fixed weights
label-bilinear = Bilinear
label-bilinear-kernel = Fixed weights
label-bicubic = Bicubic
label-bicubic-kernel = Fixed weights
label-output = Transposed
label-kernel = Learnable weights

title = Four ways to make a picture larger
description = A { $small } picture is made { $large } by nearest, bilinear and bicubic interpolation
    and by a transposed convolution, each beside the kernel whose stamps make it.

picture = A picture of *{ $small }* values is to become *{ $large }*: which values go in between?
    .title = A picture to enlarge
nearest = *Nearest*: every value stamps *ones*; values repeat, and edges become stairs.
    .title = Nearest
bilinear = *Bilinear*: wider stamps overlap and add up; values follow *straight lines*, and edges blur.
    .title = Bilinear
bicubic = *Bicubic*: wider still, with *negative* weights; edges stay sharper, but may overshoot below zero.
    .title = Bicubic
# $twin: the kernel is bilinear's, but the result differs at the border.
transposed = *Transposed convolution*: { $twin ->
    [yes] the same stamps, *learnable*; smaller at the border: bilinear *repeats* the edge
   *[no] the same stamping, but *training* may change { $weights ->
        [one] its only weight
       *[other] each of its { $weights } weights
    }
}.
    .title = Transposed convolution
together = One mechanism: every value times a kernel, stamped *{ part-apart }* apart.
    .title = Four ways, one mechanism
learnable = Three kernels are *fixed*; the transposed convolution's { $weights ->
    [one] one weight
   *[other] { WORD($weights) } weights
} can be *learned*.
    .title = What can be learned
