// LAPACKE and CBLAS as Debian ships them. OpenBLAS carries BLAS and LAPACK but not LAPACKE,
// so the module map links both.
#include <lapacke.h>
#include <cblas.h>
