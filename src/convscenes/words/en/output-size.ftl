title = How large the output of { part-operation } gets
description = The size of { part-operation }'s output, told term by term:
    { $image } input and { $kernel } kernel give { $output }.
part-operation = { $transposed ->
    [yes] a transposed convolution
   *[no] a convolution
}

maps = How large the output gets follows from a few numbers along each axis.
    .title = How large is the output?

## A convolution, axis by axis

input = { part-has } *i = { part-count }*.
    .title = { part-axis }input size
padding = Padding adds zeros to the *input*, { part-ends }: *{ $cells }* cells to read.
    .title = { part-axis }padding
kernel = { $spread ->
    [yes] Spread by dilation *d = { $dilation }*, the first window { part-spans }
   *[no] The first window { part-takes }
}, *{ $left }* { $left ->
    [one] is
   *[other] are
} left to move over.
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
        [one] ; *1* at the { part-end } stays *unread*
       *[other] ; *{ $rest }* at the { part-end } stay *unread*
    }
}.
    .title = { part-axis }stride
size = The first window { $steps ->
    [0] alone
   *[other] and *{ $steps }* more
}: *{ $count } output { part-noun }*, by { part-rule }.
    .title = { part-axis }output size
back = { $sharing ->
    [one] Only an input of *{ $input } { $input ->
        [one] cell
       *[other] cells
    }* gives
   *[other] Inputs of { part-sizes } cells share
} *o = { $output }*: { $leads ->
    [here] { $extra ->
        [0] without output padding
       *[other] with output padding *a = { $extra }*
    }, the way back leads to *{ $size }*
    [nowhere] the way back takes output padding *a = { $wanted }*
   *[elsewhere] the way back leads to *{ $size }*, and only with output padding *a = { $wanted }* to { $input }
}.
    .title = The way back

## A transposed convolution, axis by axis

transposed-input = { part-has } *i′ = { part-count }*, and every value will leave a stamp.
    .title = { part-axis }input size
transposed-stride = { $steps ->
    [0] One value leaves one stamp: there is nothing for the stride *s = { $stride }* to space.
   *[other] The stride spaces the stamps *in the output*: *{ $steps } { $steps ->
        [one] step
       *[other] steps
    }* of *s = { $stride }* to the last one.
}
    .title = { part-axis }stride
transposed-kernel = { $spread ->
    [yes] Spread by dilation *d = { $dilation }*, the last stamp { part-spans }
   *[no] The last stamp { part-takes }
}: together *{ $reach } { $reach ->
    [one] cell
   *[other] cells
}*.
    .title = { part-axis }kernel
transposed-extra = Output padding adds *a = { $extra }* at the { part-end }: it picks a size, it puts no zeros around.
    .title = { part-axis }output padding
transposed-padding = The direct convolution's padding does not pad here, it *crops* the output: { part-ends }.
    .title = { part-axis }padding
transposed-size = The output has *o′ = { part-count }*, by { part-rule }.
    .title = { part-axis }output size
transposed-back = Convolved again, { $sharing ->
    [others] the output gives *{ $size }* cells, not *{ $input }*: a is not below the stride
    [one] only an output of *{ $output } { $output ->
        [one] cell
       *[other] cells
    }* gives *i′ = { $input }*
   *[other] outputs of { part-sizes } cells give *i′ = { $input }*: output padding *a = { $extra }* picks *{ $output }*
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
    [rows] *{ $before }* at the top and *{ $after }* at the bottom
   *[columns] *{ $before }* at the left and *{ $after }* at the right
}
part-end = { $end ->
    [rows] bottom
    [columns] right
   *[both] bottom and right
}
part-spans = spans d(k − 1) + 1 = *{ $span }* cells
part-takes = takes *k = { $kernel } { $kernel ->
    [one] cell
   *[other] cells
}*
part-rule = { $source ->
    [ONNX] the size rule of *ONNX*
   *[paper] relationship *{ $rule }* of Dumoulin and Visin
}
part-sizes = { $sharing ->
    [two] *{ $least }* and *{ $greatest }*
   *[many] *{ $least }* to *{ $greatest }*
}
