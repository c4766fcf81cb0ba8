#include <stddef.h>
#include <stdint.h>

// libFuzzer's own entry, which the linker brings with -sanitize=fuzzer.
int LLVMFuzzerRunDriver(
    int *count, char ***arguments, int (*callback)(const uint8_t *data, size_t size));
