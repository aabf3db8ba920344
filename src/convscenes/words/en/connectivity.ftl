label-wanted = Wanted

title = { $weights ->
    [one] One
   *[other] Many
} to one, and the wish to go back
description = Each value of the { $output } output is connected with a window of the { $image } input;
    then one value with the empty cells that it should fill on the way back.

maps = This *{ $output }* output was made from the *{ $image }* input: which values are connected?
    .title = Input and output
gather = The output in { part-cell } reads *{ $many ->
    [0] no input values*: its window holds nothing but padding
    [one] one input value*: one to one
   *[other] { WORD($many) } input values*: many to one
}.
    .title = Gather 1
next = The next value reads *{ $many ->
    [0] no inputs
    [one] one input
   *[other] { WORD($many) } inputs
}*{ $sharing ->
    [nothing] : its window holds nothing but padding
    [none] {" "}of its own
    [all] , which it shares with the value before
   *[some] , *{ $shared ->
        [one] one
       *[other] { WORD($shared) }
    } of which* it shares with the value before
}.
    .title = Gather { $number }
rows = The same for *{ part-rows }* of the output: every value has a window of its own.
    .title = { part-rows }
wish = { $larger ->
    [yes] Up-sampling wants
   *[no] Now we want
} to go *back*: from the *{ $output }* map to a *{ $image }* one, still empty.
    .title = The wish to go back
spread = *One* value should { $many ->
    [0] spread to *no cells*: but which number does each of them get
    [one] go back to *one cell*: but which number does it get
   *[other] spread to *{ WORD($many) } cells*: but which number does each of them get
}?
    .title = { $many ->
        [0] Back to one?
        [one] Back to one?
       *[other] One to many?
    }
