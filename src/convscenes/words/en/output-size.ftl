# What is left unread, below a dimension line that is as short as a cell.
measure-rest = rest

title = How large the output of { part-operation } gets
description = The size of { part-operation }'s output, told term by term:
    { $image } input and { $kernel } kernel give { $output }.
part-operation = { $transposed ->
    [yes] a transposed convolution
   *[no] a convolution
}

maps = How large { part-the-output } gets follows from a few numbers along each axis.
    .title = How large is the output?

## A convolution, axis by axis

input = { part-has } *i = { part-count }*.
    .title = { part-axis }input size
padding = Padding the *input* adds zeros, { part-ends }: *{ $cells }* cells.
    .title = { part-axis }padding
kernel = { $spread ->
    [yes] Dilation *d = { $dilation }* spreads the first window to *{ $span }* cells
   *[no] The first window { part-takes }
}; { $left ->
    [0] none is
    [one] *1* is
   *[other] *{ $left }* are
} left.
    .title = { part-axis }kernel
stride = { $steps ->
    [0] No step of *s = { $stride }* fits
    [one] *1 step* of *s = { $stride }* fits
   *[other] *{ $steps } steps* of *s = { $stride }* fit
} into { $cells } { $cells ->
    [one] cell
   *[other] cells
}{ $steps ->
    [0] {""}
   *[other] { $rest ->
        [0] {""}
        [one] ; *1* stays *unread*
       *[other] ; *{ $rest }* stay *unread*
    }
}.
    .title = { part-axis }stride
size = The first window { $steps ->
    [0] alone
   *[other] and *{ $steps }* more
}: *{ $count } output { part-noun }* ({ part-rule }).
    .title = { part-axis }output size
back = { $sharing ->
    [one] Only an input of *{ $input }* gives { $output }: { $returns ->
        [yes] *one* way back
       *[no] it takes output padding *a = { $wanted }*
    }
   *[other] Inputs of { part-sizes } give { $output }; { $returns ->
        [yes] output padding *a = { $wanted }* picks *{ $input }*
       *[no] *{ $input }* takes output padding *a = { $wanted }*
    }
}.
    .title = The way back

## A transposed convolution, axis by axis

transposed-input = { part-has } *i′ = { part-count }*.
    .title = { part-axis }input size
transposed-stride = { $steps ->
    [0] One value leaves one stamp: the stride *s = { $stride }* spaces nothing.
   *[other] Every value leaves a stamp, *s = { $stride }* apart *in { part-the-output }*: *{ $steps } { $steps ->
        [one] step
       *[other] steps
    }*.
}
    .title = { part-axis }stride
transposed-kernel = { $spread ->
    [yes] Dilation *d = { $dilation }* spreads the last stamp to *{ $span }* cells
   *[no] The last stamp { part-takes }
}: together *{ $reach } { $reach ->
    [one] cell
   *[other] cells
}*.
    .title = { part-axis }kernel
transposed-extra = Output padding extends the *output* by *a = { $extra }*, at the { part-end }.
    .title = { part-axis }output padding
transposed-padding = The direct convolution's padding *crops* the output here: { part-ends }.
    .title = { part-axis }padding
transposed-size = The output has *o′ = { part-count }* ({ part-rule }).
    .title = { part-axis }output size
transposed-back = { $sharing ->
    [others] Convolved again, the output gives *{ $size }*, not { $input }: a is not below the stride
    [one] Convolved again, only an output of *{ $output } { $output ->
        [one] cell
       *[other] cells
    }* gives *i′ = { $input }*
   *[other] { part-sizes } cells convolve to { $input }; output padding *a = { $extra }* picks *{ $output }*
}.
    .title = The way back

## Parts

part-axis = { $axis ->
    [rows] rows:{" "}
    [columns] columns:{" "}
   *[other] {""}
}
part-has = { $axis ->
    [both] Along each axis, the
    [only] The
    [rows] Rows first: the
   *[columns] Then the columns: the
} input has
part-count = { $count } { part-noun }
part-noun = { $noun ->
    [row] { $count ->
        [one] row
       *[other] rows
    }
    [column] { $count ->
        [one] column
       *[other] columns
    }
   *[cell] { $count ->
        [one] cell
       *[other] cells
    }
}
part-ends = { $sides ->
    [alike] *p = { $padding }* on both sides
    [rows] *{ $before }* at top, *{ $after }* at bottom
   *[columns] *{ $before }* at left, *{ $after }* at right
}
part-end = { $end ->
    [rows] bottom
    [columns] right
   *[both] bottom and right
}
part-takes = takes *k = { $kernel } { $kernel ->
    [one] cell
   *[other] cells
}*
part-rule = { $source ->
    [ONNX] size rule of ONNX
   *[paper] Dumoulin and Visin, { $rule }
}
part-sizes = { $sharing ->
    [two] *{ $least }* and *{ $greatest }*
   *[other] *{ $least }* to *{ $greatest }*
}
