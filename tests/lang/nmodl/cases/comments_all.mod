: case: comments of every kind, between all words
: record: x
TITLE words of a title: with signs { } and numbers 3
? a line
NEURON { : one more { brace
    SUFFIX comments_all ? again }
    RANGE x : COMMENT
}
COMMENT
  text with { braces and signs ~ ' ; # @
ENDCOMMENT
ASSIGNED { x }
INITIAL { x = 1 : + 2
    + 3 ? + 4
}
