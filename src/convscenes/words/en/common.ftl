# The words of all kinds, in English. Other languages have the same messages; what one lacks is said in English.
#
# $names are facts. A whole number can select a variant: [0] is none, [one] and [other] are the plural of the
# language; WORD($n) writes it in words, from two on. Shapes (3×3), numbers with decimals and names come written.
# *strong* is bold. No line may begin with "*", "[" or ".", or the message ends there.
# "part-…" are parts of sentences: each language has its own, and nothing outside of its files names them.

## Numbers and lists

number-words = two three four five six seven eight nine ten eleven twelve
decimal-mark = .
list = { $others } and { $last }
# The shape of 1-D data, before what has it.
size-of-cells = { $cells }-cell

## Places and ways

# Where a cell is.
part-cell = { $at ->
    [cell] cell { $cell }
   *[row] row { $row }, column { $column }
}
# Which rows a beat is about, from $first to $last; of 1-D data, which cells.
part-rows = { $noun ->
    [cell] { $form ->
        [one] cell { $first }
       *[run] cells { $first } to { $last }
    }
   *[row] { $form ->
        [one] row { $first }
       *[run] rows { $first } to { $last }
    }
}
# How a window or a stamp moves on.
part-moved = { $way ->
    [along] { $by ->
        [one] one cell
       *[other] { WORD($by) } cells
    } to the right
    [right] { $by ->
        [one] one column
       *[other] { WORD($by) } columns
    } to the right
    [down] { part-down }
   *[back] back left, { part-down }
}
part-down = { $by ->
    [one] one row
   *[other] { WORD($by) } rows
} down
# How far stamps lie from each other: the same down and across, or not.
part-apart = { $apart ->
    [alike] { $distance ->
        [one] one cell
       *[other] { WORD($distance) } cells
    }
   *[each] { $down ->
        [one] one row
       *[other] { WORD($down) } rows
    } and { $across ->
        [one] one column
       *[other] { WORD($across) } columns
    }
}

## Maps in sentences: by the labels of users, if they have given any
#
# $own-input, $own-kernel and $own-output are such labels, in any language and of any gender; else none.

part-the-input = { $own-input ->
    [none] the input
   *[other] “{ $own-input }”
}
part-the-kernel = { $own-kernel ->
    [none] the kernel
   *[other] “{ $own-kernel }”
}
part-the-output = { $own-output ->
    [none] the output
   *[other] “{ $own-output }”
}
# With their shapes.
part-sized-input = { $own-input ->
    [none] the *{ $image }* input
   *[other] “{ $own-input }”
}
part-sized-output = { $own-output ->
    [none] the *{ $output }* output
   *[other] “{ $own-output }”
}

## Names of maps

label-input = Input
label-kernel = Kernel
label-output = Output

## Formulas

formula-value = value
formula-weight = weight
formula-product = product
formula-stamp = stamp

## Parameters of an operation, each before its number

parameter-kernel = kernel
parameter-window = window
parameter-stride = stride
parameter-padding = padding
parameter-dilation = dilation
parameter-output-padding = output padding
side-top = top
side-bottom = bottom
side-left = left
side-right = right

## What is seen, for people who do not see it

alt-map = { $label } { $size }{ $rounded ->
    [yes] , rounded
   *[no] {""}
}{ $scaled ->
    [yes] , { $power }
   *[no] {""}
}: { $content ->
    [values] { $values }
    [empty] still empty
   *[range] { $known } of { $all } values, from { $least } to { $greatest }
}{ $pointed ->
    [yes] ; { $where } outlined
   *[no] {""}
}.
# Cells that are too many to list.
alt-cells = { $cells } cells
# Some rows, columns or cells: one, a run of them, or others.
alt-place = { $noun ->
    [row] { $form ->
        [one] row { $first }
        [run] rows { $first } to { $last }
       *[list] rows { $numbers }
    }
    [column] { $form ->
        [one] column { $first }
        [run] columns { $first } to { $last }
       *[list] columns { $numbers }
    }
   *[cell] { $form ->
        [one] cell { $first }
        [run] cells { $first } to { $last }
       *[list] cells { $numbers }
    }
}

## Questions

# Before a beat that fills cells.
question = { $cells ->
    [one] Which value belongs in the outlined cell?
   *[other] Which { WORD($cells) } values belong in the outlined cells?
}
    .title = Question

## Images of several channels

label-partial = Partial sums
label-channel = channel
part-channels = { $channels ->
    [one] one channel
   *[other] { WORD($channels) } channels
}
channels-maps = { $kernels ->
    [one] One kernel with
   *[other] *{ WORD($kernels) } kernels*, each with
} a *{ $slice }* slice for { $channels ->
    [one] *one input channel*
   *[other] each of *{ WORD($channels) } input channels*
}.
    .title = Channels and slices
part-made-output = { $made ->
    [output] { part-the-output }
   *[channel] output channel { $channel }
}
# Titles of the beats of all kernels but the first name it.
part-kernel = { $turn ->
    [first] {""}
   *[later] , kernel { $kernel }
}

## Shared by some kinds

label-counts = Stamps per cell
label-matrix = Convolution matrix C
label-transpose = Cᵀ
label-stamped = By stamps
# Above an arrow.
operation-transposed = transposed
# Above an arrow that is little wider than it, before its number.
arrow-stride = stride
