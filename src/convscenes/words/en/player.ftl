# Words of pages that play a talk, in English.

player = Player
back = Back
next = Next
again = Again
play = Play on
pause = Pause
step = Step
# Where one is: $number of $count.
position = { $number } of { $count }
speed = Speed
captions = Captions
notes = Notes
full = Full screen
theme = Dark or light
chapters = Chapters
transcript = Transcript
values = All values
