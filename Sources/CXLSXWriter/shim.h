// libxlsxwriter as Debian ships it.
#include <xlsxwriter.h>
