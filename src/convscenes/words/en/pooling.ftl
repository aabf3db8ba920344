title = Pooling keeps the { part-kept } of every window
description = Every { $window } window of the input becomes its { part-kept }.
part-kept = { $reduce ->
    [max] largest value
   *[average] mean
}

maps = Every *{ $window }* window of { part-the-input } becomes one value: its *{ part-kept }*.
    .title = Input and output
pool = This window's { part-kept }, *{ $result }*, is { part-the-output } in { part-cell }.
    .title = Window { $number }
rows = The same for *{ part-rows }* of { part-the-output }: one value per window.
    .title = { part-rows }
