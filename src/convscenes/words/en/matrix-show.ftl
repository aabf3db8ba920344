label-input = Matrix
label-scale = Scale

title = A picture is a matrix of numbers
description = { $matrices ->
    [one] One matrix
   *[other] { WORD($matrices) } matrices
} as coloured cells: the greater the number, the stronger the colour.
    The scale below each goes from its least to its greatest value.

picture = A picture is a *matrix*: { part-cells }, and in every cell one number.
next-picture = { $label }: { part-cells }, again one number in each.
part-cells = *{ $size }* { $cells ->
    [one] cell
   *[other] cells
}
ends = { $values ->
    [constant] All its values are *{ $least }*: they all have one colour.
    [negative] Its values go from *{ $least }* to *{ $greatest }*.
    [again] From *{ $least }* to *{ $greatest }*: the greatest is the strongest again.
   *[first] Its least value, *{ $least }*, has the faintest colour, its greatest, *{ $greatest }*, the strongest.
}
ends-title = { $label }: from least to greatest
span = In between, the colour grows with the number{ $matrices ->
    [one] {""}
   *[other] , every matrix having its *own scale*
}.
    .title = What a colour means
negative = Negative numbers have *another hue*: the further from zero, the stronger.
    .title = Negative numbers
whole = For a computer there are only the numbers: all that follows is *arithmetic*.
    .title = Numbers are all there is
