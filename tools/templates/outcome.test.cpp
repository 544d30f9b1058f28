// @name@
