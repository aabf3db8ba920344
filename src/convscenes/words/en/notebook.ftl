# Words of notebooks, in English.

change = Change the numbers below and run the cells again: every figure is drawn with yours.
