/* What libFuzzer calls: the target that FUZZ_TARGET names. */
#include "fuzz.h"

enum { LONGEST = 1 << 16 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size <= LONGEST)
		FUZZ_TARGET((struct span){(const char *)data, size});
	return 0;
}
