"""The tests; a process that runs the product for them begins by importing this."""

from tests.startup import put_off

put_off()
