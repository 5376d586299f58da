/* What libFuzzer calls, and what the targets share. */
#ifndef FUZZ_FUZZ_H
#define FUZZ_FUZZ_H

#include "diag/diag.h"
#include "doc/doc.h"

#include <stdlib.h>

#define HOLDS(condition) ((condition) ? (void)0 : abort())

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t room, unsigned seed);
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t room);

/* The profile that the first byte of the input chooses, which is then taken off it. */
struct profile *fuzz_profile(struct span *bytes);
/* NULL when the bytes are no AKN: then there is a finding. */
struct doc *fuzz_read(struct span bytes);
/* The document FUZZ_BASE, read once. */
struct doc *fuzz_base(void);
/* A modification as AKN, read, performed on the base (whole, or what fits), rendered and checked.
 */
void fuzz_stored(struct doc *base, struct span akn, const struct profile *profile, bool must_read);
/* Every form of report can be made of the findings. */
void fuzz_report(struct diags *diags);

/* The targets; target.c runs one of them. */
void fuzz_akn(struct span bytes);
void fuzz_calc(struct span bytes);
void fuzz_cite(struct span bytes);
void fuzz_docx(struct span bytes);
void fuzz_draft(struct span bytes);
void fuzz_import(struct span bytes);
void fuzz_merge(struct span bytes);
void fuzz_patch(struct span bytes);
void fuzz_story(struct span bytes);
void fuzz_words(struct span bytes);

#endif
