label-window = Kernel on the input
label-stamp = Kernel on the output

title = The transposed matrix scatters what the matrix gathers
description = The { $matrix } convolution matrix turns about its diagonal into its { $transpose } transpose;
    a row of the one is a column of the other.

maps = The convolution matrix C takes { part-inputs } to *{ $outputs ->
    [one] one output value
   *[other] { WORD($outputs) } output values
}*.
    .title = The convolution matrix
turn = Turned about its diagonal, rows become columns: Cᵀ takes { $outputs ->
    [one] one value
   *[other] { WORD($outputs) } values
} to *{ $inputs ->
    [one] one
   *[other] { WORD($inputs) }
}*.
    .title = Its transpose
part-inputs = { $inputs ->
    [one] one input value
   *[other] { WORD($inputs) } input values
}
row = Row *1* of C, folded back: *{ $many ->
    [0] no input values* gather
    [one] one input value* gathers
   *[other] { WORD($many) } input values* gather
} into *one* output value.
    .title = A row is a window
column = Column *1* of Cᵀ, that same row: *one* value scatters into *{ $many ->
    [0] no values
    [one] one value
   *[other] { WORD($many) } values
}*.
    .title = The column is a stamp
both = Row *{ $number }* of C is column *{ $number }* of Cᵀ: same numbers, both directions.
    .title = Row and column { $number }
rows = Row for row and column for column: the same numbers, read in both directions.
    .title = { part-rows }
whole = Same connections, other direction: { $weights ->
    [one] with one weight, both are *one to one*
   *[other] C *gathers* many into one, Cᵀ *scatters* one into many
}.
    .title = Gather and scatter
