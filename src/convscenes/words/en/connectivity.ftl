label-wanted = Wanted

title = { $weights ->
    [one] One
   *[other] Many
} to one, and the wish to go back
description = Each value of the { $output } output is connected with a window of the { $image } input;
    then one value with the empty cells that it should fill on the way back.

maps = { $own-output ->
    [none] This *{ $output }* output
   *[other] “{ $own-output }”
} was made from { part-sized-input }: which values are connected?
    .title = Input and output
gather = { part-the-output } in { part-cell } reads *{ $many ->
    [0] no input values*, only padding
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
    [all] , shared with the one before
   *[some] ; *{ $shared ->
        [one] one
       *[other] { WORD($shared) }
    }* it shares with the one before
}.
    .title = Gather { $number }
rows = *{ part-rows }* of { part-the-output }: every value has its own window.
    .title = { part-rows }
wish = { $larger ->
    [yes] Up-sampling wants
   *[no] Now we want
} to go *back*: from *{ $output }* to an empty *{ $image }* map.
    .title = The wish to go back
spread = *One* value should { $many ->
    [0] spread to *no cells*: but which number does each get
    [one] go back to *one cell*: but which number does it get
   *[other] spread to *{ WORD($many) } cells*: but which number does each get
}?
    .title = { $many ->
        [0] Back to one?
        [one] Back to one?
       *[other] One to many?
    }
