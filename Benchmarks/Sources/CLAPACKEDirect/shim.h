// The peer, called without anything of the project in between.
#include <lapacke.h>
#include <cblas.h>
