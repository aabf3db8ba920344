label-back = Transposed, back
label-solved = Least squares
label-again = Its output

title = Transposed is not inverse
description = A convolution of a { $image } input with a { $kernel } kernel makes a { $output } output; its transpose
    brings the shape back, not the values; least squares finds an input with the same output, which is another one.

forward = A convolution makes { part-sized-output } of { part-sized-input }.
    .title = There
back = The transposed convolution brings the *shape* back: *{ $image }*.
    .title = And back
compare = The same shape, other values: { $same ->
    [0] *none* of { $values } is the same.
    [one] *one* of { $values } is the same.
   *[other] *{ $same }* of { $values } are the same.
}
    .title = Shape, not values
solve = To undo it, *least squares* looks for an input that makes { part-the-output }.
    .title = Least squares
again = { $found ->
    [yes] It finds the input: *{ $equations }* equations for *{ $unknowns }* unknowns are enough here.
   *[no] It makes the same output, yet is *another* input: *{ $equations }* equations, *{ $unknowns }* unknowns.
}
    .title = Another input
